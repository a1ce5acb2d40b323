import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AuditVerification } from '../../../src/contract/operation.ts'
import { ItemView, type ItemPage } from '../../../src/contract/incoming-items.ts'
import type { ApiClient } from '../../support/client.ts'
import { startPatience } from '../../support/patience.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { FoundObject, Row, Stores } from './stores.ts'
import { pause } from './watch.ts'

/** What the server has done wrong, by kind; each line names the letter, row or object. */
export interface Verdict {
  /** Acknowledged, and not there or not with the bytes that were sent. */
  readonly lost: readonly string[]
  /** Records without their bytes or the other way round inside the house: what no crash may leave. */
  readonly half: readonly string[]
  readonly duplicated: readonly string[]
  /** Objects and files that nothing names, neither a record nor an intent. */
  readonly orphaned: readonly string[]
  /** Everything else that does not fit: chain, numbers, letters nobody sent. */
  readonly odd: readonly string[]
}

export const NOTHING_WRONG: Verdict = { lost: [], half: [], duplicated: [], orphaned: [], odd: [] }

/** Far longer than a file under way is there on an idle machine. */
const STAYS_MS = 5_000
const LOOK_EVERY_MS = 50

const StoredDocumentRow = z.looseObject({
  _id: z.string(),
  itemId: z.string(),
  original: z.looseObject({ key: z.string(), sizeBytes: z.number(), sha256: z.string() }),
  caseFileId: z.string().optional(),
})
type StoredDocumentRow = z.infer<typeof StoredDocumentRow>

export interface Witnesses {
  readonly ledger: Ledger
  readonly client: ApiClient
  readonly stores: Stores
  /** True when recovery has had its chance: then intents and what they name must be gone as well. */
  readonly recovered?: boolean
  /** Letters of which only rows and objects are looked at; the interface is asked for all others too. */
  readonly known?: ReadonlySet<string>
}

const CaseFileRow = z.looseObject({ _id: z.string(), documentCount: z.number() })

/** Holds the ledger against the interface, the database and the object store. */
export async function judge(witnesses: Witnesses): Promise<Verdict> {
  const { ledger, client, stores, recovered = false, known = new Set<string>() } = witnesses
  const documents = (await stores.rows('documents')).map((row) => StoredDocumentRow.parse(row))
  const caseFiles = (await stores.rows('case_files')).map((row) => CaseFileRow.parse(row))
  const intents = await stores.rows('intake_intents')
  const originals = await stores.originals()
  const items = await allItems(client)
  return {
    lost: [
      ...lostInStores(ledger, documents, originals),
      ...(await lostLetters(ledger, client, known)),
      ...unfiled(ledger, items),
    ],
    half: [
      ...brokenDocuments(documents, originals),
      ...brokenItems(items, documents),
      ...halfFiled(items, documents, caseFiles),
      ...(await withoutJobs(stores, documents)),
    ],
    duplicated: duplicates(documents),
    orphaned: [
      ...orphans(originals, documents, recovered ? [] : intents),
      ...(recovered ? intents.map(({ _id }) => `intent ${String(_id)}`) : []),
      ...(recovered ? await lastingLeftovers(stores) : []),
    ],
    odd: [...(await oddFacts(client, items)), ...unsent(ledger, documents)],
  }
}

/** What recovery has to clear away, and has not yet. */
export async function unclean(stores: Stores): Promise<string[]> {
  const documents = (await stores.rows('documents')).map((row) => StoredDocumentRow.parse(row))
  const intents = await stores.rows('intake_intents')
  return [
    ...orphans(await stores.originals(), documents, []),
    ...intents.map(({ _id }) => `intent ${String(_id)}`),
    ...stores.leftovers(),
  ]
}

/** Work under way has files too, of which none stays: letters may still be read while all is judged. */
async function lastingLeftovers(stores: Stores): Promise<readonly string[]> {
  const patience = startPatience(STAYS_MS)
  let left = stores.leftovers()
  while (left.length > 0 && !patience.isOver()) {
    await pause(LOOK_EVERY_MS)
    const now = new Set(stores.leftovers())
    left = left.filter((name) => now.has(name))
  }
  return left
}

function lostInStores(
  ledger: Ledger,
  documents: readonly StoredDocumentRow[],
  originals: ReadonlyMap<string, FoundObject>,
): string[] {
  const kept = new Set(
    documents
      .filter(({ original }) => originals.get(original.key)?.sha256 === original.sha256)
      .map(({ itemId, original }) => `${itemId} ${original.sha256}`),
  )
  return ledger
    .entries()
    .filter(({ letter, itemId }) => itemId !== undefined && !kept.has(`${itemId} ${letter.sha256}`))
    .map(({ letter }) => `${letter.key}: its bytes are in no store under its item`)
}

async function lostLetters(ledger: Ledger, client: ApiClient, known: ReadonlySet<string>): Promise<string[]> {
  const lost: string[] = []
  const waiting = ledger
    .entries()
    .filter(({ itemId, letter }) => itemId !== undefined && !known.has(letter.key))
    .values()
  const fetcher = async (): Promise<void> => {
    for (const entry of waiting) {
      const fault = await missing(entry, client)
      if (fault !== undefined) lost.push(`${entry.letter.key}: ${fault}`)
    }
  }
  await Promise.all(Array.from({ length: FETCHERS }, fetcher))
  return lost
}

