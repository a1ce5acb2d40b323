import { expect } from 'chai'
import type { Page } from 'playwright-core'
import { signIn, type ApiClient } from '../support/client.ts'
import { textPdf } from '../support/text-pdf.ts'
import { openPage } from './support/browser.ts'
import { openHouse, type House } from './support/house.ts'
import { openSignedIn } from './support/staff.ts'

/** What a page would run if it took text for markup; each sets `ran`. */
const SPELLS = [
  '<img src=x onerror=globalThis.ran=1>',
  '"><svg/onload=globalThis.ran=1>',
  '</title></textarea><script>globalThis.ran=1</script>',
  "' autofocus onfocus=globalThis.ran=1 x='",
  'javascript:globalThis.ran=1//',
  '<iframe srcdoc="<script>parent.ran=1</script>"></iframe>',
  '<a href="javascript:globalThis.ran=1">Klick</a>',
  "{{constructor.constructor('globalThis.ran=1')()}}${globalThis.ran=1}",
  '<math><mi xlink:href="data:x,<script>globalThis.ran=1</script>">',
  '<mark><img src=x onerror=globalThis.ran=1></mark>',
] as const
const ALL = SPELLS.join(' ')

/** The machine reads the letter first, beside whatever else runs. */
const READ_LIMIT_MS = 180_000

/** Somebody of another city than that of the other browser tests: nobody else meets these names. */
const PEOPLE = {
  mailroom: 'poststelle.trier',
  clerk: 'soziales.trier',
  head: 'leitung.trier',
  admin: 'admin.trier',
}

const PAGES: Readonly<Record<keyof typeof PEOPLE, readonly string[]>> = {
  mailroom: [
    '/posteingang',
    '/eingangsbuch?von=&bis=',
    '/eingangsbuch/tagesabschluss',
    '/stapel',
    '/stapel/trennblaetter',
    `/suche?q=${encodeURIComponent(SPELLS[0])}`,
    '/suche?q=Zwetschgenbaum',
  ],
  clerk: ['/konto', '/vertretung'],
  head: ['/posteingang', '/akten', `/akten?text=${encodeURIComponent(SPELLS[1])}`],
  admin: [
    '/verwaltung/benutzer',
    '/verwaltung/organisation',
    '/verwaltung/dokumentarten',
    '/verwaltung/aktenplan',
    '/verwaltung/regeln',
    '/verwaltung/teilen',
    '/verwaltung/treffer',
    '/verwaltung/auftraege',
  ],
}
const USERS = ['mailroom', 'clerk', 'head', 'admin'] as const

describe('texts that want to be scripts', function () {
  this.timeout(READ_LIMIT_MS + 60_000)
  let house: House
  let itemId = ''
  let documentId = ''
  let caseFileId = ''
  let batchId = ''

  before(async function () {
    house = await openHouse(this)
    await storeAsAdmin(house)
    ;({ itemId, documentId, batchId } = await storeAsMailroom(house))
    caseFileId = await storeAsHead(house)
  })

  for (const user of USERS) {
    it(`run nowhere on the pages of ${PEOPLE[user]}`, () =>
      expectNothingRuns(house, PEOPLE[user], PAGES[user]))
  }

  it('run nowhere where they are shown at length', async function () {
    const pages = [`/posteingang/${itemId}`, `/dokumente/${documentId}`, `/stapel/${batchId}`]
    await expectNothingRuns(house, PEOPLE.mailroom, pages)
    await expectNothingRuns(house, PEOPLE.head, [`/akten/${caseFileId}`])
  })

  it('run nowhere on the public pages, and not in what a browser is given to download', async function () {
    const { browser, product } = house
    const { page, context, texts } = await openPage(browser, product.url)
    await page.goto('/abgabe/trier')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await expectQuiet(page, texts, '/abgabe/trier')
    // Addresses of pages are made of words; any other has no page that could show it.
    const odd = await page.goto(`/abgabe/${encodeURIComponent(SPELLS[0])}`)
    expect(odd?.status()).to.equal(404)
    expect(odd?.headers()['content-type']).to.match(/^application\/problem\+json/)
    await context.close()
    const { context: staff } = await openSignedIn(house, PEOPLE.mailroom)
    const answer = await staff.request.get(`/api/v1/documents/${documentId}/original`)
    expect(answer.headers()['content-disposition']).to.match(/^attachment/)
    expect(answer.headers()['content-security-policy']).to.match(/^sandbox/)
    await staff.close()
  })
})

