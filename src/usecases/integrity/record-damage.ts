import { systemActor } from '../../domain/access/actor.ts'
import { objectsOf, ownerOfKey, type FindingKind } from '../../domain/integrity/finding.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Documents } from '../../ports/documents.ts'
import type { IntegrityStore } from '../../ports/integrity-store.ts'
import type { Log } from '../../ports/log.ts'
import type { Ledger } from '../shared/ledger.ts'

/** Keeps that a reader has met a damaged object. Called by the machine only. */
export type RecordDamage = (objectKey: string, kind: FindingKind, signal: AbortSignal) => Promise<void>

export interface RecordDamagePorts {
  readonly documents: Documents
  readonly integrityStore: IntegrityStore
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
  readonly log: Log
}

export function createRecordDamage(ports: RecordDamagePorts): RecordDamage {
  return async function recordDamage(objectKey, kind, signal) {
    const { tenantId, documentId } = ownerOfKey(objectKey) ?? {}
    if (tenantId === undefined || documentId === undefined) return
    const actor = systemActor(tenantId, ports.ids.next())
    const document = await ports.documents.find(actor, documentId, signal)
    const named = document && objectsOf(document).find(({ object }) => object.key === objectKey)
    if (document === undefined || named === undefined) return
    const { part, page, object } = named
    const damage = {
      kind,
      documentId,
      itemId: document.itemId,
      objectKey,
      part,
      ...(page === undefined ? {} : { page }),
      expected: { sizeBytes: object.sizeBytes, sha256: object.sha256 },
      firstSeenAt: ports.clock.now().toISOString(),
    }
    const event = {
      action: 'integrity.damage-found',
      object: { kind: 'document', id: documentId },
      changes: { finding: { after: { kind, objectKey } } },
    } as const
    const isNew = await ports.ledger.change(
      actor,
      async () => {
        const result = await ports.integrityStore.recordDamage(actor, damage, signal)
        return { result, events: result ? [event] : [], changed: [] }
      },
      signal,
    )
    if (isNew) ports.log.error('integrity-damage', { tenantId, documentId, objectKey, kind })
  }
}
