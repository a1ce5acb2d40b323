import { expect } from 'chai'
import { fromBase32, hotp } from '../../src/adapters/system/one-time-codes.ts'
import type { Page } from 'playwright-core'
import { openHouse, type House } from './support/house.ts'
import { addPerson, openSignedIn, signInByHand, withPassword } from './support/staff.ts'

const OLD_PASSWORD = 'das erste von der Verwaltung'
const NEW_PASSWORD = 'vier Wörter ohne Sinn'

describe('the own account', function () {
  this.timeout(180_000)
  let house: House

  before(async function () {
    this.timeout(180_000)
    house = await openHouse(this)
  })

  it('makes a token that is shown once and works until it is deleted', async function () {
    const { page, context, texts } = await openSignedIn(house, 'soziales')
    await page.goto('/')
    await page.locator('.account__button').click()
    await page.getByRole('link', { name: 'Mein Konto' }).click()
    await page.getByRole('button', { name: 'Neues Token' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Scanner im Erdgeschoss')
    await dialog.getByRole('button', { name: 'Neues Token' }).click()
    const token = await dialog.getByText(/^pst_[0-9a-f]{64}$/).innerText()
    await dialog.getByRole('button', { name: 'Ich habe es gespeichert' }).click()
    expect(await statusOf(house, token)).to.equal(200)
    await page.reload()
    const row = page.getByRole('row', { name: /Scanner im Erdgeschoss/ })
    await row.getByText('Post einliefern').waitFor()
    expect(await page.getByText('pst_').count()).to.equal(0)
    await row.getByRole('button').click()
    await row.waitFor({ state: 'detached' })
    expect(await statusOf(house, token)).to.equal(401)
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('ends a session that is open elsewhere', async function () {
    const { page, context } = await openSignedIn(house, 'pruefung')
    const other = await openSignedIn(house, 'pruefung')
    await page.goto('/konto')
    await page.getByRole('row', { name: /Diese Anmeldung/ }).waitFor()
    const end = page.getByRole('button', { name: /^Beenden/ })
    await end.first().waitFor()
    while ((await end.count()) > 0) {
      const before = await end.count()
      await end.first().click()
      await end.nth(before - 1).waitFor({ state: 'detached' })
    }
    expect((await other.context.request.get('/api/v1/session')).status()).to.equal(401)
    expect((await context.request.get('/api/v1/session')).status()).to.equal(200)
    await other.context.close()
    await context.close()
  })

  it('sets an app up, asks for its code at the next sign-in', async function () {
    await addPerson(house, 'tilo', OLD_PASSWORD)
    const { page, context, texts } = await openSignedIn(withPassword(house, 'tilo', OLD_PASSWORD), 'tilo')
    await openAccount(page)
    await page.getByRole('button', { name: 'Zweiten Faktor einrichten' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Jetziges Passwort').fill(OLD_PASSWORD)
    await page.keyboard.press('Enter')
    await dialog.getByRole('img', { name: /QR-Code/ }).waitFor()
    const secret = await dialog.getByText(/^[A-Z2-7]{32}$/).innerText()
    await dialog.getByLabel('Code aus der App').fill(codeOf(secret))
    await page.keyboard.press('Enter')
    const recovery = await dialog
      .getByText(/^[0-9a-f]{5}-/)
      .first()
      .innerText()
    await dialog.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click()
    await page.getByText('Noch 10 Ersatzcodes übrig.').waitFor()
    await context.clearCookies()
    await page.goto('/anmelden')
    await page.getByLabel('Benutzername').fill('tilo')
    await page.getByLabel('Passwort', { exact: true }).fill(OLD_PASSWORD)
    await page.keyboard.press('Enter')
    await page
      .getByRole('alert')
      .getByText(/es fehlt der richtige Einmalcode/)
      .waitFor()
    await page.getByLabel(/Einmalcode/).fill(recovery)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.pathname !== '/anmelden')
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('adds a passkey and signs in with it alone', async function () {
    await addPerson(house, 'pia', OLD_PASSWORD)
    const { page, context, texts } = await openSignedIn(
      atLocalhost(withPassword(house, 'pia', OLD_PASSWORD)),
      'pia',
    )
    await addVirtualKey(page)
    await openAccount(page)
    await page.getByRole('button', { name: 'Passkey anlegen' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Telefon')
    await dialog.getByLabel('Jetziges Passwort').fill(OLD_PASSWORD)
    await page.keyboard.press('Enter')
    const row = page.getByRole('row', { name: /Telefon/ })
    await row.getByText('noch nie').waitFor()
    await context.clearCookies()
    await signInByPasskey(page)
    await page.goto('/konto')
    await row.waitFor()
    expect(await row.getByText('noch nie').count()).to.equal(0)
    await row.getByRole('button', { name: /Löschen/ }).click()
    await dialog.getByLabel('Jetziges Passwort').fill(OLD_PASSWORD)
    await page.keyboard.press('Enter')
    await row.waitFor({ state: 'detached' })
    await context.clearCookies()
    await page.goto('/anmelden')
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click()
    await page
      .getByRole('alert')
      .getByText(/Dieser Passkey gilt hier nicht/)
      .waitFor()
    expect(texts).to.deep.equal([])
    await context.close()
  })

  it('takes a new password, stays signed in here, and says what is wrong at the field', async function () {
    await addPerson(house, 'kora', OLD_PASSWORD)
    const here = withPassword(house, 'kora', OLD_PASSWORD)
    const { page, context } = await openSignedIn(here, 'kora')
    const other = await openSignedIn(here, 'kora')
    await openAccount(page)
    await fillPasswords(page, 'nicht das richtige', NEW_PASSWORD)
    await page.getByText('Das ist nicht Ihr jetziges Passwort.').waitFor()
    await fillPasswords(page, OLD_PASSWORD, NEW_PASSWORD)
    await page.getByText(/Ihr Passwort ist geändert/).waitFor()
    expect((await other.context.request.get('/api/v1/session')).status()).to.equal(401)
    await page.reload()
    await page.getByRole('heading', { name: 'Mein Konto' }).waitFor()
    await context.clearCookies()
    await signInByHand(page, 'kora', NEW_PASSWORD)
    await other.context.close()
    await context.close()
  })
})

/** Waits for every list of the page: what comes in later moves what is to be clicked. */
async function openAccount(page: Page): Promise<void> {
  await page.goto('/konto')
  await page.getByRole('row', { name: /Diese Anmeldung/ }).waitFor()
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

async function fillPasswords(page: Page, current: string, next: string): Promise<void> {
  await page.getByLabel('Jetziges Passwort').fill(current)
  await page.getByLabel('Neues Passwort', { exact: true }).fill(next)
  await page.getByLabel('Neues Passwort noch einmal').fill(next)
  await page.getByRole('button', { name: 'Passwort ändern' }).click()
}

/** Browsers keep passkeys for names and not for addresses. */
function atLocalhost({ product, ...others }: House): House {
  return { ...others, product: { ...product, url: product.url.replace('127.0.0.1', 'localhost') } }
}

/** A device that says yes at once. */
async function addVirtualKey(page: Page): Promise<void> {
  const browser = await page.context().newCDPSession(page)
  await browser.send('WebAuthn.enable')
  const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true } as const
  const owner = { hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true }
  await browser.send('WebAuthn.addVirtualAuthenticator', { options: { ...device, ...owner } })
}

async function signInByPasskey(page: Page): Promise<void> {
  await page.goto('/anmelden')
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click()
  await page.waitForURL((url) => url.pathname !== '/anmelden')
}

/** What the app of the person shows now. */
function codeOf(secret: string): string {
  return hotp(fromBase32(secret), Math.floor(Date.now() / 30_000), 6)
}

async function statusOf({ product }: House, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` }
  return (await fetch(`${product.url}/api/v1/session`, { headers })).status
}