async function expectNothingRuns(house: House, username: string, paths: readonly string[]): Promise<void> {
  const { page, context, texts } = await openSignedIn(house, username)
  for (const path of paths) {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' })
    await page.locator('.loading').first().waitFor({ state: 'detached' })
    await expectQuiet(page, texts, path)
  }
  await context.close()
}

/** Our pages have no inline script, no frame and no `javascript:` link; whatever is there comes from a text. */
async function expectQuiet(page: Page, texts: readonly string[], path: string): Promise<void> {
  expect(await page.evaluate('globalThis.ran'), `${path}: a text has run`).to.equal(undefined)
  const strange =
    'script:not([src]), iframe, img[src="x"], [onerror], [onload], [onfocus], a[href^="javascript:" i]'
  expect(await page.locator(strange).count(), `${path}: a text has become markup`).to.equal(0)
  expect(texts, path).to.deep.equal([])
}

interface Stored {
  readonly id: string
}

async function enter({ product }: House, username: string): Promise<ApiClient> {
  return signIn(product.url, username, product.passwords[username] ?? '')
}

async function stored(
  client: ApiClient,
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Stored> {
  const answer = await client.request('POST', path, { body, headers })
  if (answer.status !== 201) throw new Error(`${path}: ${String(answer.status)} ${await answer.text()}`)
  return (await answer.json()) as Stored
}

async function listed<T>(client: ApiClient, path: string): Promise<readonly T[]> {
  return ((await (await client.request('GET', path)).json()) as { readonly items: readonly T[] }).items
}

async function storeAsAdmin(house: House): Promise<void> {
  const client = await enter(house, PEOPLE.admin)
  const units = await listed<Stored & { readonly kind: string }>(client, '/org-units')
  const parentId = units.find(({ kind }) => kind === 'root')?.id
  const unit = await stored(client, '/org-units', { parentId, number: '99', name: SPELLS[0], kind: 'office' })
  await stored(client, '/document-types', { id: 'zauber', name: SPELLS[1] })
  await stored(client, '/filing-plan', { number: SPELLS[0], title: ALL, orgUnitId: unit.id })
  await stored(client, '/users', {
    username: 'zauberer.trier',
    displayName: SPELLS[2],
    password: 'ein langes passwort',
    roles: ['clerk'],
    orgUnitIds: [unit.id],
  })
  const rule = await stored(client, '/routing-rules', {
    name: SPELLS[5],
    conditions: [{ field: 'text', operator: 'contains', value: 'globalThis.ran' }],
    target: { orgUnitId: unit.id },
  })
  const published = { kind: 'routing-rule', sourceId: rule.id }
  await stored(client, '/publications', published, { 'if-match': '"1"' })
}

async function storeAsMailroom(house: House) {
  const client = await enter(house, PEOPLE.mailroom)
  const spoken = { site: SPELLS[0], scanner: SPELLS[1], profile: SPELLS[2], operator: SPELLS[3] }
  const batch = await stored(client, '/batches', spoken)
  const bytes = await textPdf([['Zwetschgenbaum', ...SPELLS]])
  const answer = await client.upload([{ name: `${SPELLS[0]}.pdf`, bytes }], {
    subject: ALL,
    sender: SPELLS[1],
    note: ALL,
  })
  if (answer.status !== 201) throw new Error(`${String(answer.status)} ${await answer.text()}`)
  const { id, documents } = await client.processed(((await answer.json()) as Stored).id, READ_LIMIT_MS)
  return { itemId: id, documentId: documents[0]?.id ?? '', batchId: batch.id }
}

async function storeAsHead(house: House): Promise<string> {
  const client = await enter(house, PEOPLE.head)
  const entries = await listed<Stored & { readonly orgUnitId: string | null }>(client, '/filing-plan')
  const entry = entries.find(({ orgUnitId }) => orgUnitId !== null)
  const file = await stored(client, '/case-files', {
    subject: ALL,
    filingPlanEntryId: entry?.id,
    leadUnitId: entry?.orgUnitId,
  })
  await stored(client, `/case-files/${file.id}/procedures`, { subject: SPELLS[7] })
  return file.id
}
