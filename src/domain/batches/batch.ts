import type { GrantKey, Person } from '../access/actor.ts'
import { MailroomError } from '../errors.ts'
import type { GivenArrival } from '../intake/arrival.ts'
import type { ArrivalNotes } from '../intake/arrival-notes.ts'
import type { Channel } from '../intake/incoming-item.ts'
import type { PageLedger } from './page-ledger.ts'
import type { ProtectionClass } from './protection-class.ts'
import type { ProtocolLine } from './scanner-protocol.ts'

/** How the letters of a batch came to the house. */
export const BATCH_CHANNELS = ['letter', 'night_box', 'counter', 'fax'] as const satisfies readonly Channel[]
export type BatchChannel = (typeof BATCH_CHANNELS)[number]

/**
 * - `open`      scans come in and are divided
 * - `balanced`  closed, and every page is accounted for
 * - `closed`    closed although something does not add up, with a reason
 */
export const BATCH_STATES = ['open', 'balanced', 'closed'] as const
export type BatchState = (typeof BATCH_STATES)[number]

export interface ScannerProtocol {
  readonly at: string
  readonly by: Person
  readonly lines: readonly ProtocolLine[]
}

export interface BatchClosing {
  readonly at: string
  readonly by: Person
  /** Why it was closed although something did not add up. */
  readonly reason?: string
  /** What the account said then. */
  readonly ledger: PageLedger
}

export interface SampleWidening {
  readonly at: string
  /** Who has found the fault. */
  readonly by: Person
  /** Of the letter that had it. */
  readonly receiptNumber: string
}

/** How letters are scanned and divided: chosen for a batch, or once for all that come from a scanner. */
export interface ScanSettings {
  readonly site?: string
  readonly profile?: string
  readonly protectionClass: ProtectionClass
  readonly channel: BatchChannel
  /** A stack in which everything is certain is divided without a person. */
  readonly dividesAlone: boolean
  /** Letters are told apart by what is on them; else by sheets between them only. */
  readonly byContent: boolean
}

/** What is chosen for a batch when it is opened. */
export interface BatchSettings extends ScanSettings {
  readonly scanner?: string
  /** Who scans, as it is to stand in the papers. */
  readonly operator: string
  /** Counted by hand before scanning. */
  readonly announcedPieces?: number
  readonly announcedPages?: number
}

/** Letters that were scanned together (Stapel), and the account of their pages. Instants are ISO 8601 in UTC. */
export interface Batch extends BatchSettings {
  readonly id: string
  readonly tenantId: string
  /** Such as `ST-2026-000012`. */
  readonly number: string
  readonly state: BatchState
  /** Arrival of every letter in it. */
  readonly receivedAt: string
  readonly arrival?: ArrivalNotes
  readonly createdAt: string
  readonly createdBy: Person
  /** Scans taken in so far; gives each its number. */
  readonly scans: number
  readonly protocol?: ScannerProtocol
  readonly closing?: BatchClosing
  /** A letter of the sample had a fault: since then every letter is looked at. */
  readonly widened?: SampleWidening
  /** Where its paper lies. */
  readonly paper?: { readonly boxId: string; readonly number: number }
  /** Of a batch that a watched folder fills: names the folder and the day, so that there is one. */
  readonly folderKey?: string
  readonly readKeys: readonly GrantKey[]
  /** Counts changes; the ETag of the batch. */
  readonly version: number
}

const NUMBER_PREFIX = 'ST'
const SERIAL_DIGITS = 6

export function batchNumberFrom(year: number, serial: number): string {
  return `${NUMBER_PREFIX}-${year}-${String(serial).padStart(SERIAL_DIGITS, '0')}`
}

/** Such as `ST-2026-000012/3`. */
export function scanNumberFrom(batch: Pick<Batch, 'number'>, serial: number): string {
  return `${batch.number}/${serial}`
}

/**
 * Where more depends on the scans than usual, a person looks at every one.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function requireLookedAt({ dividesAlone, protectionClass }: ScanSettings): void {
  if (!dividesAlone || protectionClass === 'normal') return
  const message = 'Bei höherem Schutzbedarf prüft immer ein Mensch.'
  throw new MailroomError('validation-failed', 'A person must look at these scans.', {
    faults: [{ path: 'dividesAlone', message }],
  })
}

/** Letters of a batch arrived as the batch did. */
export function arrivalFrom({ channel, receivedAt, arrival = {} }: Batch): GivenArrival {
  const { nightBox, earlyCollection } = arrival
  return {
    channel,
    receivedAt,
    ...(nightBox === undefined ? {} : { nightBox }),
    ...(earlyCollection === undefined ? {} : { earlyCollection }),
  }
}

/** @throws {MailroomError} `state-conflict` */
export function requireOpen(batch: Batch): void {
  if (batch.state === 'open') return
  throw new MailroomError('state-conflict', 'The batch is closed.', { facts: { batchId: batch.id } })
}

/** The batch with one more scan. */
export function withScan(batch: Batch): Batch {
  requireOpen(batch)
  return { ...batch, scans: batch.scans + 1 }
}

export function withProtocol(batch: Batch, protocol: ScannerProtocol): Batch {
  requireOpen(batch)
  return { ...batch, protocol }
}

/**
 * Closes the account: balanced when everything adds up, else only with a reason.
 *
 * @throws {MailroomError} `state-conflict`
 */
export function closedBatch(batch: Batch, closing: BatchClosing): Batch {
  requireOpen(batch)
  if (closing.ledger.differences.length === 0) {
    const { reason: _reason, ...balanced } = closing
    return { ...batch, state: 'balanced', closing: balanced }
  }
  if (closing.reason === undefined)
    throw new MailroomError('state-conflict', 'The pages of the batch do not add up: give a reason.')
  return { ...batch, state: 'closed', closing }
}
