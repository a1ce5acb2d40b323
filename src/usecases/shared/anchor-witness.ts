import type { Actor } from '../../domain/access/actor.ts'
import { firstDifference } from '../../domain/audit/anchor.ts'
import type { ChainFault } from '../../domain/audit/chain.ts'
import type { AnchorStore, KeptAnchor } from '../../ports/anchor-store.ts'
import type { AuditLog, AuditVerification, ChainWitness } from '../../ports/audit-log.ts'

export interface AnchorPorts {
  readonly auditLog: AuditLog
  readonly anchorStore: AnchorStore
}

/** Compares a chain with its anchors while it is walked. */
export interface AnchorWitness {
  readonly see: ChainWitness
  /** The first fault by what the walk has found and what the anchors say of it. */
  faultAfter(walked: AuditVerification): Promise<ChainFault | undefined>
  /** The furthest anchor that can be relied on; reads what is left of them. */
  lastAnchor(): Promise<KeptAnchor | undefined>
}

export function createAnchorWitness(ports: AnchorPorts, actor: Actor, signal: AbortSignal): AnchorWitness {
  const { auditLog, anchorStore } = ports
  const kept = anchorStore.read(actor.tenantId, signal)[Symbol.asyncIterator]()
  let next: KeptAnchor | undefined
  let furthest: KeptAnchor | undefined
  let hasBegun = false
  let coveredTo = 0

  async function advance(): Promise<void> {
    hasBegun = true
    const step = await kept.next()
    next = step.done === true ? undefined : step.value
    if (next?.isGenuine === true && next.lastSeq >= (furthest?.lastSeq ?? 0)) furthest = next
  }

  async function differenceIn(anchor: KeptAnchor): Promise<number> {
    const { firstSeq, lastSeq } = anchor
    const length = lastSeq - firstSeq + 1
    const events = await auditLog.events(actor, firstSeq - 1, length, signal)
    const marks = await anchor.marks(signal)
    return marks === '' ? firstSeq : firstDifference({ firstSeq, lastSeq, marks }, events)
  }

  async function hashAt(seq: number): Promise<string | undefined> {
    const [event] = await auditLog.events(actor, seq - 1, 1, signal)
    return event?.seq === seq ? event.hash : undefined
  }

  /** Anchors stand end to end, so that none can be taken out unseen. */
  function damageOf({ firstSeq, lastSeq, isGenuine }: KeptAnchor): ChainFault | undefined {
    const isGap = firstSeq > coveredTo + 1
    if (!isGenuine || isGap)
      return { firstBadSeq: isGap ? coveredTo + 1 : firstSeq, problem: 'anchor-damaged' }
    coveredTo = Math.max(coveredTo, lastSeq)
    return undefined
  }

  async function faultBy(anchor: KeptAnchor, hash: string | undefined): Promise<ChainFault | undefined> {
    const damage = damageOf(anchor)
    if (damage !== undefined) return damage
    if (hash === anchor.hash) return undefined
    return { firstBadSeq: await differenceIn(anchor), problem: 'rewritten' }
  }

  async function see(event: {
    readonly seq: number
    readonly hash: string
  }): Promise<ChainFault | undefined> {
    if (!hasBegun) await advance()
    while (next !== undefined && next.lastSeq <= event.seq) {
      const anchor = next
      await advance()
      const hash = anchor.lastSeq === event.seq ? event.hash : await hashAt(anchor.lastSeq)
      const fault = await faultBy(anchor, hash)
      if (fault !== undefined) return fault
    }
    return undefined
  }

  /** The walk has found something; the anchor that spans the place may know of something before it. */
  async function earlierThan(fault: ChainFault): Promise<ChainFault> {
    if (next === undefined || !next.isGenuine || next.firstSeq >= fault.firstBadSeq) return fault
    const firstBadSeq = await differenceIn(next)
    return firstBadSeq < fault.firstBadSeq ? { firstBadSeq, problem: 'rewritten' } : fault
  }

  /** Anchors are written after the events, so that one beyond the end tells of events that were there. */
  async function beyond(eventCount: number): Promise<ChainFault | undefined> {
    if (!hasBegun) await advance()
    if (next === undefined) return undefined
    const damage = damageOf(next)
    if (damage !== undefined) return damage
    // The chain may have grown since its end was looked up.
    if ((await hashAt(next.lastSeq)) === next.hash) return undefined
    const firstBadSeq = await differenceIn(next)
    const isCut = firstBadSeq > eventCount
    return { firstBadSeq, problem: isCut ? 'tail-cut' : 'rewritten' }
  }

  return {
    see,
    faultAfter({ firstBadSeq, problem, eventCount }) {
      if (firstBadSeq === undefined || problem === undefined) return beyond(eventCount)
      const fault = { firstBadSeq, problem }
      return problem === 'anchor-damaged' || problem === 'rewritten'
        ? Promise.resolve(fault)
        : earlierThan(fault)
    },
    async lastAnchor() {
      if (!hasBegun) await advance()
      while (next !== undefined) await advance()
      return furthest
    },
  }
}
