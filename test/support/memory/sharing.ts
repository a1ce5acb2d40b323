import { naturalOrder } from '../../../src/domain/natural-order.ts'
import type { Adoption, Publication } from '../../../src/domain/sharing/publication.ts'
import type { Adoptions, Publications } from '../../../src/ports/sharing.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryPublications(database: MemoryDatabase): Publications {
  const { visible, ...records } = createMemoryRecords<Publication>(database, {
    name: 'publications',
    unique: ({ tenantId, content, sourceId }) => `${tenantId}/${content.kind}/${sourceId}`,
  })
  const published = (): Publication[] =>
    [...database.read<Publication>('publications').values()].filter(({ withdrawn }) => !withdrawn)
  return {
    ...records,
    async findBySource(actor, kind, sourceId, signal) {
      signal.throwIfAborted()
      return visible(actor).find((one) => one.content.kind === kind && one.sourceId === sourceId)
    },
    async findPublished(id, signal) {
      signal.throwIfAborted()
      return published().find((one) => one.id === id)
    },
    async listPublished(signal) {
      signal.throwIfAborted()
      return published().sort(
        (left, right) => naturalOrder(left.content.name, right.content.name) || (left.id < right.id ? -1 : 1),
      )
    },
    async count(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).length
    },
  }
}

export function createMemoryAdoptions(database: MemoryDatabase): Adoptions {
  const { visible, ...records } = createMemoryRecords<Adoption>(database, { name: 'adoptions' })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => (left.id < right.id ? -1 : 1))
    },
  }
}
