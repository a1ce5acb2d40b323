import { MailroomError } from '../errors.ts'
import type { VerifiedSender } from '../access/assurance.ts'
import type { GrantKey, Person } from '../access/actor.ts'
import type { Level } from '../access/confidentiality.ts'
import type { StackOrigin, StackScan } from '../stacks/stack-scan.ts'
import type { RelatedItem } from '../duplicates/relation.ts'
import type { OutgoingLetter } from '../letters/outgoing-letter.ts'
import type { ArrivalNotes } from './arrival-notes.ts'

/** How something came in. */
export const CHANNELS = [
  'letter',
  'counter',
  'night_box',
  'fax',
  'scan_folder',
  'upload_link',
  'upload_login',
  'email',
  'fitconnect',
  'vps',
  'bebpo',
  'zre',
  'internal',
] as const
export type Channel = (typeof CHANNELS)[number]

export const ITEM_STATES = [
  'registered',
  'capturing',
  'qc',
  'indexing',
  'routed',
  'accepted',
  'filed',
  'done',
  'closedForwarded',
  'misdirectedOut',
  'returned',
  'quarantined',
  'rejected',
  'voided',
  'split',
  'dispatched',
] as const
export type ItemState = (typeof ITEM_STATES)[number]

/** Somebody still has to do something with it. */
export const OPEN_STATES: readonly ItemState[] = [
  'registered',
  'capturing',
  'qc',
  'indexing',
  'routed',
  'accepted',
  'returned',
  'quarantined',
]

/** Legal moves; everything else is refused. `returned` means back in the mailroom, waiting for a new target. */
const MOVES: Readonly<Record<ItemState, readonly ItemState[]>> = {
  registered: ['capturing', 'closedForwarded', 'quarantined', 'voided'],
  capturing: ['qc', 'indexing', 'routed', 'misdirectedOut', 'closedForwarded', 'quarantined', 'voided'],
  qc: ['indexing', 'capturing', 'quarantined', 'voided', 'split'],
  indexing: [
    'routed',
    'filed',
    'done',
    'misdirectedOut',
    'closedForwarded',
    'quarantined',
    'rejected',
    'voided',
  ],
  routed: ['routed', 'accepted', 'filed', 'done', 'returned', 'quarantined', 'voided'],
  accepted: ['routed', 'accepted', 'filed', 'done', 'returned', 'quarantined', 'voided'],
  filed: ['filed', 'done'],
  done: [],
  closedForwarded: [],
  misdirectedOut: [],
  returned: [
    'routed',
    'filed',
    'done',
    'misdirectedOut',
    'closedForwarded',
    'quarantined',
    'rejected',
    'voided',
  ],
  quarantined: ['capturing', 'rejected', 'voided'],
  rejected: [],
  voided: [],
  split: [],
  dispatched: [],
}

/** Where an item is to go. A case file includes its unit. */
export interface Target {
  readonly orgUnitId: string
  readonly caseFileId?: string
  readonly assigneeId?: string
}

/** Who holds the item right now; one at a time. */
export interface Claim {
  readonly userId: string
  readonly displayName: string
  /** ISO 8601 instant. */
  readonly at: string
}

/** Who gave the item to whom. Counts as long as it is still with that person. */
export interface HandOver {
  readonly toUserId: string
  readonly by: Person
  /** ISO 8601 instant. */
  readonly at: string
  readonly note?: string
}

/** Why an item was taken out of circulation. */
export interface Closure {
  readonly reason: string
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
  /** What whoever handed it in is told. */
  readonly notice?: string
}

/** A closing mark (Verfügung): into the file (z.d.A.), beside its procedure (z.V.), or set aside (Weglegen). */
export interface ClosingMark {
  readonly kind: 'to-file' | 'to-procedure' | 'set-aside'
  /** ISO 8601 instant. */
  readonly at: string
  readonly by: Person
  /** Of what was set aside: from this day on it may be destroyed, `YYYY-MM-DD`. */
  readonly destroyOn?: string
}

