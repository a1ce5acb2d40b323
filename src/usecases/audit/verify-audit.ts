import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditAnchor } from '../../domain/audit/anchor.ts'
import type { AuditVerification } from '../../ports/audit-log.ts'
import { createAnchorWitness, type AnchorPorts } from '../shared/anchor-witness.ts'

export interface AnchoredVerification extends AuditVerification {
  /** How far the chain is kept outside the database; absent as long as nothing was anchored. */
  readonly anchor?: Pick<AuditAnchor, 'lastSeq' | 'hash' | 'at'>
}

/** Walks the tenant's chain and compares it with its anchors. @throws {MailroomError} `forbidden` */
export type VerifyAudit = (actor: Actor, signal: AbortSignal) => Promise<AnchoredVerification>

export function createVerifyAudit(ports: AnchorPorts): VerifyAudit {
  return async function verifyAudit(actor, signal) {
    requirePermission(actor, 'audit:verify')
    const witness = createAnchorWitness(ports, actor, signal)
    const walked = await ports.auditLog.verify(actor, signal, witness.see)
    const fault = await witness.faultAfter(walked)
    const anchor = await witness.lastAnchor()
    const { eventCount, headHash } = walked
    return {
      ok: fault === undefined,
      eventCount,
      headHash,
      ...fault,
      ...(anchor === undefined
        ? {}
        : { anchor: { lastSeq: anchor.lastSeq, hash: anchor.hash, at: anchor.at } }),
    }
  }
}
