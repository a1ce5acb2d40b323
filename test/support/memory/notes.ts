import { MailroomError } from '../../../src/domain/errors.ts'
import { MOST_NOTES, type Note } from '../../../src/domain/notes/note.ts'
import type { Notes } from '../../../src/ports/notes.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryNotes(database: MemoryDatabase): Notes {
  const { visible, insert, ...records } = createMemoryRecords<Note>(database, { name: 'notes' })
  const tableOf = { 'incoming-item': 'incoming-items', 'case-file': 'case-files' } as const
  const ordered = (notes: readonly Note[], keyOf: (note: Note) => string): Note[] =>
    notes.toSorted((left, right) => (keyOf(left) < keyOf(right) ? -1 : 1))
  return {
    ...records,
    async insert(actor, note, signal) {
      const { kind, id } = note.object
      if (!database.read(tableOf[kind]).has(`${actor.tenantId}/${id}`))
        throw new MailroomError('not-found', 'There is no such object.')
      await insert(actor, note, signal)
    },
    async ofObject(actor, { kind, id }, signal) {
      signal.throwIfAborted()
      const ofIt = visible(actor).filter(({ object }) => object.kind === kind && object.id === id)
      return ordered(ofIt, (note) => `${note.createdAt} ${note.id}`).slice(0, MOST_NOTES)
    },
    async mentioning(actor, userId, limit, signal) {
      signal.throwIfAborted()
      const calling = visible(actor).filter(({ mentions }) => mentions.some((one) => one.userId === userId))
      return ordered(calling, (note) => `${note.writtenAt} ${note.id}`)
        .toReversed()
        .slice(0, limit)
    },
    async all(actor, afterId = '', limit, signal) {
      signal.throwIfAborted()
      return ordered(
        visible(actor).filter(({ id }) => id > afterId),
        ({ id }) => id,
      ).slice(0, limit)
    },
  }
}
