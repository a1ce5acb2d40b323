import { canonicalEvent, FIRST_PREVIOUS_HASH, type AuditEvent } from './event.ts'

/** How far a tenant's chain reaches; kept apart from the events and moved with each of them. */
export interface ChainHead {
  readonly count: number
  readonly hash: string
}

export const EMPTY_CHAIN: ChainHead = { count: 0, hash: FIRST_PREVIOUS_HASH }

/** `rewritten` and `anchor-damaged` are told by what is kept outside the database only. */
export type ChainProblem =
  'event-altered' | 'event-missing' | 'chain-broken' | 'tail-cut' | 'rewritten' | 'anchor-damaged'

export interface ChainFault {
  readonly firstBadSeq: number
  readonly problem: ChainProblem
}

/** Hexadecimal SHA-256 of a text. */
export type HashText = (text: string) => string

/** The event that follows the head. */
export function nextEvent(
  head: ChainHead,
  said: Omit<AuditEvent, 'seq' | 'previousHash' | 'hash'>,
  hashText: HashText,
): AuditEvent {
  const event = { ...said, seq: head.count + 1, previousHash: head.hash }
  return { ...event, hash: hashText(canonicalEvent(event)) }
}

/** What is wrong with an event that stands behind the head, if anything. */
export function faultOf(head: ChainHead, event: AuditEvent, hashText: HashText): ChainFault | undefined {
  const expectedSeq = head.count + 1
  if (event.seq > expectedSeq) return { firstBadSeq: expectedSeq, problem: 'event-missing' }
  if (event.seq < expectedSeq) return { firstBadSeq: event.seq, problem: 'chain-broken' }
  if (hashText(canonicalEvent(event)) !== event.hash)
    return { firstBadSeq: event.seq, problem: 'event-altered' }
  if (event.previousHash !== head.hash) return { firstBadSeq: event.seq, problem: 'chain-broken' }
  return undefined
}

/** What is wrong with the end of a chain whose events all fit, judged by the head that was kept. */
export function faultOfEnd(walked: ChainHead, kept: ChainHead): ChainFault | undefined {
  if (walked.count < kept.count) return { firstBadSeq: walked.count + 1, problem: 'tail-cut' }
  if (walked.count > kept.count) return { firstBadSeq: kept.count + 1, problem: 'chain-broken' }
  if (walked.hash !== kept.hash) return { firstBadSeq: walked.count, problem: 'chain-broken' }
  return undefined
}
