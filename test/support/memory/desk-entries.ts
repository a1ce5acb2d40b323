import { decodeCursor, encodeCursor } from '../../../src/adapters/mongo/cursor.ts'
import type { DeskEntry, DeskPlace } from '../../../src/domain/desk/desk-entry.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { DeskEntries, DeskFilter } from '../../../src/ports/desk-entries.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, frozenCopy } from './records.ts'

const NAME = 'desk-entries'

export function createMemoryDeskEntries(database: MemoryDatabase): DeskEntries {
  const { visible, insert, ...records } = createMemoryRecords<DeskEntry>(database, { name: NAME })
  const tableOf = { 'incoming-item': 'incoming-items', 'case-file': 'case-files' } as const
  return {
    ...records,
    async insert(actor, entry, signal) {
      const { kind, id } = entry.object
      if (!database.read(tableOf[kind]).has(`${actor.tenantId}/${id}`))
        throw new MailroomError('not-found', 'There is no such object.')
      await insert(actor, entry, signal)
    },
    async list(actor, filter, { cursor, limit }, signal) {
      signal.throwIfAborted()
      const found = visible(actor)
        .filter((entry) => matches(entry, filter))
        .sort(byDay)
      const after = cursor === undefined ? '' : Object.values(decodeCursor(cursor)).join('/')
      const rest = found.filter((entry) => placeInOrder(entry) > after)
      const items = rest.slice(0, limit)
      const last = items.at(-1)
      if (rest.length <= limit || last === undefined) return { items }
      return { items, nextCursor: encodeCursor({ at: last.dueOn, id: last.id }) }
    },
    async ofObject(actor, { kind, id }, signal) {
      signal.throwIfAborted()
      const ofIt = visible(actor).filter(({ object }) => object.kind === kind && object.id === id)
      return ofIt.sort(byDay)
    },
    async inCaseFile(actor, caseFileId, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter((entry) => entry.caseFileId === caseFileId)
        .sort(byDay)
    },
    async follow(actor, { kind, id }, place, signal) {
      await database.write(signal, (table) => {
        const entries = table<DeskEntry>(NAME)
        for (const [key, entry] of entries) {
          const isOfIt =
            entry.tenantId === actor.tenantId && entry.object.kind === kind && entry.object.id === id
          if (isOfIt) entries.set(key, frozenCopy(placed(entry, place)))
        }
      })
    },
  }
}

function placed(entry: DeskEntry, place: DeskPlace): DeskEntry {
  const next = { ...entry }
  for (const field of ['objectSubject', 'caseFileId']) Reflect.deleteProperty(next, field)
  if (entry.state === 'open' && entry.keeper !== place.keeper) Reflect.deleteProperty(next, 'assignee')
  return { ...next, ...place, version: entry.version + 1 }
}

function matches(entry: DeskEntry, { kind = entry.kind, remindBy = '\uffff', ...of }: DeskFilter): boolean {
  const isWanted = entry.state === 'open' && entry.kind === kind && entry.remindOn <= remindBy
  return isWanted && isOneOf(entry.assignee?.userId, of.assigneeIds) && isOneOf(entry.keeper, of.keepers)
}

function isOneOf(value: string | undefined, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || (value !== undefined && wanted.includes(value))
}

const placeInOrder = ({ dueOn, id }: DeskEntry): string => `${dueOn}/${id}`

function byDay(left: DeskEntry, right: DeskEntry): number {
  return placeInOrder(left) < placeInOrder(right) ? -1 : 1
}
