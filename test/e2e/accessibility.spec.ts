import axe from 'axe-core'
import { expect } from 'chai'
import type { BrowserContext, Page } from 'playwright-core'
import { DESK, openPage, PHONE, watchedPage } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { firstPage, handInStack, secondPage } from './support/stack.ts'
import { addPerson, openSignedIn, withPassword } from './support/staff.ts'

interface Case {
  readonly name: string
  readonly path: string
  readonly user?: string
  /** Brings the page into the state that is looked at. */
  readonly prepare?: (page: Page) => Promise<void>
}

const CASES: readonly Case[] = [
  { name: 'sign-in', path: '/anmelden' },
  { name: 'hand-in', path: '/abgabe/mainz' },
  { name: 'hand-in status', path: '/abgabe/mainz/status' },
  { name: 'accessibility statement', path: '/barrierefreiheit' },
  { name: 'imprint', path: '/impressum' },
  { name: 'privacy', path: '/datenschutz' },
  { name: 'unknown page', path: '/gibt/es/nicht' },
  { name: 'inbox', path: '/posteingang', user: 'poststelle' },
  { name: 'overview', path: '/uebersicht', user: 'poststelle' },
  { name: 'several items chosen', path: '/posteingang', user: 'poststelle', prepare: chooseItems },
  { name: 'words of the page', path: '/posteingang', user: 'poststelle', prepare: pickWords },
  { name: 'open item', path: '/posteingang', user: 'poststelle', prepare: openFirstItem },
  { name: 'shortcut map', path: '/posteingang', user: 'poststelle', prepare: openShortcuts },
  { name: 'filing dialog', path: '/posteingang', user: 'leitung', prepare: openFiling },
  { name: 'upload', path: '/erfassen', user: 'poststelle' },
  { name: 'batches', path: '/stapel', user: 'poststelle' },
  { name: 'new batch', path: '/stapel', user: 'poststelle', prepare: openNewBatch },
  { name: 'batch', path: '/stapel', user: 'poststelle', prepare: createBatch },
  { name: 'mail register', path: '/eingangsbuch?von=&bis=', user: 'poststelle' },
  { name: 'day closing', path: '/eingangsbuch/tagesabschluss', user: 'poststelle' },
  { name: 'closings', path: '/eingangsbuch/tagesabschluss', user: 'leitung', prepare: closeDay },
  { name: 'reopening', path: '/eingangsbuch/tagesabschluss', user: 'leitung', prepare: openReopening },
  { name: 'quarantine', path: '/eingangsbuch/quarantaene', user: 'leitung' },
  { name: 'arrival correction', path: '/posteingang', user: 'poststelle', prepare: openCorrection },
  { name: 'separator sheets', path: '/stapel/trennblaetter', user: 'poststelle' },
  { name: 'dividing a stack', path: '/posteingang', user: 'poststelle', prepare: openStack },
  { name: 'case files', path: '/akten', user: 'soziales' },
  { name: 'case file', path: '/akten', user: 'soziales', prepare: openFirstFile },
  { name: 'case file details', path: '/akten', user: 'soziales', prepare: openFileDetails },
  { name: 'giving out', path: '/akten', user: 'soziales', prepare: openDisclosure },
  { name: 'redacting', path: '/suche?q=Mainz', user: 'leitung', prepare: openRedaction },
  { name: 'readers', path: '/akten', user: 'leitung', prepare: openReaders },
  { name: 'new case file', path: '/akten', user: 'soziales', prepare: openNewFile },
  {
    name: 'deadlines and resubmissions',
    path: '/fristen?wessen=unit',
    user: 'soziales',
    prepare: setDeadline,
  },
  { name: 'new deadline', path: '/akten', user: 'soziales', prepare: openNewDeadline },
  { name: 'new resubmission', path: '/akten', user: 'soziales', prepare: openNewResubmission },
  { name: 'closing a case file', path: '/akten', user: 'soziales', prepare: openClosing },
  { name: 'search', path: '/suche?q=Mainz', user: 'poststelle' },
  { name: 'document', path: '/suche?q=Mainz', user: 'poststelle', prepare: openFirstHit },
  { name: 'search in all units', path: '/suche/alle-aemter', user: 'quer', prepare: searchAllUnits },
  { name: 'emergency access', path: '/notfallzugriff', user: 'leitung' },
  { name: 'disposal', path: '/aussonderung', user: 'schriftgut' },
  { name: 'access log', path: '/zugriffsprotokoll', user: 'datenschutz', prepare: askTheLog },
  { name: 'absences', path: '/vertretung', user: 'leitung', prepare: noteAbsence },
  { name: 'own account', path: '/konto', user: 'soziales' },
  { name: 'new token', path: '/konto', user: 'soziales', prepare: openNewToken },
  { name: 'users', path: '/verwaltung/benutzer', user: 'admin' },
  { name: 'days of posts', path: '/verwaltung/benutzer', user: 'admin', prepare: givePostDays },
  { name: 'sign-in services', path: '/verwaltung/anmeldedienste', user: 'admin' },
  { name: 'mail accounts', path: '/verwaltung/e-mail-konten', user: 'admin' },
  { name: 'new sign-in service', path: '/verwaltung/anmeldedienste', user: 'admin', prepare: openNewService },
  { name: 'organisation', path: '/verwaltung/organisation', user: 'admin' },
  { name: 'document types', path: '/verwaltung/dokumentarten', user: 'admin' },
  { name: 'filing plan', path: '/verwaltung/aktenplan', user: 'admin' },
  { name: 'filing plan entry', path: '/verwaltung/aktenplan', user: 'admin', prepare: openPlanEntry },
  { name: 'filing plan import', path: '/verwaltung/aktenplan', user: 'admin', prepare: previewImport },
  { name: 'retention', path: '/verwaltung/aufbewahrung', user: 'admin' },
  { name: 'rules', path: '/verwaltung/regeln', user: 'admin' },
  { name: 'sharing', path: '/verwaltung/teilen', user: 'admin', prepare: publishType },
  { name: 'comparing', path: '/verwaltung/teilen', user: 'admin.trier', prepare: compareCopy },
  { name: 'accuracy', path: '/verwaltung/treffer', user: 'admin' },
  { name: 'jobs', path: '/verwaltung/auftraege', user: 'admin' },
  { name: 'integrity', path: '/verwaltung/unversehrtheit', user: 'admin', prepare: runScan },
  { name: 'audit', path: '/verwaltung/protokoll', user: 'pruefung' },
]

