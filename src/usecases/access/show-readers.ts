import type { AccessGrant, GrantedObject } from '../../domain/access/access-grant.ts'
import { levelOf, worksOnPost, type Actor } from '../../domain/access/actor.ts'
import type { Level } from '../../domain/access/confidentiality.ts'
import { may, requirePermission, settlesAccess, unitIdsOf } from '../../domain/access/policy.ts'
import type { Reader } from '../../domain/access/readers.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import { findRecord } from '../shared/granted-record.ts'
import { readersOfObject, type ObjectReaderPorts } from '../shared/object-readers.ts'

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

export function createShowReaders(ports: ObjectReaderPorts): ShowReaders {
  return async function showReaders(actor, object, signal) {
    requirePermission(actor, object.kind === 'case-file' ? 'files:read' : 'items:read')
    const found = await findRecord(ports, actor, object, signal)
    const { readKeys } = found.record
    const { readers, grants, units, users } = await readersOfObject(ports, actor, found, signal)
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
