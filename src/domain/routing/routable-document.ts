import type { Proposals } from '../extraction/proposal.ts'
import type { RoutableDocument } from './match-rules.ts'

export interface UnderstoodLetter {
  readonly proposals: Proposals
  readonly text: string
  readonly channel: string
  readonly documentType: string | undefined
}

/** A letter as rules see it, the same when it is new as in a trial on past mail. */
export function routableDocument({
  proposals,
  text,
  channel,
  documentType,
}: UnderstoodLetter): RoutableDocument {
  const [subject] = textsOf(proposals, 'subject')
  return {
    senders: textsOf(proposals, 'sender'),
    fileNumbers: textsOf(proposals, 'fileNumbers'),
    text,
    channel,
    ...(subject === undefined ? {} : { subject }),
    ...(documentType === undefined ? {} : { documentType }),
  }
}

/** Values proposed for a field that are texts, best first. */
export function textsOf(proposals: Proposals, field: keyof Proposals['fields']): string[] {
  return (proposals.fields[field] ?? []).flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
}
