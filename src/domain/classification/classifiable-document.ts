import type { Proposals } from '../extraction/proposal.ts'
import type { RecognizedPage } from '../recognition/page.ts'
import type { ClassifiableDocument } from './features.ts'

/**
 * What the classifier sees of a document, the same when it predicts as when it learns: the pages and what was extracted
 * from them, never what a person confirmed.
 */
export function classifiableDocument(
  pages: readonly RecognizedPage[],
  extracted: Proposals,
  channel: string,
): ClassifiableDocument {
  const textOf = (field: 'sender' | 'subject'): object => {
    const value = extracted.fields[field]?.[0]?.value
    return typeof value === 'string' ? { [field]: value } : {}
  }
  const fileNumbers = (extracted.fields.fileNumbers ?? []).flatMap(({ value }) =>
    typeof value === 'string' ? [value] : [],
  )
  return { pages, channel, fileNumbers, ...textOf('sender'), ...textOf('subject') }
}
