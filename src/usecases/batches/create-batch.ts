import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { IntakeStore, KeyClaim } from '../../ports/intake-store.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import type { Ledger } from '../shared/ledger.ts'
import { insertBatch, type NewBatch, type NewBatchPorts } from '../shared/new-batch.ts'
import { required } from '../shared/required.ts'

export interface CreateBatchInput extends NewBatch {
  readonly idempotency?: KeyClaim | undefined
}

export interface CreatedBatch {
  readonly batch: Batch
  /** True when this is the kept answer of an earlier request with the same key. */
  readonly replayed: boolean
}

/**
 * Opens a batch for scans.
 *
 * @throws {MailroomError} `forbidden`, `validation-failed`, `idempotency-key-reused`, `idempotency-in-progress`
 */
export type CreateBatch = (
  actor: Actor,
  input: CreateBatchInput,
  signal: AbortSignal,
) => Promise<CreatedBatch>

export function createCreateBatch(
  ports: NewBatchPorts & { readonly ledger: Ledger; readonly intakeStore: IntakeStore },
): CreateBatch {
  const onceByKey = createKeyedRequest(ports)
  return async function createBatch(actor, { idempotency, ...input }, signal) {
    requirePermission(actor, 'batches:hand-in')
    return onceByKey<CreatedBatch>(
      actor,
      idempotency,
      {
        async again(batchId) {
          const machine = systemActor(actor.tenantId, actor.requestId)
          return { batch: required(await ports.batches.find(machine, batchId, signal)), replayed: true }
        },
        first: (keep) =>
          ports.ledger.change(
            actor,
            async () => {
              const { batch, event } = await insertBatch(ports, actor, input, signal)
              await keep(batch.id)
              return { result: { batch, replayed: false }, events: [event], changed: [] }
            },
            signal,
          ),
      },
      signal,
    )
  }
}
