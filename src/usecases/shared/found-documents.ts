import type { Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { FacetValue, SearchHit, SearchRequest } from '../../ports/search-index.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import { bareForm } from '../../domain/retrieval/normal-form.ts'
import { namedValues, type QueryNotice } from '../../domain/retrieval/query-fields.ts'
import { isReadLogged } from '../../domain/access/policy.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { DocumentTypes, OrgUnits } from '../../ports/organisation.ts'
import { forgetHidden, type LaggingIndexPorts } from './lagging-index.ts'

export interface FoundDocument extends Pick<SearchHit, 'title' | 'score' | 'snippets'> {
  readonly document: StoredDocument
  readonly item: IncomingItem
}

export interface LabelledFacetValue extends FacetValue {
  readonly label: string
}

export interface FoundDocuments {
  readonly hits: readonly FoundDocument[]
  readonly total: number
  readonly isTotalExact: boolean
  readonly facets: {
    readonly documentType: readonly LabelledFacetValue[]
    readonly orgUnit: readonly LabelledFacetValue[]
    readonly sender: readonly LabelledFacetValue[]
    readonly state: readonly LabelledFacetValue[]
    readonly year: readonly LabelledFacetValue[]
  }
  readonly nextCursor?: string
  /** True when no document has all the words, so that documents with some of them are shown. */
  readonly relaxed: boolean
  /** What of the text could not be understood or names nothing. */
  readonly notices: readonly QueryNotice[]
  /** What may have been meant; of words in documents that the actor may read. */
  readonly suggestion?: string
}

export interface FindDocumentsPorts extends LaggingIndexPorts {
  readonly incomingItems: IncomingItems
  readonly documentTypes: DocumentTypes
  readonly orgUnits: OrgUnits
}

/**
 * What the index finds for the actor, in words that people know. Whether he may search at all is for the caller to see to.
 *
 * @throws {MailroomError} `validation-failed`
 */
export async function findDocuments(
  ports: FindDocumentsPorts,
  actor: Actor,
  request: SearchRequest,
  signal: AbortSignal,
): Promise<FoundDocuments> {
  const { types, units } = await readyIndex(ports, actor, signal)
  const names = namesIn(request.text, { types, units })
  const { hits, facets, ...answer } = await ports.searchIndex.query(actor, { ...request, names }, signal)
  const typeNames = new Map(types.map(({ id, name }) => [id, name]))
  const unitNames = new Map(units.map(({ id, number, name }) => [id, `${number} ${name}`]))
  return {
    ...answer,
    hits: await stillReadable(ports, actor, hits, signal),
    facets: {
      documentType: labelled(facets.documentType, typeNames),
      orgUnit: labelled(facets.orgUnit, unitNames),
      sender: labelled(facets.sender, new Map()),
      state: labelled(facets.state, new Map()),
      year: labelled(facets.year, new Map()),
    },
    notices: [...answer.notices, ...unknownUnits(names.units)],
  }
}

/** What people can name in a search. */
export interface Nameable {
  readonly types: readonly DocumentType[]
  readonly units: readonly OrgUnit[]
}

/** From now on the index tells nothing of what the actor may not read any more. @throws {MailroomError} `dependency-unavailable` */
export async function readyIndex(
  ports: FindDocumentsPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Nameable> {
  const types = await ports.documentTypes.list(actor, signal)
  const units = await ports.orgUnits.list(actor, signal)
  await forgetHidden(ports, actor, signal)
  return { types, units }
}

/** What people call types and units: by key or name, by number or part of the name. */
export function namesIn(text: string, { types, units }: Nameable): NonNullable<SearchRequest['names']> {
  const named = namedValues(text)
  const keysOf = (name: string): string[] =>
    types.filter((type) => bareForm(type.name).startsWith(name)).map(({ id }) => id)
  const idsOf = (name: string): string[] =>
    units
      .filter((unit) => bareForm(unit.number) === name || bareForm(unit.name).includes(name))
      .map(({ id }) => id)
  return {
    types: Object.fromEntries(named.types.map((name) => [name, keysOf(name)])),
    units: Object.fromEntries(named.units.map((name) => [name, idsOf(name)])),
  }
}

function unknownUnits(units: Readonly<Record<string, readonly string[]>>): QueryNotice[] {
  return Object.entries(units)
    .filter(([, ids]) => ids.length === 0)
    .map(([piece]) => ({ code: 'unknown-unit', piece }))
}

/** The index follows the records and may lag: what counts is what the actor may read now. */
async function stillReadable(
  { documents, incomingItems }: FindDocumentsPorts,
  actor: Actor,
  hits: readonly SearchHit[],
  signal: AbortSignal,
): Promise<FoundDocument[]> {
  const ids = hits.map(({ documentId }) => documentId)
  const readable = await documents.findMany(actor, ids, signal)
  const itemIds = [...new Set(readable.map(({ itemId }) => itemId))]
  const items = await Promise.all(itemIds.map((id) => incomingItems.find(actor, id, signal)))
  const documentById = new Map(readable.map((document) => [document.id, document]))
  const itemById = new Map(items.flatMap((item) => (item === undefined ? [] : [[item.id, item]])))
  return hits.flatMap(({ documentId, title, score, snippets }) => {
    const document = documentById.get(documentId)
    const item = itemById.get(document?.itemId ?? '')
    if (document === undefined || item === undefined) return []
    // Words of what few may know are shown to whoever opens it, so that the access log knows of it.
    const isLogged = isReadLogged(actor, document.readKeys)
    return [{ document, item, title, score, snippets: isLogged ? [] : snippets }]
  })
}

function labelled(values: readonly FacetValue[], names: ReadonlyMap<string, string>): LabelledFacetValue[] {
  return values.map((facet) => ({ ...facet, label: names.get(facet.value) ?? facet.value }))
}
