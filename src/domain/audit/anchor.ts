import type { AuditEvent } from './event.ts'

/**
 * What is kept of a stretch of a tenant's chain in a second place, so that who can write to the database cannot cut or
 * rewrite the chain unseen: the hash of its last event stands for all before it, the marks find the first one that differs.
 */
export interface AuditAnchor {
  readonly tenantId: string
  readonly firstSeq: number
  readonly lastSeq: number
  /** Of event `lastSeq`. */
  readonly hash: string
  /** The beginning of each event's hash, `MARK_LENGTH` digits an event, one after the other. */
  readonly marks: string
  /** ISO 8601 instant at which it was kept. */
  readonly at: string
}

/** 32 bits: enough to find a place; that there is a difference is told by the whole hash. */
const MARK_LENGTH = 8

/** @param events without gaps, at least one */
export function anchorOf(events: readonly AuditEvent[], at: string): AuditAnchor {
  const [first, last] = [events[0], events.at(-1)]
  if (first === undefined || last === undefined) throw new TypeError('There is no event to anchor.')
  return {
    tenantId: last.tenantId,
    firstSeq: first.seq,
    lastSeq: last.seq,
    hash: last.hash,
    marks: events.map(({ hash }) => hash.slice(0, MARK_LENGTH)).join(''),
    at,
  }
}

/** The text that is sealed. */
export function canonicalAnchor({ tenantId, firstSeq, lastSeq, hash, marks, at }: AuditAnchor): string {
  return JSON.stringify([tenantId, firstSeq, lastSeq, hash, marks, at])
}

/**
 * The first event of the stretch that is missing or is not the one that was anchored.
 *
 * @param events what the chain holds now from `firstSeq` on, in order
 */
export function firstDifference(
  { firstSeq, lastSeq, marks }: Pick<AuditAnchor, 'firstSeq' | 'lastSeq' | 'marks'>,
  events: readonly Pick<AuditEvent, 'seq' | 'hash'>[],
): number {
  for (let seq = firstSeq; seq < lastSeq; seq += 1) {
    const event = events[seq - firstSeq]
    const from = (seq - firstSeq) * MARK_LENGTH
    if (event?.seq !== seq || event.hash.slice(0, MARK_LENGTH) !== marks.slice(from, from + MARK_LENGTH))
      return seq
  }
  return lastSeq
}