const FETCHERS = 4

/** A person was told that these lie in a case file. */
function unfiled(ledger: Ledger, items: Items): string[] {
  const filed = new Set(items.filter(({ caseFileId }) => caseFileId !== null).map(({ id }) => id))
  return ledger
    .entries()
    .filter(({ isFiled, itemId = '' }) => isFiled === true && !filed.has(itemId))
    .map(({ letter }) => `${letter.key}: was filed and lies in no case file`)
}

/** Item, documents and case file are changed together or not at all. */
function halfFiled(
  items: Items,
  documents: readonly StoredDocumentRow[],
  caseFiles: readonly z.infer<typeof CaseFileRow>[],
): string[] {
  const fileOf = new Map(items.map(({ id, caseFileId }) => [id, caseFileId ?? undefined]))
  return [
    ...documents
      .filter(({ itemId, caseFileId }) => fileOf.get(itemId) !== caseFileId)
      .map(({ _id }) => `document ${_id} and its item lie in different case files`),
    ...caseFiles
      .filter(
        ({ _id, documentCount }) =>
          documents.filter(({ caseFileId }) => caseFileId === _id).length !== documentCount,
      )
      .map(({ _id }) => `case file ${_id} counts other documents than it has`),
  ]
}

async function missing({ letter, itemId = '' }: Entry, client: ApiClient): Promise<string | undefined> {
  const answer = await client.request('GET', `/incoming-items/${itemId}`)
  if (answer.status !== 200) return `item answers ${answer.status}`
  const { documents } = ItemView.parse(await answer.json())
  const original = await client.request('GET', `/documents/${documents[0]?.id ?? ''}/original`)
  const bytes = Buffer.from(await original.arrayBuffer())
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return original.status === 200 && sha256 === letter.sha256
    ? undefined
    : `original answers ${original.status} with other bytes`
}

export type Items = z.infer<typeof ItemPage>['items']

export async function allItems(client: ApiClient): Promise<Items> {
  const items: Items = []
  let cursor: string | null | undefined
  do {
    const page: z.infer<typeof ItemPage> = await client.items(
      `?limit=200${typeof cursor === 'string' ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
    )
    items.push(...page.items)
    cursor = page.nextCursor
  } while (typeof cursor === 'string')
  return items
}

function brokenDocuments(
  documents: readonly StoredDocumentRow[],
  originals: ReadonlyMap<string, FoundObject>,
): string[] {
  return documents.flatMap(({ _id, original }) => {
    const found = originals.get(original.key)
    if (found === undefined) return [`document ${_id} without object`]
    const isSame = found.sizeBytes === original.sizeBytes && found.sha256 === original.sha256
    return isSame ? [] : [`document ${_id} with an altered object`]
  })
}

function brokenItems(items: Items, documents: readonly StoredDocumentRow[]): string[] {
  const ids = new Set(documents.map(({ _id }) => _id))
  const named = new Set(items.flatMap((item) => item.documents.map(({ id }) => id)))
  return [
    ...items.filter((item) => item.documents.length === 0).map(({ id }) => `item ${id} without document`),
    ...[...named].filter((id) => !ids.has(id)).map((id) => `document ${id} named and not there`),
    ...[...ids].filter((id) => !named.has(id)).map((id) => `document ${id} of no item`),
  ]
}

/** The first job is part of the acknowledgement: a letter that nobody will read is half there. */
async function withoutJobs(stores: Stores, documents: readonly StoredDocumentRow[]): Promise<string[]> {
  const jobs = new Set((await stores.rows('jobs')).map((row) => row['documentId']))
  return documents.filter(({ _id }) => !jobs.has(_id)).map(({ _id }) => `document ${_id} without job`)
}

function duplicates(documents: readonly StoredDocumentRow[]): string[] {
  const seen = new Map<string, string>()
  return documents.flatMap(({ _id, original }) => {
    const first = seen.get(original.sha256)
    seen.set(original.sha256, _id)
    return first === undefined ? [] : [`documents ${first} and ${_id} of the same letter`]
  })
}

function orphans(
  originals: ReadonlyMap<string, FoundObject>,
  documents: readonly StoredDocumentRow[],
  intents: readonly Row[],
): string[] {
  const named = new Set<unknown>([
    ...documents.map(({ original }) => original.key),
    ...intents.map((row) => row['objectKey']),
  ])
  return [...originals.keys()].filter((key) => !named.has(key)).map((key) => `object ${key}`)
}

function unsent(ledger: Ledger, documents: readonly StoredDocumentRow[]): string[] {
  const sent = new Set(ledger.entries().map(({ letter }) => letter.sha256))
  return documents
    .filter(({ original }) => !sent.has(original.sha256))
    .map(({ _id }) => `document ${_id} that nobody has sent`)
}

async function oddFacts(client: ApiClient, items: Items): Promise<string[]> {
  const odd: string[] = []
  const serials = items.map((item) => Number(item.receiptNumber.split('-').at(-1))).sort((a, b) => a - b)
  if (serials.some((serial, index) => serial !== index + 1)) odd.push(`receipt numbers ${serials.join(' ')}`)
  const audit = await client.json(AuditVerification, 'GET', '/audit/verify')
  if (!audit.ok) odd.push(`audit chain ${JSON.stringify(audit)}`)
  return odd
}
