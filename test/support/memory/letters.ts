import type { LetterTemplate } from '../../../src/domain/letters/letter-template.ts'
import type { Letterhead } from '../../../src/domain/letters/letterhead.ts'
import type { Letterheads, LetterTemplates } from '../../../src/ports/letters.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

const TEMPLATES = 'letter-templates'

export function createMemoryLetterTemplates(database: MemoryDatabase): LetterTemplates {
  const { visible, ...records } = createMemoryRecords<LetterTemplate>(database, {
    name: TEMPLATES,
    unique: ({ tenantId, name }) => `${tenantId}/${name}`,
  })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => (left.name < right.name ? -1 : 1))
    },
    remove: (actor, id, signal) =>
      database.write(signal, (table) => table(TEMPLATES).delete(`${actor.tenantId}/${id}`)),
  }
}

export function createMemoryLetterheads(database: MemoryDatabase): Letterheads {
  const { insert, find, save } = createMemoryRecords<Letterhead>(database, { name: 'letterheads' })
  return { insert, find, save }
}
