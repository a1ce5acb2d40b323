import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { anchorOf } from '../../domain/audit/anchor.ts'
import { EMPTY_CHAIN, type ChainHead } from '../../domain/audit/chain.ts'
import type { TenantHead } from '../../ports/audit-log.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Log } from '../../ports/log.ts'
import type { AnchorPorts } from '../shared/anchor-witness.ts'

/** What stands in the second place follows the chains; called by the machine only. */
export interface ChainAnchoring {
  /** Anchors what the chains have grown by since the last call. */
  catchUp(signal: AbortSignal): Promise<void>
  /** Tenants whose chain is not the one that was anchored. Theirs grow no further: the anchors are the evidence. */
  contradicted(): readonly string[]
}

export interface AnchorChainsPorts extends AnchorPorts {
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
}

/** Longest stretch of one anchor. */
const EVENTS_AN_ANCHOR = 500

export function createChainAnchoring(ports: AnchorChainsPorts): ChainAnchoring {
  const { auditLog, anchorStore, log } = ports
  const anchored = new Map<string, ChainHead>()
  const contradicted = new Set<string>()

  function contradict(tenantId: string, atSeq: number): void {
    contradicted.add(tenantId)
    log.error('audit-chain-contradicts-anchor', { tenantId, atSeq })
  }

  async function knownOf(actor: Actor, signal: AbortSignal): Promise<ChainHead> {
    const known = anchored.get(actor.tenantId)
    if (known !== undefined) return known
    const last = await anchorStore.last(actor.tenantId, signal)
    return last === undefined ? EMPTY_CHAIN : { count: last.lastSeq, hash: last.hash }
  }

  /** Another process may have anchored what the chain has grown by since its end was looked up. */
  async function headNow(tenantId: string, signal: AbortSignal): Promise<ChainHead> {
    const heads = await auditLog.heads(signal)
    return heads.find((head) => head.tenantId === tenantId) ?? EMPTY_CHAIN
  }

  async function anchorTenant(head: TenantHead, signal: AbortSignal): Promise<void> {
    const actor = systemActor(head.tenantId, ports.ids.next())
    let known = await knownOf(actor, signal)
    if (head.count < known.count) {
      const { count } = await headNow(head.tenantId, signal)
      if (count < known.count) contradict(actor.tenantId, count + 1)
      return
    }
    if (known.count === 0 && head.count > 0) log.info('audit-anchor-begun', { tenantId: actor.tenantId })
    while (known.count < head.count) {
      const events = await auditLog.events(actor, known.count, EVENTS_AN_ANCHOR, signal)
      const first = events[0]
      if (first?.seq !== known.count + 1 || first.previousHash !== known.hash) {
        contradict(actor.tenantId, known.count)
        return
      }
      const anchor = anchorOf(events, ports.clock.now().toISOString())
      await anchorStore.append(anchor, signal)
      known = { count: anchor.lastSeq, hash: anchor.hash }
      anchored.set(actor.tenantId, known)
      log.info('audit-anchored', { tenantId: actor.tenantId, seq: known.count, hash: known.hash })
    }
    anchored.set(actor.tenantId, known)
  }

  return {
    async catchUp(signal) {
      for (const head of await auditLog.heads(signal)) {
        if (contradicted.has(head.tenantId) || anchored.get(head.tenantId)?.count === head.count) continue
        await anchorTenant(head, signal)
      }
    },
    contradicted: () => [...contradicted],
  }
}
