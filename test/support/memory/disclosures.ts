import type { Disclosure } from '../../../src/domain/disclosure/disclosure.ts'
import type { Disclosures } from '../../../src/ports/disclosures.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryDisclosures(database: MemoryDatabase): Disclosures {
  const { visible, insert, find } = createMemoryRecords<Disclosure>(database, { name: 'disclosures' })
  const newness = ({ createdAt, id }: Disclosure): string => `${createdAt} ${id}`
  return {
    insert,
    find,
    async ofCaseFile(actor, caseFileId, limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((one) => one.caseFileId === caseFileId)
        .toSorted((left, right) => (newness(left) < newness(right) ? 1 : -1))
        .slice(0, limit)
    },
  }
}
