import type { Page } from 'playwright-core'
import type { House } from './house.ts'
import { openPage, type DESK } from './browser.ts'

/** Signs in on the page, as a person does. */
export async function signInByHand(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/anmelden')
  await page.getByLabel('Benutzername').fill(username)
  await page.getByLabel('Passwort', { exact: true }).fill(password)
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.pathname !== '/anmelden')
}

/** A page with a session of its own, without the way over the sign-in page. */
export async function openSignedIn(
  { product, browser }: House,
  username: string,
  viewport?: typeof DESK,
  timezoneId?: string,
) {
  const opened = await openPage(browser, product.url, viewport, timezoneId)
  const password = product.passwords[username] ?? ''
  const answer = await opened.context.request.post('/api/v1/session', { data: { username, password } })
  if (!answer.ok()) throw new Error(`Sign-in of ${username}: ${String(answer.status())}`)
  return opened
}

/** The house of somebody who knows this password, too. */
export function withPassword(house: House, username: string, password: string): House {
  const { product } = house
  return { ...house, product: { ...product, passwords: { ...product.passwords, [username]: password } } }
}

/** Somebody of one test alone, whose password and factors no other one misses. */
export async function addPerson(
  house: House,
  username: string,
  password: string,
  role = 'clerk',
): Promise<void> {
  const { context } = await openSignedIn(house, 'admin')
  const data = { username, displayName: username, password, roles: [role], orgUnitIds: [] }
  const answer = await context.request.post('/api/v1/users', { data })
  if (answer.status() !== 201) throw new Error(`Adding ${username}: ${String(answer.status())}`)
  await context.close()
}
