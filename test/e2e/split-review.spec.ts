import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { openHouse, type House } from './support/house.ts'
import { openSignedIn } from './support/staff.ts'
import { firstPage, handInStack, secondPage } from './support/stack.ts'

/** The machine reads all demo letters first, beside whatever else runs. */
const READ_LIMIT_MS = 180_000

const PAGES = [
  firstPage('Papierhaus Nord', '4711'),
  secondPage(),
  ['TRENNB1ATT'],
  firstPage('Aufzugbau Kessler', '0815'),
]

describe('dividing a stack', function () {
  this.timeout(READ_LIMIT_MS + 60_000)
  let house: House

  before(async function () {
    house = await openHouse(this)
  })

  it('is done with keys alone: what cannot be read first, then whatever else is wrong', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await page.goto(await handInStack(context, PAGES))
    await page.getByText('Trennblatt nicht lesbar').waitFor({ timeout: READ_LIMIT_MS })
    await isOpen(page, 3)
    await press(page, 't', 'Seite 3 ist ein Trennblatt.')
    await counts(page, '2 Schreiben')
    await page.getByText('nichts mehr zu klären').first().waitFor()

    await page.keyboard.press('k')
    await isOpen(page, 2)
    await press(page, 's', 'Mit Seite 2 beginnt ein Schreiben.')
    await counts(page, '3 Schreiben')
    await press(page, 'u', 'Rückgängig gemacht.')
    await counts(page, '2 Schreiben')
    await press(page, '.', 'Seite 2 ist jetzt im Schreiben danach.')
    await press(page, ',', 'Seite 2 ist jetzt im Schreiben davor.')
    await press(page, 'x', 'Seite 2 ist entfernt. Der Scan behält sie.')
    await press(page, 'x', 'Seite 2 ist eine Seite ihres Schreibens.')
    await press(page, 'l', 'Seite 2 ist als leer gekennzeichnet.')
    await press(page, 'l', 'Seite 2 ist eine Seite ihres Schreibens.')
    await press(page, 'r', 'Seite 2 ist gedreht.')
    await page.keyboard.press('?')
    const keys = page.getByRole('dialog', { name: 'Tastenkürzel' })
    await keys.waitFor()
    await page.keyboard.press('Escape')
    await keys.waitFor({ state: 'detached' })

    await page.keyboard.press('Control+Enter')
    await page.getByText('Der Scan ist getrennt.').waitFor({ timeout: READ_LIMIT_MS })
    expect(await page.locator('main a[href^="/posteingang/"]').count()).to.equal(2)
    await context.close()
  })

  it('does not go on while something is to be settled, and shows where', async function () {
    const { page, context } = await openSignedIn(house, 'poststelle')
    await page.goto(await handInStack(context, [...PAGES, firstPage('Stadtwerke', '12')]))
    await page.getByText('Trennblatt nicht lesbar').waitFor({ timeout: READ_LIMIT_MS })
    await page.keyboard.press('j')
    await isOpen(page, 4)
    await page.keyboard.press('Control+Enter')
    await isOpen(page, 3)
    const frame = page.getByRole('button', { name: 'Seite 3, Seite, bitte ansehen' })
    await frame.focus()
    await page.keyboard.press('ArrowLeft')
    await isOpen(page, 2)
    await page.keyboard.press('Delete')
    await page.getByRole('button', { name: 'Seite 2, entfernt' }).waitFor()
    await context.close()
  })
})

async function isOpen(page: Page, number: number): Promise<void> {
  await page.locator('.film__frame[aria-current="page"]', { hasText: String(number) }).waitFor()
}

async function press(page: Page, key: string, said: string): Promise<void> {
  await page.keyboard.press(key)
  await page.getByText(said).last().waitFor()
}

async function counts(page: Page, text: string): Promise<void> {
  await page.locator('.review__counts', { hasText: text }).waitFor()
}
