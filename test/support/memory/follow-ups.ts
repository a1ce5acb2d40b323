import type { FollowUp } from '../../../src/domain/follow-ups/follow-up.ts'
import type { FollowUps } from '../../../src/ports/follow-ups.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryFollowUps(database: MemoryDatabase): FollowUps {
  const { visible, ...records } = createMemoryRecords<FollowUp>(database, {
    name: 'follow-ups',
    unique: ({ tenantId, secretHash }) => `${tenantId}/${secretHash}`,
  })
  const newness = ({ createdAt, id }: FollowUp): string => `${createdAt} ${id}`
  return {
    ...records,
    async findBySecret(actor, secretHash, signal) {
      signal.throwIfAborted()
      return visible(actor).find((one) => one.secretHash === secretHash)
    },
    async ofObject(actor, { kind, id }, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ object }) => object.kind === kind && object.id === id)
        .sort((left, right) => (newness(left) < newness(right) ? 1 : -1))
    },
    async openOf(actor, objectIds, signal) {
      signal.throwIfAborted()
      return visible(actor).filter(({ object, state }) => objectIds.includes(object.id) && state === 'open')
    },
    async all(actor, afterId = '', limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ id }) => id > afterId)
        .sort((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
    },
  }
}
