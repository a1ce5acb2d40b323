import { expect } from 'chai'
import { textPdf } from '../support/text-pdf.ts'
import { seriousFindings, sidewaysOverflow } from './support/barriers.ts'
import { DESK, PHONE } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { firstPage, handInStack, secondPage } from './support/stack.ts'
import { openSignedIn } from './support/staff.ts'

/** The machine reads all demo letters first, beside whatever else runs. */
const READ_LIMIT_MS = 180_000
const PAGES = [firstPage('Papierhaus Nord', '4711'), secondPage(), firstPage('Aufzugbau Kessler', '0815')]

describe('the quality of scans', function () {
  this.timeout(2 * READ_LIMIT_MS)
  let house: House

  before(async function () {
    house = await openHouse(this)
  })

  it('is looked at with keys by somebody else than who scanned, and a new scan keeps the first', async function () {
    const scanning = await openSignedIn(house, 'poststelle')
    await scanning.page.goto(await handInStack(scanning.context, PAGES, { protectionClass: 'high' }))
    await scanning.page.getByText('nichts mehr zu klären').first().waitFor({ timeout: READ_LIMIT_MS })
    await scanning.page.keyboard.press('Control+Enter')
    await scanning.page.getByText('Der Scan ist getrennt.').waitFor({ timeout: READ_LIMIT_MS })
    await scanning.page.goto('/stapel/qualitaet')
    await scanning.page.getByText('Prüfen muss eine andere Person.').waitFor()
    await scanning.page.keyboard.press('q')
    expect(await scanning.page.getByText('2 Schreiben zu prüfen').count()).to.equal(1)

    const { page, context } = await openSignedIn(house, 'leitung')
    await page.goto('/stapel')
    await page.getByRole('link', { name: 'Qualitätskontrolle' }).click()
    await page.getByRole('img', { name: 'Bild von Seite 1 von 3' }).waitFor({ timeout: READ_LIMIT_MS })
    for (const viewport of [PHONE, DESK]) {
      await page.setViewportSize(viewport)
      expect(await seriousFindings(page)).to.deep.equal([])
      expect(await sidewaysOverflow(page)).to.be.at.most(0)
    }
    const number = (await page.getByRole('heading', { level: 2 }).first().textContent()) ?? ''
    await page.keyboard.press('q')
    await page.getByText('1 Schreiben zu prüfen').waitFor()
    await page.getByRole('heading', { level: 2, name: number }).waitFor({ state: 'detached' })
    // The keys are those of the letter that is shown: its only page is the last one of the scan.
    await page.getByRole('img', { name: 'Bild von Seite 3 von 3' }).waitFor({ timeout: READ_LIMIT_MS })
    await page.keyboard.press('f')
    const fault = page.getByRole('dialog', { name: /Mangel am Scan/ })
    await fault.getByLabel('abgeschnitten').check()
    await fault.getByRole('button', { name: 'Mangel festhalten' }).click()
    await page.getByText('1 mit Mangel').waitFor()

    await scanning.page.reload()
    await scanning.page.getByText('Mangel: neu scannen').first().waitFor()
    await scanning.page.getByRole('button', { name: /Neu scannen/ }).waitFor()
    await scanning.page.keyboard.press('n')
    const dialog = scanning.page.getByRole('dialog', { name: /neu scannen/ })
    const buffer = await textPdf([firstPage('Aufzugbau Kessler', '0815')])
    await dialog
      .getByLabel('Neuer Scan')
      .setInputFiles({ name: 'neu.pdf', mimeType: 'application/pdf', buffer })
    await dialog.getByLabel('Grund').fill('Rand fehlte')
    await dialog.getByRole('button', { name: 'Scan ersetzen' }).click()
    await dialog.waitFor({ state: 'detached' })

    await page.reload()
    await page.getByText('Durchgang').waitFor()
    await page.getByRole('img', { name: 'Bild von Seite 1 von 1' }).waitFor({ timeout: READ_LIMIT_MS })
    await page.keyboard.press('q')
    await page.getByText('Nichts zu prüfen.').waitFor()

    // Whoever works on it has it looked at once more, and is not the one who looks.
    const answer = await scanning.context.request.get('/api/v1/incoming-items?state=indexing&limit=100')
    const { items } = (await answer.json()) as { items: { id: string; receiptNumber: string }[] }
    const itemId = items.find(({ receiptNumber }) => receiptNumber === number)?.id ?? ''
    await scanning.page.goto(`/posteingang/${itemId}`)
    await scanning.page.getByRole('button', { name: 'Zur Prüfung' }).waitFor()
    await scanning.page.keyboard.press('p')
    const asking = scanning.page.getByRole('dialog', { name: 'Was soll eine andere Person prüfen?' })
    await asking.getByRole('textbox', { name: 'Grund' }).fill('Rückseite fehlt?')
    expect(await seriousFindings(scanning.page)).to.deep.equal([])
    await asking.getByRole('button', { name: 'Zur Prüfung' }).click()
    await scanning.page.getByText(`${number} wartet auf die Sichtprüfung`).waitFor()
    await page.reload()
    await page.getByText('Rückseite fehlt?').waitFor()
    await page.keyboard.press('q')
    await page.getByText('Nichts zu prüfen.').waitFor()
    await scanning.page.getByText('Verlauf', { exact: true }).click()
    await scanning.page.getByText('Sichtprüfung: in Ordnung').waitFor()
    await context.close()
    await scanning.context.close()
  })
})
