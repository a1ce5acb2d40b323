import type { StoredDocument } from '../domain/intake/document.ts'
import type { IncomingItem } from '../domain/intake/incoming-item.ts'
import { indexOrProposedText, indexTexts } from '../domain/intake/index-data.ts'
import { calendarDayAt } from '../domain/intake/local-time.ts'
import { textOf, type RecognizedPage } from '../domain/recognition/page.ts'
import type { IndexedDocument } from '../ports/search-index.ts'

/** What the search knows of a document: what people confirmed, else the best proposal. */
export function indexedDocument(
  item: IncomingItem,
  document: StoredDocument,
  pages: readonly RecognizedPage[],
  timeZone: string,
): IndexedDocument {
  const best = (field: 'documentType' | 'sender' | 'subject'): string | undefined =>
    indexOrProposedText(document, field)
  const orgUnitId = item.target?.orgUnitId
  return {
    tenantId: document.tenantId,
    documentId: document.id,
    itemId: document.itemId,
    title: best('subject') ?? document.filename,
    fileNumbers: fileNumbersOf(document),
    receiptNumber: item.receiptNumber,
    receivedOn: calendarDayAt(new Date(item.receivedAt), timeZone),
    capturedAt: document.capturedAt,
    state: item.state,
    amountsCents: amountsOf(document),
    readKeys: document.readKeys,
    pages: pages.map((page) => ({ number: page.number, text: textOf(page) })),
    ...optional('caseFileId', document.caseFileId),
    ...optional('documentType', best('documentType')),
    ...optional('orgUnitId', orgUnitId),
    ...optional('sender', best('sender')),
  }
}

function fileNumbersOf(document: StoredDocument): string[] {
  const { index, proposals } = document
  const confirmed = indexTexts(index, 'fileNumbers')
  const proposed = (proposals.fields.fileNumbers ?? []).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  )
  const foreign = indexOrProposedText(document, 'foreignReference')
  return [...(confirmed.length > 0 ? confirmed : proposed), ...(foreign === undefined ? [] : [foreign])]
}

function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  return (value === undefined ? {} : { [key]: value }) as Partial<Record<Key, string>>
}

/** Confirmed amounts, else the proposed ones. */
function amountsOf({ index, proposals }: StoredDocument): number[] {
  const confirmed = index.amounts?.value
  const values = confirmed === undefined ? proposals.fields.amounts?.map(({ value }) => value) : confirmed
  return (Array.isArray(values) ? values : []).flatMap((value: unknown) => centsOf(value))
}

function centsOf(value: unknown): number[] {
  if (typeof value !== 'object' || value === null || !('amount' in value)) return []
  const cents = Math.round(Number(value.amount) * 100)
  return Number.isSafeInteger(cents) ? [cents] : []
}
