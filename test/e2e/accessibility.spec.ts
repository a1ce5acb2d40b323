import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { seriousFindings, sidewaysOverflow } from './support/barriers.ts'
import { DESK, openPage, PHONE, type Complaints } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import * as steps from './support/page-states.ts'
import { addPerson, openSignedIn, withPassword } from './support/staff.ts'

interface Case {
  readonly name: string
  readonly path: string
  readonly user?: string
  /** Brings the page into the state that is looked at. */
  readonly prepare?: (page: Page, house: House) => Promise<void>
}

const NOWHERE = '/gibt/es/nicht'
const NOWHERE_HEADING = 'Diese Seite gibt es nicht'

const CASES: readonly Case[] = [
  { name: 'sign-in', path: '/anmelden' },
  { name: 'hand-in', path: '/abgabe/mainz' },
  { name: 'code of a request', path: '/nachreichen/mainz' },
  { name: 'hand-in status', path: '/abgabe/mainz/status' },
  { name: 'accessibility statement', path: '/barrierefreiheit' },
  { name: 'imprint', path: '/impressum' },
  { name: 'privacy', path: '/datenschutz' },
  { name: 'unknown page', path: NOWHERE },
  { name: 'inbox', path: '/posteingang', user: 'poststelle' },
  { name: 'overview', path: '/uebersicht', user: 'poststelle' },
  { name: 'several items chosen', path: '/posteingang', user: 'poststelle', prepare: steps.chooseItems },
  { name: 'words of the page', path: '/posteingang', user: 'poststelle', prepare: steps.pickWords },
  { name: 'open item', path: '/posteingang', user: 'poststelle', prepare: steps.openFirstItem },
  { name: 'shortcut map', path: '/posteingang', user: 'poststelle', prepare: steps.openShortcuts },
  { name: 'filing dialog', path: '/posteingang', user: 'leitung', prepare: steps.openFiling },
  { name: 'upload', path: '/erfassen', user: 'poststelle' },
  { name: 'batches', path: '/stapel', user: 'poststelle' },
  { name: 'new batch', path: '/stapel', user: 'poststelle', prepare: steps.openNewBatch },
  { name: 'batch', path: '/stapel', user: 'poststelle', prepare: steps.createBatch },
  { name: 'mail register', path: '/eingangsbuch?von=&bis=', user: 'poststelle' },
  { name: 'day closing', path: '/eingangsbuch/tagesabschluss', user: 'poststelle' },
  { name: 'closings', path: '/eingangsbuch/tagesabschluss', user: 'leitung', prepare: steps.closeDay },
  { name: 'reopening', path: '/eingangsbuch/tagesabschluss', user: 'leitung', prepare: steps.openReopening },
  { name: 'quarantine', path: '/eingangsbuch/quarantaene', user: 'leitung' },
  { name: 'arrival correction', path: '/posteingang', user: 'poststelle', prepare: steps.openCorrection },
  { name: 'paper store', path: '/stapel/papierlager', user: 'poststelle' },
  { name: 'rules of scanning', path: '/verwaltung/scannen', user: 'admin' },
  { name: 'separator sheets', path: '/stapel/trennblaetter', user: 'poststelle' },
  { name: 'dividing a stack', path: '/posteingang', user: 'poststelle', prepare: steps.openStack },
  { name: 'case files', path: '/akten', user: 'soziales' },
  { name: 'case file', path: '/akten', user: 'soziales', prepare: steps.openFirstFile },
  { name: 'case file details', path: '/akten', user: 'soziales', prepare: steps.openFileDetails },
  { name: 'giving out', path: '/akten', user: 'soziales', prepare: steps.openDisclosure },
  { name: 'redacting', path: '/suche?q=Mainz', user: 'leitung', prepare: steps.openRedaction },
  { name: 'readers', path: '/akten', user: 'leitung', prepare: steps.openReaders },
  { name: 'new case file', path: '/akten', user: 'soziales', prepare: steps.openNewFile },
  {
    name: 'deadlines and resubmissions',
    path: '/fristen?wessen=unit',
    user: 'soziales',
    prepare: steps.setDeadline,
  },
  { name: 'new deadline', path: '/akten', user: 'soziales', prepare: steps.openNewDeadline },
  { name: 'new resubmission', path: '/akten', user: 'soziales', prepare: steps.openNewResubmission },
  { name: 'asking for documents', path: '/akten', user: 'soziales', prepare: steps.openAsking },
  { name: 'closing a case file', path: '/akten', user: 'soziales', prepare: steps.openClosing },
  { name: 'notes', path: '/akten', user: 'soziales', prepare: steps.openNotes },
  { name: 'notifications', path: '/benachrichtigungen', user: 'leitung' },
  { name: 'search', path: '/suche?q=Mainz', user: 'poststelle' },
  { name: 'document', path: '/suche?q=Mainz', user: 'poststelle', prepare: steps.openFirstHit },
  { name: 'search in all units', path: '/suche/alle-aemter', user: 'quer', prepare: steps.searchAllUnits },
  { name: 'emergency access', path: '/notfallzugriff', user: 'leitung' },
  { name: 'disposal', path: '/aussonderung', user: 'schriftgut', prepare: steps.dueFiles },
  { name: 'access log', path: '/zugriffsprotokoll', user: 'datenschutz', prepare: steps.askTheLog },
  { name: 'absences', path: '/vertretung', user: 'leitung', prepare: steps.noteAbsence },
  { name: 'own account', path: '/konto', user: 'soziales' },
  { name: 'new token', path: '/konto', user: 'soziales', prepare: steps.openNewToken },
  { name: 'users', path: '/verwaltung/benutzer', user: 'admin' },
  { name: 'days of posts', path: '/verwaltung/benutzer', user: 'admin', prepare: steps.givePostDays },
  { name: 'sign-in services', path: '/verwaltung/anmeldedienste', user: 'admin' },
  { name: 'mail accounts', path: '/verwaltung/e-mail-konten', user: 'admin' },
  {
    name: 'new sign-in service',
    path: '/verwaltung/anmeldedienste',
    user: 'admin',
    prepare: steps.openNewService,
  },
  { name: 'organisation', path: '/verwaltung/organisation', user: 'admin' },
  { name: 'document types', path: '/verwaltung/dokumentarten', user: 'admin' },
  { name: 'filing plan', path: '/verwaltung/aktenplan', user: 'admin' },
  { name: 'filing plan entry', path: '/verwaltung/aktenplan', user: 'admin', prepare: steps.openPlanEntry },
  { name: 'filing plan import', path: '/verwaltung/aktenplan', user: 'admin', prepare: steps.previewImport },
  { name: 'retention', path: '/verwaltung/aufbewahrung', user: 'admin' },
  { name: 'rules', path: '/verwaltung/regeln', user: 'admin' },
  { name: 'sharing', path: '/verwaltung/teilen', user: 'admin', prepare: steps.publishType },
  { name: 'comparing', path: '/verwaltung/teilen', user: 'admin.trier', prepare: steps.compareCopy },
  { name: 'accuracy', path: '/verwaltung/treffer', user: 'admin' },
  { name: 'jobs', path: '/verwaltung/auftraege', user: 'admin' },
  { name: 'integrity', path: '/verwaltung/unversehrtheit', user: 'admin', prepare: steps.runScan },
  { name: 'audit', path: '/verwaltung/protokoll', user: 'pruefung' },
]