/** A stack with a page that a person must look at. */
async function openStack(page: Page): Promise<void> {
  const pages = [firstPage('Papierhaus Nord', '4711'), secondPage(), ['TRENNB1ATT']]
  await page.goto(await handInStack(page.context(), pages))
  await page.getByText('Trennblatt nicht lesbar').waitFor({ timeout: READ_LIMIT_MS })
}

/** The machine reads all demo letters first, beside whatever else runs. */
const READ_LIMIT_MS = 180_000

const PASSWORD = 'ein langes passwort'

/** A page is opened on the phone, where least has room for every step, and then looked at once more at the desk. */
const LOOKS = [
  { name: 'on a phone, dark', viewport: PHONE, scheme: 'dark' as const },
  { name: 'at a desk, light', viewport: DESK, scheme: 'light' as const },
]

describe('every page', function () {
  this.timeout(60_000)
  let house: House
  const people = new Map<string | undefined, BrowserContext>()

  before(async function () {
    this.timeout(READ_LIMIT_MS + 30_000)
    house = withPassword(await openHouse(this), 'quer', PASSWORD)
    await addPerson(house, 'quer', PASSWORD, 'cross-unit')
    await somethingIsRead(house)
  })

  for (const { name, path, user, prepare } of CASES) {
    it(`has no serious barrier on a phone and at a desk, dark and light: ${name}`, async function () {
      const { page, texts } = await watchedPage(await contextOf(house, user, people))
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
      await prepare?.(page)
      await page.evaluate(axe.source)
      for (const look of LOOKS) {
        await lookAt(page, look)
        expect(await seriousFindings(page), look.name).to.deep.equal([])
        expect(await sidewaysOverflow(page), `${look.name} nothing is wider than the screen`).to.be.at.most(0)
      }
      expect(texts).to.deep.equal([])
      await page.close()
    })
  }

  after(async function () {
    for (const context of people.values()) await context.close()
  })
})

