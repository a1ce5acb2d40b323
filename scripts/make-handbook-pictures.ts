// `npm run handbook-pictures`: takes the pictures of the handbook anew, from the product as built with its demo data.
import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { startProvider } from '../test/integration/oidc/site.ts'
import { chromiumPath, launchBrowser, NO_BROWSER, openPage } from '../test/e2e/support/browser.ts'
import type { House } from '../test/e2e/support/house.ts'
import * as steps from '../test/e2e/support/page-states.ts'
import { openSignedIn } from '../test/e2e/support/staff.ts'
import { startProduct } from '../test/support/product.ts'

interface Picture {
  /** Of the file, without ending. */
  readonly name: string
  readonly path: string
  /** Nobody signs in for the pages of citizens. */
  readonly user?: string
  readonly viewport?: Viewport
  readonly prepare?: (page: Page, house: House) => Promise<void>
}

interface Viewport {
  readonly width: number
  readonly height: number
}

const FOLDER = fileURLToPath(new URL('../docs/handbook/bilder', import.meta.url))
/** Wide enough for three panes, and readable in the width of a text. */
const SCREEN: Viewport = { width: 1_280, height: 800 }
const TELEPHONE: Viewport = { width: 390, height: 844 }

const PICTURES: readonly Picture[] = [
  { name: 'posteingang', path: '/posteingang', user: 'poststelle', prepare: steps.openFirstItem },
  { name: 'stapel-trennen', path: '/posteingang', user: 'poststelle', prepare: steps.openStack },
  { name: 'tagesabschluss', path: '/eingangsbuch/tagesabschluss', user: 'poststelle' },
  { name: 'zur-akte', path: '/posteingang', user: 'leitung', prepare: steps.openFiling },
  { name: 'akte', path: '/posteingang', user: 'leitung', prepare: fileLetter },
  { name: 'frist', path: '/akten', user: 'soziales', prepare: steps.openNewDeadline },
  { name: 'suche', path: '/suche?q=Mainz', user: 'poststelle' },
  { name: 'schwaerzen', path: '/suche?q=Mainz', user: 'leitung', prepare: steps.openRedaction },
  { name: 'wer-darf-das-sehen', path: '/akten', user: 'leitung', prepare: steps.openReaders },
  { name: 'aussonderung', path: '/aussonderung', user: 'schriftgut', prepare: steps.dueFiles },
  { name: 'aktenplan', path: '/verwaltung/aktenplan', user: 'admin', prepare: steps.openPlanEntry },
  { name: 'organisation', path: '/verwaltung/organisation', user: 'admin' },
  { name: 'uebersicht', path: '/uebersicht', user: 'leitung' },
  { name: 'abgabe', path: '/abgabe/mainz', viewport: TELEPHONE },
]

const path = chromiumPath()
if (path === undefined) throw new Error(NO_BROWSER)
mkdirSync(FOLDER, { recursive: true })
await using site = await startProvider()
await using product = await startProduct()
const browser = await launchBrowser(path)
try {
  const house: House = { product, browser, site }
  await allIsRead(house)
  for (const picture of PICTURES) await take(house, picture)
} finally {
  await browser.close()
}

/** To a new case file, which the picture shows. */
async function fileLetter(page: Page): Promise<void> {
  await steps.openFiling(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox', { name: 'Aktenplan' }).fill('51.10')
  await page.getByRole('option').first().click()
  await dialog.getByRole('button', { name: 'Zur Akte nehmen' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto('/akten')
  await steps.openFirstFile(page)
}

/** All demo letters, so that no picture shows one on its way. */
async function allIsRead(house: House): Promise<void> {
  await steps.somethingIsRead(house)
  const { page, context } = await openSignedIn(house, 'poststelle')
  await page.goto('/posteingang')
  await page.locator('.item-row').first().waitFor()
  await page
    .getByText(/Seiten gelesen/)
    .first()
    .waitFor({ state: 'detached', timeout: steps.READ_LIMIT_MS })
  await context.close()
}

async function take(house: House, { name, path, user, viewport = SCREEN, prepare }: Picture): Promise<void> {
  const { page, context } =
    user === undefined
      ? await openPage(house.browser, house.product.url, viewport)
      : await openSignedIn(house, user, viewport)
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  await page.goto(path)
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
  await prepare?.(page, house)
  await page.locator('.loading').first().waitFor({ state: 'detached' })
  await page.evaluate('Promise.all(Array.from(document.images, (image) => image.decode()))')
  // Few colours are enough for pages of the workplace, and keep the repository small.
  const png = await sharp(await page.screenshot())
    .png({ palette: true, colours: 128, effort: 10 })
    .toBuffer()
  await writeFile(join(FOLDER, `${name}.png`), png)
  console.log(`${name}.png: ${String(Math.ceil(png.length / 1_024))} KB`)
  await context.close()
}
