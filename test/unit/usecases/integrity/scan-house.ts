import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import type { IntegrityScan } from '../../../../src/domain/integrity/scan.ts'
import type { IntegrityStore } from '../../../../src/ports/integrity-store.ts'
import type { Pace } from '../../../../src/ports/pace.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createRequestScan } from '../../../../src/usecases/integrity/request-scan.ts'
import { createRunScan } from '../../../../src/usecases/integrity/run-scan.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { openMailroom, person, SIGNAL, upload, type Mailroom } from '../support/mailroom.ts'

export const LETTERS = 12
/** So short that a test need not wait for it. */
const HEARTBEAT_MS = 5

type Alarm = readonly [event: string, facts: Readonly<Record<string, unknown>>]

/** A mailroom with letters that a scan goes through, and with what it raises the alarm of. */
export async function openHouse() {
  const mailroom = await openMailroom()
  const alarms: Alarm[] = []
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (event: string, facts: Readonly<Record<string, unknown>>) => void alarms.push([event, facts]),
  }
  const letters: ItemWithDocuments[] = []
  for (let index = 0; index < LETTERS; index += 1) {
    const files = [upload(`letter number ${index}`), upload(`its enclosure ${index}`)]
    letters.push(await createReceiveItem(mailroom)(person('mia'), { files, channel: 'letter' }, SIGNAL))
  }
  const itemId = letters[0]?.item.id ?? ''
  await createRouteItem(mailroom)(person('mia'), { itemId, target: { orgUnitId: 'social' } }, SIGNAL)
  await createVoidItem(mailroom)(
    person('mia'),
    { itemId: letters[1]?.item.id ?? '', reason: 'doppelt' },
    SIGNAL,
  )

  let extensions = 0
  const integrityStore: IntegrityStore = {
    ...mailroom.integrityStore,
    async extendScan(scan, leaseMs, signal) {
      await mailroom.integrityStore.extendScan(scan, leaseMs, signal)
      extensions += 1
    },
  }

  async function scan(
    pace: Pace = { wait: () => Promise.resolve() },
    signal = SIGNAL,
  ): Promise<IntegrityScan> {
    const { id } = await createRequestScan(mailroom)(person('otto'), SIGNAL)
    const claimed = await mailroom.integrityStore.claimScan(60_000, SIGNAL)
    if (claimed?.id !== id) throw new Error('The scan was not given out.')
    await createRunScan({ ...mailroom, integrityStore, log, pace }, HEARTBEAT_MS)(claimed, signal)
    const done = await mailroom.integrityStore.findScan(mailroom.machine, id, SIGNAL)
    if (done === undefined) throw new Error('The scan is gone.')
    return done
  }

  const document = (letter: number, position = 0): StoredDocument => {
    const found = letters[letter]?.documents[position]
    if (found === undefined) throw new Error('There is no such letter.')
    return found
  }
  return { ...mailroom, alarms, letters, scan, document, extensions: () => extensions }
}

export type House = Awaited<ReturnType<typeof openHouse>>

export function bytesOf({ blobStore }: Mailroom, { original }: StoredDocument): Uint8Array {
  return blobStore.objects.get(original.key)?.bytes ?? new Uint8Array()
}

export function put({ blobStore }: Mailroom, { original }: StoredDocument, bytes: Uint8Array): void {
  blobStore.objects.set(original.key, { bytes, storedAt: new Date() })
}

export function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes)
  copy[3] = (copy[3] ?? 0) ^ 1
  return copy
}

/** As somebody does it who has the database's password: without an event. */
export async function editDocument(
  house: House,
  change: (document: StoredDocument) => Partial<StoredDocument>,
) {
  const { id } = house.document(4)
  const before = await house.documents.find(house.machine, id, SIGNAL)
  if (before === undefined) throw new Error('The document is gone.')
  await house.documents.save(house.machine, { ...before, ...change(before) }, SIGNAL)
}

export async function editItem(house: House, letter: number, change: Partial<IncomingItem>): Promise<void> {
  const before = await house.incomingItems.find(house.machine, house.letters[letter]?.item.id ?? '', SIGNAL)
  if (before === undefined) throw new Error('The item is gone.')
  await house.incomingItems.save(house.machine, { ...before, ...change }, SIGNAL)
}
