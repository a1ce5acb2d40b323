import { createHash } from 'node:crypto'
import { z } from 'zod'
import { AuditVerification } from '../../../src/contract/operation.ts'
import { ItemView, type ItemPage } from '../../../src/contract/incoming-items.ts'
import type { ApiClient } from '../../support/client.ts'
import type { Entry, Ledger } from './ledger.ts'
import type { FoundObject, Row, Stores } from './stores.ts'

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

const StoredDocumentRow = z.looseObject({
  _id: z.string(),
  itemId: z.string(),
  original: z.looseObject({ key: z.string(), sizeBytes: z.number(), sha256: z.string() }),
})
type StoredDocumentRow = z.infer<typeof StoredDocumentRow>

export interface Witnesses {
  readonly ledger: Ledger
  readonly client: ApiClient
  readonly stores: Stores
  /** True when recovery has had its chance: then intents and what they name must be gone as well. */
  readonly recovered?: boolean
}

/** Holds the ledger against the interface, the database and the object store. */
export async function judge(witnesses: Witnesses): Promise<Verdict> {
  const { ledger, client, stores, recovered = false } = witnesses
  const documents = (await stores.rows('documents')).map((row) => StoredDocumentRow.parse(row))
  const intents = await stores.rows('intake_intents')
  const originals = await stores.originals()
  const items = await allItems(client)
  return {
    lost: await lostLetters(ledger, client),
    half: [
      ...brokenDocuments(documents, originals),
      ...brokenItems(items, documents),
      ...(await withoutJobs(stores, documents)),
    ],
    duplicated: duplicates(documents),
    orphaned: [
      ...orphans(originals, documents, recovered ? [] : intents),
      ...(recovered ? intents.map(({ _id }) => `intent ${String(_id)}`) : []),
      ...(recovered ? stores.leftovers() : []),
    ],
    odd: [...(await oddFacts(client, items)), ...unsent(ledger, documents)],
  }
}

async function lostLetters(ledger: Ledger, client: ApiClient): Promise<string[]> {
  const lost: string[] = []
  for (const entry of ledger.entries()) {
    if (entry.itemId === undefined) continue
    const fault = await missing(entry, client)
    if (fault !== undefined) lost.push(`${entry.letter.key}: ${fault}`)
  }
  return lost
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

type Items = z.infer<typeof ItemPage>['items']

async function allItems(client: ApiClient): Promise<Items> {
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