/** What stays of an item whose documents are destroyed: enough that the register has no gap and says why nothing is there. */
export interface ItemDisposal {
  readonly at: string
  /** The run, as people cite it. */
  readonly serial: number
  /** Ids of what was destroyed: a check must not take them for lost. */
  readonly documentIds: readonly string[]
  /** The type of one of them asked for its paper, which may lie in a box still. */
  readonly keepsPaper?: true
}

/** Of a posting (Sendung) that came in several envelopes or scans: “Teil 1 von 3”. Parts of one posting share a key. */
export interface PostingPart {
  readonly key: string
  /** From 1. */
  readonly number: number
  readonly of: number
  /** Somebody lets it go on without the parts that are missing. */
  readonly released?: { readonly at: string; readonly by: Person; readonly reason: string }
}

export type ProcessingState = 'queued' | 'running' | 'done' | 'needs-attention'

/** How far the machine is with an item; the sum over its documents. */
export interface Processing {
  readonly state: ProcessingState
  readonly stage: string
  /** Code of the failure that a person must look at. */
  readonly reason?: string
  readonly pagesDone: number
  readonly pagesTotal: number
}

/** One received thing with its documents: a letter, a mail, an upload (Posteingang). Instants are ISO 8601 in UTC. */
export interface IncomingItem {
  readonly id: string
  readonly tenantId: string
  readonly receiptNumber: string
  readonly channel: Channel
  /** Arrival: what a deadline counts from. */
  readonly receivedAt: string
  readonly arrival?: ArrivalNotes
  /** When Poststelle took it in. */
  readonly capturedAt: string
  readonly state: ItemState
  readonly subject?: string
  readonly sender?: string
  readonly note?: string
  /** Whom an identity provider vouched for when the item was handed in; `sender` may be changed by people, this not. */
  readonly verifiedSender?: VerifiedSender
  /** Answers a request for documents; unit and case file are those for which it was asked, when it came in. */
  readonly followUp?: { readonly id: string; readonly orgUnitId?: string; readonly caseFileId?: string }
  readonly batchId?: string
  /**
   * Set for a scan of several letters. It is no mail: it has a number of its batch in place of a receipt number, waits to be
   * divided (`qc`), and ends when its letters are items of their own (`split`).
   */
  readonly stack?: StackScan
  /**
   * Set for a letter that the city wrote itself. It is no mail either: it has a number of its own kind, lies in its case file
   * from the start, and nobody routes it (`dispatched`).
   */
  readonly outgoing?: OutgoingLetter
  /** Of a letter that was cut out of such a scan. */
  readonly origin?: StackOrigin
  /** First one leads: its index data stand for the item in lists. */
  readonly documentIds: readonly string[]
  readonly target?: Target
  readonly claim?: Claim
  readonly handOver?: HandOver
  readonly processing: Processing
  /** Set when a person has confirmed the index data of the leading document. */
  readonly confirmedAt?: string
  readonly caseFileId?: string
  readonly closure?: Closure
  /** Ended the work on it. */
  readonly mark?: ClosingMark
  /** Set when its documents were destroyed with their case file. */
  readonly disposal?: ItemDisposal
  /** Other items that look like this one, and what people said of that. */
  readonly duplicates?: readonly RelatedItem[]
  /** Came with others that it waits for. */
  readonly part?: PostingPart
  readonly createdBy: Person
  /** How few may know of it by itself, whatever file it lies in; `normal` when absent. */
  readonly level?: Level
  /** Keys of the single grants on it. */
  readonly exceptions?: readonly GrantKey[]
  readonly readKeys: readonly GrantKey[]
  /** Counts changes; the ETag of the item. */
  readonly version: number
}

export function mayMove(from: ItemState, to: ItemState): boolean {
  return MOVES[from].includes(to)
}

/** @throws {MailroomError} `state-conflict` for an illegal move */
export function requireMove(from: ItemState, to: ItemState): void {
  if (!mayMove(from, to)) {
    throw new MailroomError('state-conflict', `An item in state "${from}" cannot become "${to}".`, {
      facts: { from, to },
    })
  }
}