const PASSWORD = 'ein langes passwort'

/** A page is opened on the phone, where least has room for every step, and then looked at once more at the desk. */
const PHONE_LOOK = { name: 'on a phone, dark', viewport: PHONE, scheme: 'dark' as const }
const LOOKS = [PHONE_LOOK, { name: 'at a desk, light', viewport: DESK, scheme: 'light' as const }]

describe('every page', function () {
  this.timeout(60_000)
  let house: House
  const people = new Map<string | undefined, Complaints>()

  before(async function () {
    this.timeout(steps.READ_LIMIT_MS + 30_000)
    house = withPassword(await openHouse(this), 'quer', PASSWORD)
    await addPerson(house, 'quer', PASSWORD, 'cross-unit')
    await steps.somethingIsRead(house)
  })

  for (const { name, path, user, prepare } of CASES) {
    it(`has no serious barrier on a phone and at a desk, dark and light: ${name}`, async function () {
      const { page, texts } = await pageOf(house, user, people)
      await lookAt(page, PHONE_LOOK)
      await goTo(page, path)
      await prepare?.(page, house)
      for (const look of LOOKS) {
        await lookAt(page, look)
        expect(await seriousFindings(page), look.name).to.deep.equal([])
        expect(await sidewaysOverflow(page), `${look.name} nothing is wider than the screen`).to.be.at.most(0)
      }
      expect(texts).to.deep.equal([])
    })
  }

  after(async function () {
    for (const { page } of people.values()) await page.context().close()
  })
})

/** As a link does, by way of a page that is like no other: what the last case has opened goes with it. */
async function goTo(page: Page, path: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 }).first()
  await follow(page, NOWHERE)
  await heading.filter({ hasText: NOWHERE_HEADING }).waitFor({ state: 'attached' })
  if (path === NOWHERE) return
  await follow(page, path)
  await heading.filter({ hasNotText: NOWHERE_HEADING }).waitFor({ state: 'attached' })
}

async function follow(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  )
}

async function lookAt(page: Page, { viewport, scheme }: (typeof LOOKS)[number]): Promise<void> {
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
  await page.locator(`html[data-kern-theme=${scheme}]`).waitFor({ state: 'attached' })
  await page.locator('.loading').first().waitFor({ state: 'detached' })
}

/** Signing in is slow by intention, and so is loading the code; who looks at twenty pages does both once. */
async function pageOf(
  house: House,
  user: string | undefined,
  known: Map<string | undefined, Complaints>,
): Promise<Complaints> {
  const seen = known.get(user)
  if (seen !== undefined) return seen
  const { browser, product } = house
  const opened =
    user === undefined ? await openPage(browser, product.url, PHONE) : await openSignedIn(house, user, PHONE)
  await opened.page.goto(NOWHERE)
  known.set(user, opened)
  return opened
}
