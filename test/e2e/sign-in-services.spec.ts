import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openPage } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { textPdf } from '../support/text-pdf.ts'
import { openSignedIn } from './support/staff.ts'

describe('services that vouch for people', function () {
  this.timeout(180_000)
  let house: House

  before(async function () {
    this.timeout(180_000)
    house = await openHouse(this)
  })

  it('let staff in with the roles of their groups, once an administrator has entered one', async function () {
    const admin = await openSignedIn(house, 'admin')
    await enterService(admin.page, house.site.issuer)
    await admin.page.getByRole('button', { name: /^Prüfen/ }).click()
    await admin.page.getByText(/Der Dienst antwortet/).waitFor()
    const { page, context, texts } = await openPage(house.browser, house.product.url)
    await page.goto('/anmelden?weiter=/konto')
    await page.getByRole('link', { name: /^Mit Stadtverzeichnis anmelden/ }).click()
    await signInAtService(page, 'kora')
    await page.waitForURL((url) => url.pathname === '/konto')
    await page.getByText('Vertrauensniveau dieser Anmeldung: hoch.').waitFor()
    const session = (await (await context.request.get('/api/v1/session')).json()) as { roles: string[] }
    expect(session.roles).to.deep.equal(['clerk'])
    // The pages of the provider are its own business.
    expect(texts).to.deep.equal([])
    await page.locator('.account__button').click()
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.waitForURL((url) => url.host === house.site.host)
    expect((await context.request.get('/api/v1/session')).status()).to.equal(401)
    await context.close()
    await admin.page.getByRole('button', { name: /^Löschen/ }).click()
    await admin.page.getByRole('dialog').getByRole('button', { name: 'Löschen' }).click()
    await admin.page.getByText('Noch kein Anmeldedienst eingetragen.').waitFor()
    expect(admin.texts).to.deep.equal([])
    await admin.context.close()
  })

  it('let citizens prove their name before they hand something in', async function () {
    const admin = await openSignedIn(house, 'admin')
    const data = {
      kind: 'citizen',
      name: 'BundID',
      issuer: house.site.issuer,
      clientId: 'poststelle',
      secretName: 'STADT',
      rolesByGroup: [],
      askedLevels: 'hoch',
      levelNames: [{ acr: 'hoch', level: 'high' }],
    }
    const made = await admin.context.request.post('/api/v1/identity-providers', { data })
    const { id } = (await made.json()) as { id: string }
    const { page, context, texts } = await openPage(house.browser, house.product.url)
    await page.goto('/abgabe/mainz')
    await page.getByRole('link', { name: 'Mit BundID ausweisen' }).click()
    await signInAtService(page, 'berta')
    await page.getByText('Sie haben sich als Person berta ausgewiesen (BundID).').waitFor()
    const buffer = await textPdf([['Antrag', 'Hiermit beantrage ich einen Ausweis.']])
    const file = { name: 'antrag.pdf', mimeType: 'application/pdf', buffer }
    await page.locator('#dateien').setInputFiles(file)
    await page.getByRole('button', { name: 'Jetzt senden' }).click()
    const number = await page.getByText(/^MZ-\d{4}-\d{6}$/).innerText()
    expect(await senderOf(house, number)).to.deep.equal({
      name: 'Person berta',
      level: 'high',
      provider: 'BundID',
    })
    await page.goto('/abgabe/mainz')
    await page.getByRole('button', { name: 'Abmelden' }).click()
    await page.getByRole('link', { name: 'Mit BundID ausweisen' }).waitFor()
    expect(texts).to.deep.equal([])
    const gone = await admin.context.request.delete(`/api/v1/identity-providers/${id}`)
    expect(gone.status()).to.equal(204)
    await admin.context.close()
    await context.close()
  })
})

async function enterService(page: Page, issuer: string): Promise<void> {
  await page.goto('/verwaltung/anmeldedienste')
  await page.getByRole('button', { name: 'Neuer Anmeldedienst' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('Stadtverzeichnis')
  await dialog.getByLabel('Adresse (Issuer)').fill(issuer)
  await dialog.getByLabel(/Client-ID/).fill('poststelle')
  await dialog.getByLabel('Name des Geheimnisses').fill('STADT')
  await dialog.getByLabel('Verlangtes Vertrauensniveau').fill('hoch')
  await dialog.getByRole('group', { name: 'Gruppen und Rollen' }).getByRole('button').click()
  await dialog.getByLabel('Gruppe', { exact: true }).fill('amt-50')
  await dialog.getByLabel('Rolle').selectOption('Sachbearbeitung')
  const levels = dialog.getByRole('group', { name: /Vertrauensniveaus/ })
  await levels.getByRole('button').click()
  await dialog.getByLabel('Wert (acr)').fill('hoch')
  await levels.getByRole('combobox').selectOption('hoch')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('heading', { name: 'Stadtverzeichnis' }).waitFor()
}

async function signInAtService(page: Page, login: string): Promise<void> {
  await page.getByLabel('Login').fill(login)
  await page.keyboard.press('Enter')
}

async function senderOf(house: House, receiptNumber: string): Promise<unknown> {
  const { context } = await openSignedIn(house, 'poststelle')
  const answer = await context.request.get('/api/v1/incoming-items?limit=200')
  const { items } = (await answer.json()) as { items: { receiptNumber: string; verifiedSender: unknown }[] }
  await context.close()
  return items.find((item) => item.receiptNumber === receiptNumber)?.verifiedSender
}
