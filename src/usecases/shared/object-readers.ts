import type { AccessGrant } from '../../domain/access/access-grant.ts'
import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit, User } from '../../domain/access/organisation.ts'
import { readersOf, type Reader } from '../../domain/access/readers.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Deputyships, OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import type { GrantedRecord } from './granted-record.ts'
import { required } from './required.ts'

export interface ObjectReaderPorts {
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly accessGrants: AccessGrants
  readonly deputyships: Deputyships
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly clock: Clock
}

export interface ObjectReaders {
  readonly readers: readonly Reader[]
  /** Single grants on the record and on the case file that it lies in, the oldest first. */
  readonly grants: readonly AccessGrant[]
  readonly units: readonly OrgUnit[]
  readonly users: readonly User[]
}

/** Everybody who may see a record now, and why. */
export async function readersOfObject(
  ports: ObjectReaderPorts,
  actor: Actor,
  found: GrantedRecord,
  signal: AbortSignal,
): Promise<ObjectReaders> {
  const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
  const now = ports.clock.now()
  const day = calendarDayAt(now, timeZone)
  const [users, units, deputyships, grants] = await Promise.all([
    ports.users.list(actor, signal),
    ports.orgUnits.list(actor, signal),
    ports.deputyships.list(actor, day, signal),
    grantsOn(ports, actor, found, signal),
  ])
  const house = { users, units, deputyships, grants, day, at: now.toISOString() }
  return { readers: readersOf(found.record.readKeys, house), grants, units, users }
}

async function grantsOn(
  { accessGrants }: ObjectReaderPorts,
  actor: Actor,
  { kind, record }: GrantedRecord,
  signal: AbortSignal,
): Promise<AccessGrant[]> {
  const own = await accessGrants.ofObject(actor, { kind, id: record.id }, signal)
  const caseFileId = kind === 'incoming-item' ? record.caseFileId : undefined
  if (caseFileId === undefined) return own
  return [...(await accessGrants.ofObject(actor, { kind: 'case-file', id: caseFileId }, signal)), ...own]
}
