import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { itemReadKeys } from '../../domain/access/policy.ts'
import { firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import {
  batchNumberFrom,
  requireLookedAt,
  type Batch,
  type BatchSettings,
} from '../../domain/batches/batch.ts'
import { arrivalOf, type GivenArrival } from '../../domain/intake/arrival.ts'
import { calendarYearAt } from '../../domain/intake/local-time.ts'
import type { Batches } from '../../ports/batches.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

export interface NewBatchPorts {
  readonly batches: Batches
  readonly tenants: Tenants
  readonly clock: Clock
  readonly ids: IdGenerator
}

export type NewBatch = BatchSettings &
  Pick<GivenArrival, 'receivedAt' | 'nightBox' | 'earlyCollection'> & { readonly folderKey?: string }

/** Opens a batch. Joins the running transaction. @throws {MailroomError} `validation-failed` */
export async function insertBatch(
  ports: NewBatchPorts,
  actor: Actor,
  { receivedAt: told, nightBox, earlyCollection, ...settings }: NewBatch,
  signal: AbortSignal,
): Promise<{ readonly batch: Batch; readonly event: AuditEntry }> {
  requireLookedAt(settings)
  const now = ports.clock.now()
  const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
  const given = { channel: settings.channel, receivedAt: told, nightBox, earlyCollection }
  const { receivedAt, notes } = arrivalOf(given, now, timeZone)
  const year = calendarYearAt(now, timeZone)
  const batch: Batch = {
    ...settings,
    id: ports.ids.next(),
    tenantId: actor.tenantId,
    number: batchNumberFrom(year, await ports.batches.nextSerial(actor, year, signal)),
    state: 'open',
    receivedAt,
    ...(notes === undefined ? {} : { arrival: notes }),
    createdAt: now.toISOString(),
    createdBy: personOf(actor),
    scans: 0,
    readKeys: itemReadKeys({ filed: false, orgUnitIds: [] }),
    version: 1,
  }
  await ports.batches.insert(actor, batch, signal)
  const { id: _id, tenantId: _tenantId, scans: _scans, version: _version, ...shown } = batch
  const fields = Object.keys(shown) as (keyof Batch)[]
  const object = { kind: 'batch', id: batch.id } as const
  return { batch, event: { action: 'batch.opened', object, changes: firstValues<Batch>(batch, fields) } }
}
