import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openHouse, type House } from './support/house.ts'
import { openSignedIn } from './support/staff.ts'

/** The machine reads all demo letters first, beside whatever else runs. */
const READ_LIMIT_MS = 180_000

describe('working without losing anything', function () {
  this.timeout(READ_LIMIT_MS + 60_000)
  let house: House

  before(async function () {
    house = await openHouse(this)
  })

  it('asks for the password when the session has ended, and then goes on with what was entered', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    const title = await openReadItem(page)
    const subject = page.getByRole('combobox', { name: 'Betreff' })
    await subject.fill(`${title}, ergänzt`)
    await page.getByRole('combobox', { name: /Amt oder Akte/ }).fill('60')
    await page.getByRole('option', { name: '60 Bauamt' }).click()
    await context.clearCookies()
    await page.keyboard.press('Control+Enter')

    const dialog = page.getByRole('dialog', { name: 'Ihre Sitzung ist abgelaufen' })
    await dialog.waitFor()
    expect(await subject.inputValue()).to.equal(`${title}, ergänzt`)
    await dialog.getByLabel('Passwort', { exact: true }).fill(house.product.passwords['poststelle'] ?? '')
    await page.keyboard.press('Enter')
    await page
      .getByText(/ist bestätigt und zugestellt an 60 Bauamt/)
      .first()
      .waitFor()
    await page.goto('/posteingang?ansicht=routed')
    await page.locator('.item-row', { hasText: `${title}, ergänzt` }).waitFor()
    await context.close()
  })

  it('keeps what was typed while other items are looked at', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    const title = await openReadItem(page)
    const { pathname } = new URL(page.url())
    await page.getByRole('combobox', { name: 'Absender', exact: true }).fill('Von Hand eingetragen')
    await page.keyboard.press('Escape')
    await page.locator('#eingang-titel').focus()
    await page.keyboard.press('k')
    await page.waitForURL((url) => url.pathname !== pathname)
    await page.keyboard.press('j')
    await page.waitForURL((url) => url.pathname === pathname)
    // The address changes before the item is drawn.
    await page.getByRole('heading', { name: title, level: 2 }).waitFor()
    const sender = page.getByRole('combobox', { name: 'Absender', exact: true })
    await sender.waitFor()
    expect(await sender.inputValue()).to.equal('Von Hand eingetragen')
    await context.close()
  })

  it('obeys no single key while a person writes, nor when they are switched off', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await openReadItem(page)
    await page.getByRole('combobox', { name: 'Absender', exact: true }).focus()
    await page.keyboard.type('?')
    expect(await page.getByRole('dialog').count()).to.equal(0)
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Tastenkürzel' }).waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: /Petra Postmann/ }).click()
    await page.getByLabel('Tastenkürzel mit einer Taste').selectOption('off')
    await page.keyboard.press('Escape')
    await page.locator('#eingang-titel').focus()
    await page.keyboard.press('?')
    expect(await page.getByRole('dialog').count()).to.equal(0)
    await context.close()
  })

  it('shows the place of a field on the page while the field has the focus', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await openReadItem(page)
    await page.getByRole('combobox', { name: 'Betreff' }).focus()
    await page.locator('.overlay__place--active').waitFor({ state: 'attached' })
    expect(await page.locator('.overlay__place--active').textContent()).to.match(/^Betreff: /)
    await context.close()
  })

  it('takes words of the page into the field by keys, and says so', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await openReadItem(page)
    await page.locator('.overlay__line').first().waitFor({ state: 'attached' })
    const recipient = page.getByRole('combobox', { name: 'Empfänger', exact: true })
    await recipient.focus()
    await page.keyboard.press('F2')
    const bar = page.getByRole('group', { name: 'Markierte Wörter' })
    await bar.waitFor()
    await page.keyboard.press('Shift+ArrowRight')
    const marked = (await bar.getByRole('status').innerText()).slice(1, -1)
    expect(marked.split(' ')).to.have.length(2)
    await page.keyboard.press('Enter')
    await page.getByText('Empfänger: Wörter von der Seite übernommen.').waitFor()
    expect(await recipient.inputValue()).to.equal(marked)
    expect(await page.evaluate<string>('document.activeElement.id')).to.equal('feld-recipient')
    await context.close()
  })

  it('works on several items at once by keys, tells what was done, and takes it back', async function () {
    const { page, context, texts } = await openSignedIn(house, 'poststelle')
    await page.goto('/posteingang')
    // What is still being read changes by itself.
    const read = page.locator('.item-row', { hasText: 'Zu prüfen' })
    const number = lastWord(await read.first().locator('.item-row__number').innerText())
    for (const index of [0, 1]) {
      await read.nth(index).locator('.item-row__link').focus()
      await page.keyboard.press('x')
    }
    await page.getByText('2 Eingänge ausgewählt').waitFor()
    await page.keyboard.press('Shift+J')
    await page.getByText('3 Eingänge ausgewählt').waitFor()
    await page.keyboard.press('Space')
    await page.getByText('2 Eingänge ausgewählt').waitFor()
    await page.getByRole('button', { name: 'Zustellen', exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '2 Eingänge zustellen' })
    await dialog.waitFor()
    await page.keyboard.type('60')
    await page.getByRole('option', { name: '60 Bauamt' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '2 Eingänge zugestellt' }).waitFor()
    const first = page.locator('.item-row', { hasText: number })
    await first.waitFor({ state: 'detached' })

    await page.keyboard.press('u')
    await page.getByText('2 Schritte sind zurückgenommen.').waitFor()
    await first.getByText('Zurückgegeben').waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('shows at once what somebody else does, on a page that nobody touches', async function () {
    const watching = await openSignedIn(house, 'poststelle')
    await watching.page.goto('/posteingang')
    await watching.page.locator('.item-row').first().waitFor()
    const { context } = await openSignedIn(house, 'leitung')
    const file = { name: 'eben eingetroffen.txt', mimeType: 'text/plain', buffer: Buffer.from('Guten Tag') }
    const multipart = { channel: 'letter', files: file }
    const answer = await context.request.post('/api/v1/incoming-items', { multipart })
    expect(answer.status()).to.equal(201)
    await watching.page.locator('.item-row', { hasText: 'eben eingetroffen.txt' }).waitFor()
    expect(watching.texts).to.deep.equal([])
    await Promise.all([context.close(), watching.context.close()])
  })
})

/** The row shows the channel in words before the number. */
function lastWord(text: string): string {
  return text.trim().split(/\s/).at(-1) ?? ''
}

/** Opens the oldest item that is read and gives its title. */
async function openReadItem(page: Page): Promise<string> {
  await page.goto('/posteingang')
  const row = page.locator('.item-row__link', { hasText: 'Zu prüfen' }).last()
  await row.waitFor({ timeout: READ_LIMIT_MS })
  const title = await row.locator('.item-row__subject').innerText()
  await row.click()
  await page.getByRole('heading', { name: title, level: 2 }).waitFor()
  await page.getByRole('img', { name: /Bild von Seite 1/ }).waitFor()
  return title
}
