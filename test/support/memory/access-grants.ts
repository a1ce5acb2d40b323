import { isInForce, type AccessGrant } from '../../../src/domain/access/access-grant.ts'
import type { AccessGrants } from '../../../src/ports/access-grants.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, pageOf } from './records.ts'

export function createMemoryAccessGrants(database: MemoryDatabase): AccessGrants {
  const { visible, ...records } = createMemoryRecords<AccessGrant>(database, { name: 'access-grants' })
  const byId = (left: AccessGrant, right: AccessGrant): number => (left.id < right.id ? -1 : 1)
  return {
    ...records,
    async ofObject(actor, { kind, id }, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ object }) => object.kind === kind && object.id === id)
        .sort(byId)
    },
    async inForce(actor, userId, at, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((grant) => grant.person.userId === userId && isInForce(grant, at))
        .sort(byId)
    },
    async emergencies(actor, orgUnitIds, page, signal) {
      signal.throwIfAborted()
      const wanted = visible(actor).filter(
        ({ origin, orgUnitId = '' }) =>
          origin === 'emergency' && (orgUnitIds === undefined || orgUnitIds.includes(orgUnitId)),
      )
      return pageOf(wanted, ({ givenAt }) => givenAt, page)
    },
  }
}
