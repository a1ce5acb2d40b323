import { expect } from 'chai'
import sharp, { type Sharp } from 'sharp'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { seriousFindings, sidewaysOverflow } from './support/barriers.ts'
import { openPage, PHONE, watchedPage } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { openSignedIn } from './support/staff.ts'
import { textPdf } from '../support/text-pdf.ts'

/** Handing in from a phone without an account, and asking for the status with what stands on the receipt. */
describe('the pages for citizens', function () {
  this.timeout(60_000)
  let house: House

  before(async function () {
    house = await openHouse(this)
  })

  it('names what is missing before anything is sent', async function () {
    const { page, context } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto('/abgabe/mainz')
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    const summary = page.getByRole('alert')
    await summary.getByText('Eine Angabe fehlt oder ist falsch').waitFor()
    await summary.getByRole('link').click()
    expect(await page.evaluate('document.activeElement.id')).to.equal('dateien')
    await context.close()
  })

  it('hands in a file, gives a receipt with its hash, and tells the status', async function () {
    const { page, context, texts } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto('/abgabe/mainz')
    const bytes = await textPdf([['Nachweis zum Antrag', 'Mein Einkommen ist gleich geblieben.']])
    const file = { name: 'nachweis.pdf', mimeType: 'application/pdf', buffer: bytes }
    await page.locator('#dateien').setInputFiles(file)
    await page.getByLabel('Worum geht es?').fill('Nachweis zum Antrag')
    await page.getByLabel('Ihr Name').fill('Gudrun Ziegler')
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    await page.getByRole('heading', { name: 'Wir haben Ihre Unterlagen erhalten' }).waitFor()
    const hash = createHash('sha256').update(bytes).digest('hex')
    await page.getByText(`${hash.slice(0, 8)} … ${hash.slice(-8)}`).waitFor()
    const [code = '', secret = ''] = await page.locator('.receipt__code-value').allInnerTexts()
    expect(secret.length, 'the secret cannot be guessed').to.be.greaterThan(11)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Bestätigung als PDF speichern' }).click(),
    ])
    expect(download.suggestedFilename()).to.match(/^Empfangsbestätigung MZ-\d{4}-\d{6}\.pdf$/)

    await page.getByRole('link', { name: 'Stand abfragen' }).click()
    await page.getByLabel('Ihr Zeichen für Rückfragen').fill(code)
    await page.getByLabel('Ihr Geheimwort').fill('not the secret')
    await page.getByRole('button', { name: 'Stand zeigen' }).click()
    await page.getByText('Zeichen und Geheimwort passen nicht zusammen').waitFor()
    await page.getByLabel('Ihr Geheimwort').fill(secret)
    await page.getByRole('button', { name: 'Stand zeigen' }).click()
    await page
      .locator('.status-answer')
      .getByText(/Eingegangen|In Bearbeitung/)
      .first()
      .waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('hands in and tells the status in a browser without scripts', async function () {
    const context = await house.browser.newContext({
      viewport: PHONE,
      baseURL: house.product.url,
      locale: 'de-DE',
      javaScriptEnabled: false,
    })
    const { page, texts } = await watchedPage(context)
    await page.goto('/abgabe/mainz')
    await page.getByRole('link', { name: 'Unterlagen ohne JavaScript abgeben' }).click()
    const buffer = await textPdf([['Nachweis', 'Ohne Skript gesendet.']])
    await page
      .getByLabel('Eine oder mehrere Dateien auswählen')
      .setInputFiles({ name: 'nachweis.pdf', mimeType: 'application/pdf', buffer })
    await page.getByLabel('Worum geht es?').fill('Nachweis ohne Skript')
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    await page.getByRole('heading', { name: 'Wir haben Ihre Unterlagen erhalten' }).waitFor()
    const [code = '', secret = ''] = await page.locator('.code').allInnerTexts()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Bestätigung als PDF speichern' }).click(),
    ])
    expect(await download.failure()).to.equal(null)
    const pdf = await readFile(await download.path())
    expect(pdf.subarray(0, 5).toString()).to.equal('%PDF-')
    await page.getByRole('link', { name: 'Stand abfragen' }).click()
    await page.getByLabel('Ihr Zeichen für Rückfragen').fill(code)
    await page.getByLabel('Ihr Geheimwort').fill(secret)
    await page.getByRole('button', { name: 'Stand zeigen' }).click()
    await page.getByText(/^(?:Eingegangen|In Bearbeitung)$/).waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('have no serious barrier where they need no script', async function () {
    const { page, context } = await openPage(house.browser, house.product.url, PHONE)
    const plain = '/abgabe/mainz/einfach'
    for (const path of [plain, `${plain}/stand`, `${plain}/nachreichen`, '/abgabe/x/einfach']) {
      await page.goto(path)
      for (const colorScheme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme })
        expect(await seriousFindings(page), `${path} ${colorScheme}`).to.deep.equal([])
        expect(await sidewaysOverflow(page), path).to.be.at.most(0)
      }
    }
    await context.close()
  })

  it('goes on with a large file where the line broke', async function () {
    const { page, context } = await openPage(house.browser, house.product.url, PHONE)
    let pieces = 0
    // As in a tunnel, and the page goes on all the same.
    await page.addInitScript("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    await page.route('**/uploads/*', async (route) => {
      if (route.request().method() === 'PATCH') pieces += 1
      if (pieces === 1 && route.request().method() === 'PATCH') await route.abort('connectionreset')
      else await route.continue()
    })
    await page.goto('/abgabe/mainz')
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
    const bytes = await sharp({
      create: { width: 1_200, height: 1_200, channels: 3, noise, background: '#fff' },
    })
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(bytes.byteLength, 'large enough to come in pieces').to.be.greaterThan(1_024 * 1_024)
    await page.locator('#dateien').setInputFiles({ name: 'gross.jpg', mimeType: 'image/jpeg', buffer: bytes })
    await page.locator('.citizen__chosen').getByText('gross.jpg').waitFor()
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    const hash = createHash('sha256').update(bytes).digest('hex')
    await page.getByText(`${hash.slice(0, 8)} … ${hash.slice(-8)}`).waitFor()
    expect(pieces).to.equal(2)
    await context.close()
  })

  it('puts photos of a telephone into one PDF, and says of one that it is blurred', async function () {
    const { page, context, texts } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto('/abgabe/mainz')
    const photo = (name: string, buffer: Buffer) => ({ name, mimeType: 'image/jpeg', buffer })
    const sharpOne = await letterPhoto((picture) => picture)
    const blurredOne = await letterPhoto((picture) => picture.blur(6))
    await page.locator('#dateien').setInputFiles([photo('eins.jpg', sharpOne), photo('zwei.jpg', blurredOne)])
    const rows = page.locator('.citizen__chosen > li')
    await rows.nth(1).getByText('Das Foto ist unscharf').waitFor()
    expect(await rows.nth(0).getByText('unscharf').count()).to.equal(0)
    await page.getByRole('button', { name: 'zwei.jpg nach vorne' }).focus()
    await page.keyboard.press('Enter')
    await rows.nth(0).getByText('zwei.jpg').waitFor()
    await page.getByRole('button', { name: 'eins.jpg drehen' }).click()
    expect(await seriousFindings(page)).to.deep.equal([])
    expect(await sidewaysOverflow(page)).to.be.at.most(0)
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    await page.locator('.receipt__file-name', { hasText: 'Fotos.pdf' }).waitFor()
    expect(await page.locator('.receipt__file-name').count()).to.equal(1)
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('answers a request of a clerk from the link of the letter, and the clerk sees it', async function () {
    this.timeout(90_000)
    const clerk = await openSignedIn(house, 'soziales')
    await clerk.page.goto('/akten')
    await clerk.page.locator('.table__link').first().click()
    await clerk.page.getByRole('button', { name: 'Unterlagen nachfordern' }).click()
    await clerk.page.getByLabel('Name und Anschrift').fill('Gudrun Ziegler\nAm Rhein 1\n55116 Mainz')
    await clerk.page.getByLabel('Betreff').fill('Nachweise zu Ihrem Antrag')
    await clerk.page.getByLabel('Was fehlt').fill('Lohnzettel Mai\nMietvertrag')
    await clerk.page.getByRole('button', { name: 'Link und Brief erstellen' }).click()
    const link = await clerk.page.locator('.follow-up__secret dd').first().innerText()
    const download = clerk.page.waitForEvent('download')
    await clerk.page.getByRole('button', { name: 'Brief als PDF' }).click()
    expect((await download).suggestedFilename()).to.equal('nachforderung.pdf')
    await clerk.page.getByRole('button', { name: 'Fertig' }).click()

    const { page, context, texts } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto(`/nachreichen/mainz${new URL(link).hash}`)
    await page.getByRole('heading', { name: 'Nachweise zu Ihrem Antrag' }).waitFor()
    await page.getByText('Mietvertrag').waitFor()
    expect(await page.getByText('Gudrun Ziegler').count(), 'whom the letter goes to is not told').to.equal(0)
    expect(await seriousFindings(page)).to.deep.equal([])
    expect(await sidewaysOverflow(page)).to.be.at.most(0)
    const buffer = await textPdf([['Lohnzettel Mai']])
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'lohn.pdf', mimeType: 'application/pdf', buffer })
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    await page.getByText('rechtzeitig eingegangen').waitFor()
    expect(await seriousFindings(page)).to.deep.equal([])
    const number = await page.locator('.receipt__facts dd').first().innerText()
    expect(texts).to.deep.equal([])
    await context.close()

    // The line breaks while the link is read; the code is typed then.
    const broken = await openPage(house.browser, house.product.url, PHONE)
    await broken.page.route('**/public/mainz/follow-ups', (route) => route.abort(), { times: 1 })
    await broken.page.goto(`/nachreichen/mainz${new URL(link).hash}`)
    await broken.page.locator('form input').fill(new URL(link).hash.slice(1))
    await broken.page.locator('form button[type=submit]').click()
    await broken.page.getByRole('heading', { name: 'Nachweise zu Ihrem Antrag' }).waitFor()
    await broken.context.close()

    const card = clerk.page.locator('.follow-up', { hasText: 'Nachweise zu Ihrem Antrag' })
    await card.getByText(number).waitFor()
    await card.getByText('Beantwortet').waitFor()
    expect(clerk.texts).to.deep.equal([])
    await clerk.context.close()
  })

  it('says the same of every code that does not count', async function () {
    const { page, context } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto('/nachreichen/mainz#ZZZZ-ZZZZ')
    await page.getByText('Diesen Code kennen wir nicht, oder er gilt nicht mehr.').waitFor()
    await context.close()
  })

  it('says calmly when there is no such city', async function () {
    const { page, context } = await openPage(house.browser, house.product.url, PHONE)
    await page.goto('/abgabe/nirgendwo')
    await page.getByText('Diese Adresse gehört zu keiner Stadtverwaltung').waitFor()
    await context.close()
  })
})

/** A sheet on a dark table. */
async function letterPhoto(change: (picture: Sharp) => Sharp): Promise<Buffer> {
  const lines = Array.from(
    { length: 24 },
    (_, row) =>
      `<text x="100" y="${140 + row * 32}" font-size="20">Lohnzettel fuer Mai 2026, Zeile ${row}</text>`,
  )
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="700" height="1000"><rect width="700" height="1000" fill="#3a3228"/><rect x="60" y="60" width="580" height="880" fill="#f4f4f0"/>${lines.join('')}</svg>`
  return change(sharp(Buffer.from(svg)))
    .jpeg()
    .toBuffer()
}
