import type { AccessGrant, GrantedObject } from '../../domain/access/access-grant.ts'
import { levelOf, worksOnPost, type Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { may, requirePermission, settlesAccess, unitIdsOf } from '../../domain/access/policy.ts'
import { readersOf, type Reader } from '../../domain/access/readers.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { AccessGrants } from '../../ports/access-grants.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { Deputyships, OrgUnits, Tenants, Users } from '../../ports/organisation.ts'
import { findRecord, type GrantedRecord } from '../shared/granted-record.ts'
import { required } from '../shared/required.ts'

export interface ReadersView {
  readonly level: Level
  readonly readers: readonly Reader[]
  /** Single grants on the record and on the case file that it lies in, the oldest first. */
  readonly grants: readonly AccessGrant[]
  /** Those that the reasons name. */
  readonly units: readonly OrgUnit[]
  /** Whether the actor lets others in and shuts them out. */
  readonly maySettle: boolean
  /** People who can be let in; none for those who do not decide about it. */
  readonly candidates: readonly { readonly id: string; readonly displayName: string }[]
}

/** Who may see an item or case file, and why. @throws {MailroomError} `not-found` */
export type ShowReaders = (actor: Actor, object: GrantedObject, signal: AbortSignal) => Promise<ReadersView>

export interface ShowReadersPorts {
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly accessGrants: AccessGrants
  readonly deputyships: Deputyships
  readonly users: Users
  readonly orgUnits: OrgUnits
  readonly tenants: Tenants
  readonly clock: Clock
}

export function createShowReaders(ports: ShowReadersPorts): ShowReaders {
  return async function showReaders(actor, object, signal) {
    requirePermission(actor, object.kind === 'case-file' ? 'files:read' : 'items:read')
    const found = await findRecord(ports, actor, object, signal)
    const { readKeys } = found.record
    const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
    const now = ports.clock.now()
    const day = calendarDayAt(now, timeZone)
    const [users, units, deputyships, grants] = await Promise.all([
      ports.users.list(actor, signal),
      ports.orgUnits.list(actor, signal),
      ports.deputyships.list(actor, day, signal),
      grantsOn(ports, actor, found, signal),
    ])
    const readers = readersOf(readKeys, { users, units, deputyships, grants, day, at: now.toISOString() })
    const maySettle = may(actor, 'access:grant') && settlesAccess(actor, readKeys)
    const named = new Set(unitIdsOf(readKeys))
    return {
      level: levelOf(readKeys),
      readers,
      grants,
      units: units.filter(({ id }) => named.has(id)),
      maySettle,
      candidates: maySettle ? users.filter(({ disabled, roles }) => !disabled && worksOnPost(roles)) : [],
    }
  }
}

async function grantsOn(
  { accessGrants }: ShowReadersPorts,
  actor: Actor,
  { kind, record }: GrantedRecord,
  signal: AbortSignal,
): Promise<AccessGrant[]> {
  const own = await accessGrants.ofObject(actor, { kind, id: record.id }, signal)
  const caseFileId = kind === 'incoming-item' ? record.caseFileId : undefined
  if (caseFileId === undefined) return own
  return [...(await accessGrants.ofObject(actor, { kind: 'case-file', id: caseFileId }, signal)), ...own]
}
