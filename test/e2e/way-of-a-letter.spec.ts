import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openPage } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { twoPageLetter } from './support/letter.ts'
import { openSignedIn, signInByHand } from './support/staff.ts'

const SUBJECT = 'Antrag auf Wohngeld'
const READ_LIMIT_MS = 90_000

/** One letter on its whole way through the pages; after the upload without a mouse. */
describe('the way of a letter in the browser', function () {
  this.timeout(120_000)
  let house: House
  let receiptNumber: string
  let itemPath: string

  before(async function () {
    house = await openHouse(this)
  })

  it('refuses a wrong password in plain words and lets in with the right one', async function () {
    const { page, context, texts } = await openPage(house.browser, house.product.url)
    await page.goto('/')
    await page.getByLabel('Benutzername').fill('poststelle')
    await page.getByLabel('Passwort', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Anmelden' }).click()
    await page.getByRole('alert').getByText('Benutzername oder Passwort ist falsch').waitFor()
    await signInByHand(page, 'poststelle', house.product.passwords['poststelle'] ?? '')
    await page.getByRole('navigation', { name: 'Hauptnavigation' }).waitFor()
    await page.waitForURL('**/posteingang')
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('takes in a file and shows its receipt number', async function () {
    const { page, context, texts } = await openSignedIn(house, 'poststelle')
    await page.goto('/erfassen')
    const file = { name: 'antrag.pdf', mimeType: 'application/pdf', buffer: await twoPageLetter() }
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: '1 Datei erfassen' }).click()
    const stored = page.getByText(/Gespeichert als \S+/)
    await stored.waitFor()
    receiptNumber = /als (\S+)/.exec(await stored.innerText())?.[1] ?? ''
    expect(receiptNumber).to.match(/^MZ-\d{4}-\d{6}$/)
    await page.getByRole('link', { name: 'Eingang öffnen' }).click()
    await page.waitForURL('**/posteingang/*')
    itemPath = new URL(page.url()).pathname
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('names the fault of an empty file and keeps the page usable', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await page.goto('/erfassen')
    const empty = { name: 'leer.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }
    await page.locator('input[type=file]').setInputFiles(empty)
    await page.getByRole('button', { name: '1 Datei erfassen' }).click()
    await page.getByText('Nicht gespeichert').waitFor()
    await page.getByRole('button', { name: 'Entfernen: leer.pdf' }).click()
    expect(await page.getByText('Noch keine Dateien gewählt').isVisible()).to.equal(true)
    await context.close()
  })

  it('shows the pages and proposals once the letter is read, and confirms by keyboard only', async function () {
    const { page, context, texts } = await openSignedIn(house, 'poststelle')
    await page.goto(itemPath)
    await page.getByRole('heading', { name: SUBJECT, level: 2 }).waitFor({ timeout: READ_LIMIT_MS })
    await page.locator('.item-header').getByText('Zu prüfen').waitFor({ timeout: READ_LIMIT_MS })
    await page.getByRole('img', { name: 'Bild von Seite 1 von 2' }).waitFor()
    expect(await page.getByRole('combobox', { name: 'Betreff' }).inputValue()).to.equal(SUBJECT)
    expect(await page.getByRole('combobox', { name: 'Datum des Schreibens' }).inputValue()).to.equal(
      '12.11.2026',
    )

    await page.keyboard.press('z')
    await page.keyboard.type('50.1')
    await page.getByRole('option', { name: '50.1 Wohngeld' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await page.getByText(`${receiptNumber} ist bestätigt und zugestellt an 50.1 Wohngeld.`).first().waitFor()
    await page.waitForURL((url) => url.pathname !== itemPath)
    expect(await focusedElement(page), 'the focus is not lost').to.not.equal('BODY')
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('claims, files into a new case file and keeps its history, by keyboard only', async function () {
    const { page, context, texts } = await openSignedIn(house, 'soziales')
    await page.goto('/posteingang')
    await page.getByRole('link', { name: new RegExp(receiptNumber) }).waitFor()
    await page.keyboard.press('j')
    await page.getByRole('heading', { name: SUBJECT, level: 2 }).waitFor()
    await page.keyboard.press('c')
    await page.getByText('In Arbeit bei Sven Sorge').waitFor()

    await page.keyboard.press('a')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    if (!(await dialog.getByLabel('Neue Akte').isChecked()))
      await dialog.getByLabel('Neue Akte').press('Space')
    await dialog.getByLabel('Betreff der Akte').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Wohngeld Ziegler, Lindenweg 4')
    await page.keyboard.press('Tab')
    await page.keyboard.type('50.10')
    await page.getByRole('option', { name: '50.10 Wohngeld' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Enter')
    await page.getByText(`${receiptNumber} liegt in der Akte.`).first().waitFor()

    await page.goto('/akten?text=Ziegler')
    await page.getByRole('link', { name: /^50\.10-/ }).press('Enter')
    await page.getByRole('heading', { name: /Wohngeld Ziegler/ }).waitFor()
    await page.getByRole('link', { name: SUBJECT }).waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('calls a colleague in a note, who is told by the bell, by keyboard only', async function () {
    const lead = await openSignedIn(house, 'leitung')
    await lead.page.goto('/benachrichtigungen')
    await lead.page.getByRole('heading', { name: 'Benachrichtigungen' }).waitFor()
    const bell = lead.page.getByRole('link', { name: /neuen? Benachrichtigung/ })
    const before = await bell.getAttribute('aria-label')

    const { page, context, texts } = await openSignedIn(house, 'soziales')
    await page.goto('/akten?text=Ziegler')
    await page.getByRole('link', { name: /^50\.10-/ }).press('Enter')
    const note = page.getByLabel('Neue Notiz')
    await note.focus()
    await page.keyboard.type('@Niemandsland')
    await page.getByText('Niemand mit dem Namen „Niemandsland“ darf dies sehen.').waitFor()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Bitte ansehen, @Leit')
    await page.getByRole('option', { name: 'Lena Leitner' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.type('und freigeben')
    expect(await note.inputValue()).to.equal('Bitte ansehen, @Lena Leitner und freigeben')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.locator('.note mark', { hasText: '@Lena Leitner' }).waitFor()
    expect(texts).to.deep.equal([])
    await context.close()

    // The page was open all the time.
    const told = lead.page.locator('.notice', { hasText: 'Wohngeld Ziegler' })
    await told.getByText('hat Sie in einer Notiz erwähnt').waitFor()
    expect(await bell.getAttribute('aria-label')).to.not.equal(before)
    const marked = lead.page.waitForResponse((answer) => answer.url().endsWith('/notifications/read'))
    await told.getByRole('link').press('Enter')
    await lead.page.getByRole('heading', { name: /Wohngeld Ziegler/ }).waitFor()
    await marked
    await lead.page.getByText('und freigeben').waitFor()
    await lead.page.goto('/benachrichtigungen')
    await told.getByRole('button', { name: /Als neu markieren/ }).waitFor()
    expect(lead.texts).to.deep.equal([])
    await lead.context.close()
  })

  it('answers by letter, which lies in the case file as outgoing, by keyboard only', async function () {
    const { page, context, texts } = await openSignedIn(house, 'soziales')
    await page.goto(itemPath)
    await page.getByRole('heading', { name: SUBJECT, level: 2 }).waitFor()
    await page.keyboard.press('b')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Vorlage').focus()
    await page.keyboard.type('Eingang')
    await dialog.getByText(`unter der Nummer ${receiptNumber}`).waitFor()
    await dialog.getByLabel('Name und Anschrift').focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.type('Gudrun Ziegler')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Lindenweg 4')
    await page.keyboard.press('Enter')
    await page.keyboard.type('55116 Mainz')
    await dialog.getByRole('button', { name: 'Vorschau' }).press('Enter')
    await dialog.getByRole('img', { name: /Seite 1 des Briefes/ }).waitFor()
    await dialog.getByRole('button', { name: 'Brief ablegen' }).press('Enter')
    await page.getByRole('heading', { name: 'Brief abgelegt' }).waitFor()
    await page.keyboard.press('Escape')

    await page.goto('/akten?text=Ziegler')
    await page.getByRole('link', { name: /^50\.10-/ }).press('Enter')
    await page.getByText(/an Gudrun Ziegler, .*, von Sven Sorge/).waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('finds the letter by a word on page 2 and marks the word on the page', async function () {
    const { page, context, texts } = await openSignedIn(house, 'soziales')
    await page.goto('/akten')
    await page.getByRole('heading', { name: 'Akten' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('Zwetschgenbaum')
    await page.keyboard.press('Enter')
    await page.getByText('1 Dokument gefunden').waitFor()
    expect(await page.locator('mark').first().innerText()).to.equal('Zwetschgenbaum')
    await page.getByRole('link', { name: 'Seite 2' }).press('Enter')
    await page.getByText('1 Treffer auf dieser Seite').waitFor()
    await page.getByRole('img', { name: 'Bild von Seite 2 von 2' }).waitFor()
    expect(await page.locator('.overlay__place--hit').count()).to.equal(1)
    const unit = page.locator('.index-table > div').filter({ hasText: '50.1 Wohngeld' })
    await unit.getByText('bestätigt').waitFor()

    await page.getByRole('button', { name: 'Text statt Bild' }).press('Enter')
    await page.getByRole('article', { name: 'Seite 2' }).getByText('Zwetschgenbaum').waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })
})

async function focusedElement(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement.tagName')
}
