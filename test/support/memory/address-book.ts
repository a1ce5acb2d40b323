import { senderKey, type KnownSender } from '../../../src/domain/extraction/known-sender.ts'
import { withMarks } from '../../../src/domain/extraction/sender-marks.ts'
import type { AddressBook } from '../../../src/ports/address-book.ts'
import type { MemoryDatabase } from './database.ts'
import { frozenCopy } from './records.ts'

type Entry = readonly [id: string, sender: KnownSender]

export function createMemoryAddressBook(database: MemoryDatabase): AddressBook {
  return {
    learn({ tenantId }, { marks = [], ...sender }, signal) {
      return database.write(signal, (table) => {
        const id = `${tenantId}/${senderKey(sender.name)}`
        const before = table<KnownSender>('known-senders').get(id)
        const confirmations = (before?.confirmations ?? 0) + 1
        const kept = withMarks(before?.marks ?? [], marks)
        const known = { ...before, ...sender, ...(kept.length === 0 ? {} : { marks: kept }), confirmations }
        table<KnownSender>('known-senders').set(id, frozenCopy(known))
      })
    },
    forget({ tenantId }, { name, marks = [] }, signal) {
      return database.write(signal, (table) => {
        const id = `${tenantId}/${senderKey(name)}`
        const before = table<KnownSender>('known-senders').get(id)
        if (before === undefined) return
        const confirmations = before.confirmations - 1
        if (confirmations < 1) table<KnownSender>('known-senders').delete(id)
        else {
          const left = before.marks?.filter((mark) => !marks.includes(mark))
          const known = { ...before, ...(left === undefined ? {} : { marks: left }), confirmations }
          table<KnownSender>('known-senders').set(id, frozenCopy(known))
        }
      })
    },
    async senders({ tenantId }, limit, signal) {
      signal.throwIfAborted()
      const entries: Entry[] = [...database.read<KnownSender>('known-senders')]
      return entries
        .filter(([id]) => id.startsWith(`${tenantId}/`))
        .sort(([left, a], [right, b]) => b.confirmations - a.confirmations || (left < right ? -1 : 1))
        .slice(0, limit)
        .map(([, sender]) => sender)
    },
  }
}