async function lookAt(page: Page, { viewport, scheme }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.locator(`html[data-kern-theme=${scheme}]`).waitFor({ state: 'attached' })
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

/** Signing in is slow by intention, and so is loading the code; who looks at twenty pages does both once. */
async function contextOf(
  house: House,
  user: string | undefined,
  known: Map<string | undefined, BrowserContext>,
): Promise<BrowserContext> {
  const { browser, product } = house
  const context =
    known.get(user) ??
    (user === undefined
      ? await openPage(browser, product.url, PHONE)
      : await openSignedIn(house, user, PHONE)
    ).context
  known.set(user, context)
  return context
}

const RUN_AXE = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
})`

async function seriousFindings(page: Page): Promise<string[]> {
  const { violations } = await page.evaluate<axe.AxeResults>(RUN_AXE)
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
}

/** Pixels that the page is wider than the window (WCAG 1.4.10). */
async function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
}

/** The demo letters are read in the background; one of them is enough here. */
async function somethingIsRead(house: House): Promise<void> {
  const { page, context } = await openSignedIn(house, 'poststelle')
  await page.goto('/posteingang')
  await page.locator('.item-row').getByText('Zu prüfen').first().waitFor({ timeout: READ_LIMIT_MS })
  await context.close()
}

async function openFirstItem(page: Page): Promise<void> {
  await page.locator('.item-row__link', { hasText: 'Zu prüfen' }).first().click()
  await page.getByRole('img', { name: /Bild von Seite 1/ }).waitFor()
}

async function chooseItems(page: Page): Promise<void> {
  await page.locator('.item-row__link').first().focus()
  await page.keyboard.press('Space')
  await page.getByText('1 Eingang ausgewählt').waitFor()
}

async function pickWords(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.locator('.overlay__line').first().waitFor({ state: 'attached' })
  await page.keyboard.press('F2')
  await page.getByRole('group', { name: 'Markierte Wörter' }).waitFor()
}

async function openNewBatch(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Stapel anlegen' }).click()
  await page.getByRole('dialog').waitFor()
}

async function createBatch(page: Page): Promise<void> {
  await openNewBatch(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Anlegen' }).click()
  await page.getByRole('heading', { name: 'Seitennachweis' }).waitFor()
}

async function openShortcuts(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.keyboard.press('?')
  await page.getByRole('dialog').waitFor()
}

async function openFiling(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.keyboard.press('a')
  await page.getByRole('dialog').waitFor()
}

async function openCorrection(page: Page): Promise<void> {
  await openFirstItem(page)
  await page.getByRole('button', { name: 'Eingang berichtigen' }).click()
  await page.getByRole('dialog').waitFor()
}

/** The case before may have closed it. */
async function closeDay(page: Page): Promise<void> {
  const row = page.getByRole('button', { name: 'Wieder öffnen' })
  const sign = page.getByRole('button', { name: 'Tag abschließen' })
  await row.or(sign).first().waitFor()
  if ((await row.count()) > 0) return
  await page.getByLabel('Warum wird trotzdem abgeschlossen?').fill('Der Rest folgt morgen')
  await sign.click()
  await row.waitFor()
}

async function openReopening(page: Page): Promise<void> {
  await closeDay(page)
  await page.getByRole('button', { name: 'Wieder öffnen' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openReaders(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('button', { name: 'Wer darf das sehen?' }).click()
  await page.getByRole('dialog').getByRole('table').waitFor()
}

/** Sets one that is long over, so that the page shows what is overdue. */
async function setDeadline(page: Page): Promise<void> {
  const address = page.url()
  await page.goto('/akten')
  await openNewDeadline(page)
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Wofür').fill('Stellungnahme')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.goto(address)
  await page.getByText('überfällig').first().waitFor()
}

async function openNewDeadline(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('t')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Ereignis', { exact: true }).selectOption('posting')
  await dialog.getByLabel('Tag des Ereignisses').fill('2020-03-03')
  await dialog.getByText('Die Frist endet am').waitFor()
}

async function openNewResubmission(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('w')
  await page.getByLabel('Wiederholen').check()
}

async function openClosing(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.keyboard.press('d')
  await page.getByRole('dialog').waitFor()
}

async function searchAllUnits(page: Page): Promise<void> {
  await page.getByLabel('Suchwörter').fill('Mainz')
  await page.getByLabel('Grund').fill('Rückfrage am Telefon')
  await page.getByRole('button', { name: 'Suchen' }).click()
  await page.getByText(/Schreiben (gefunden|passt dazu)/).waitFor()
}

async function askTheLog(page: Page): Promise<void> {
  await page.getByLabel('Zweck der Abfrage').fill('Auskunft an Frau Beispiel')
  await page.getByRole('button', { name: 'Abfragen' }).click()
  await page
    .getByRole('row', { name: /Zugriffsprotokoll abgefragt/ })
    .first()
    .waitFor()
}

async function openNewService(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neuer Anmeldedienst' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openFirstFile(page: Page): Promise<void> {
  await page.locator('.table__link').first().click()
  await page.getByRole('navigation', { name: 'Sie sind hier' }).waitFor()
}

async function openDisclosure(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('link', { name: 'Ausgeben' }).click()
  await page.getByRole('heading', { name: 'Ausgabeprotokoll' }).waitFor()
  await page.getByLabel('Auswahl, auch geschwärzte Fassungen').check()
}

/** With a place that is marked. */
async function openRedaction(page: Page): Promise<void> {
  await openFirstHit(page)
  await page.getByRole('link', { name: 'Schwärzen' }).click()
  await page.getByRole('button', { name: 'Stelle in der Seitenmitte anlegen' }).click()
  await page.getByRole('button', { name: 'Stelle 1', exact: false }).first().waitFor()
}

async function openNewFile(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neue Akte' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openFileDetails(page: Page): Promise<void> {
  await openFirstFile(page)
  await page.getByRole('button', { name: 'Angaben ändern' }).click()
  await page.getByRole('dialog').waitFor()
}

async function publishType(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Veröffentlichen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Welche').selectOption({ index: 1 })
  await dialog.getByText('Das sehen die anderen Städte').waitFor()
  await dialog.getByRole('button', { name: 'Veröffentlichen' }).click()
  await page.getByText('Von Ihnen veröffentlicht').waitFor()
}

/** Of what the page before has published. */
async function compareCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Übernehmen: / }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Übernehmen' }).click()
  await page.getByRole('button', { name: /^Unterschiede ansehen: / }).click()
  await page.getByRole('dialog').waitFor()
}

async function openPlanEntry(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Eintrag bearbeiten/ })
    .first()
    .click()
  await page.getByLabel('Muster für Aktenzeichen').fill('{office}/{plan}-{serial}')
  await page.getByText('Beispiel:').waitFor()
}

async function previewImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Importieren' }).click()
  const buffer = Buffer.from('Nummer;Titel;Übergeordnet\n50.10;Wohngeld neu;\n99;Neues;\n98;Waise;97')
  const file = { name: 'plan.csv', mimeType: 'text/csv', buffer }
  await page.locator('dialog input[type=file]').setInputFiles(file)
  await page.getByText('Den übergeordneten Eintrag 97 gibt es nicht.').waitFor()
}

/** One that nobody stands in for is in the list, and the next one is begun. */
async function noteAbsence(page: Page): Promise<void> {
  const begin = page.getByRole('button', { name: 'Abwesenheit eintragen' })
  const dialog = page.getByRole('dialog')
  const chooseNobody = async (): Promise<void> => {
    await begin.click()
    await dialog
      .getByLabel('Vertretung', { exact: true })
      .selectOption({ label: 'Niemand – nur die Abwesenheit vermerken' })
  }
  await chooseNobody()
  await dialog.getByLabel('Erster Tag').fill('2030-01-02')
  await dialog.getByLabel('Letzter Tag').fill('2030-01-05')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('cell', { name: 'niemand' }).waitFor()
  await chooseNobody()
}

/** The table shows the day, and the form is open again. */
async function givePostDays(page: Page): Promise<void> {
  const edit = page.getByRole('button', { name: 'Bearbeiten: Birgit Bauer' })
  await edit.click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/letzter Tag$/).fill('2030-12-31')
  await dialog.getByRole('button', { name: 'Speichern' }).click()
  await page.getByRole('cell', { name: /bis 31\.12\.2030/ }).waitFor()
  await edit.click()
  await dialog.waitFor()
}

async function openNewToken(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Neues Token' }).click()
  await page.getByRole('dialog').waitFor()
}

async function openFirstHit(page: Page): Promise<void> {
  await page.locator('.hit__title a').first().click()
  await page.getByRole('img', { name: /Bild von Seite/ }).waitFor()
}

async function runScan(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Prüfung jetzt starten' }).click()
  await page.getByRole('button', { name: 'Abgleich jetzt ausführen' }).click()
  await page.getByText(/Alles passt zusammen|passen? nicht zusammen/).waitFor()
}
