import type { Person } from '../access/actor.ts'
import type { Batch } from '../batches/batch.ts'
import type { ProtectionClass } from '../batches/protection-class.ts'
import type { StoredDocument, VersionWay } from '../intake/document.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'
import { countRoles } from '../stacks/split-plan.ts'
import type { StackItem } from '../stacks/stack-moves.ts'
import type { CheckResult, CheckState, ScanCheck } from './scan-check.ts'
import type { StampedTime, StampRefusal, TimeStamp } from './time-stamp.ts'

/** A file of the letter, oldest first, or the scan that it was cut out of. */
export interface NotedFile {
  readonly role: 'letter' | 'superseded' | 'scan'
  readonly documentId: string
  readonly sha256: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly pages: number
  /** Absent where none was ordered. */
  readonly timeStamp?: NotedTimeStamp
}

/** `refused`: the answers of the authority were none, and nobody asks again. */
export type NotedTimeStamp =
  | ({ readonly state: 'stamped' } & StampedTime)
  | { readonly state: 'waiting' | 'refused'; readonly refusal?: StampRefusal }

export interface NotedPaper {
  readonly box: number
  readonly place: string
  readonly state: 'stored' | 'taken-out' | 'destroyed'
  readonly destroyAfter?: string
}

export interface NotedVersion {
  readonly at: string
  readonly by: Person
  readonly way: VersionWay
  readonly reason: string
}

/** How sure somebody made of the scan. `not-drawn`: a sample was drawn, without this letter; `none`: from before that was kept. */
export interface NotedCheck {
  readonly mode: 'sample' | 'all-pages' | 'two-persons' | 'none'
  readonly state: CheckState | 'not-drawn' | 'none'
  readonly samplePercent?: number
  readonly sampleSeed?: string
  readonly results: readonly CheckResult[]
}

/** The transfer note (Transfervermerk, TR-RESISCAN) of one letter: who made its scan how, and what was found. */
export interface TransferNote {
  /** Of the letter. */
  readonly scanId: string
  readonly receiptNumber: string
  /** Number of the scan, such as `ST-2026-000012/3`. */
  readonly stackNumber: string
  readonly batchNumber: string
  readonly creator: {
    /** As it stands in the papers of the batch. */
    readonly operator: string
    readonly handedInBy: Person
    readonly dividedBy?: Person
  }
  /** When the paper was taken in as a scan. */
  readonly capturedAt: string
  readonly site?: string
  readonly scanner?: string
  readonly profile?: string
  readonly protectionClass: ProtectionClass
  /** By which the house scanned then. */
  readonly procedureDocVersion?: string
  readonly environment?: string
  /** Counted by hand for the whole batch. */
  readonly pagesCounted?: number
  /** Of the whole scan. */
  readonly pagesScanned: number
  readonly blankRemoved: number
  readonly separatorsRemoved: number
  readonly pagesRemoved: number
  /** Pages of the scan that are pages of the letter. */
  readonly pages: readonly number[]
  readonly anomalies: readonly string[]
  readonly qc: NotedCheck
  readonly versions: readonly NotedVersion[]
  readonly files: readonly NotedFile[]
  /** Nothing is sealed; a time stamp says when a file was there, and not whose it is. */
  readonly seal: null
  /** Where the paper lies, and from which day it may be destroyed (`YYYY-MM-DD`); absent where nobody has put it away. */
  readonly paper?: NotedPaper
}

export interface NoteFacts {
  readonly item: IncomingItem
  /** Of the letter, the present one first. */
  readonly documents: readonly StoredDocument[]
  readonly stack: StackItem
  readonly stackDocument: StoredDocument
  readonly batch: Batch
  readonly check: ScanCheck | undefined
  readonly paper: NotedPaper | undefined
  /** Of the documents, in any order. */
  readonly timeStamps: readonly TimeStamp[]
}

export function transferNote(facts: NoteFacts): TransferNote {
  const { item, documents, stack, stackDocument, batch, check, paper } = facts
  const { blank, separator, removed } = countRoles(stack.stack.plan?.pages ?? [])
  const versions = documents.flatMap(({ supersedes }) => (supersedes === undefined ? [] : [supersedes]))
  return {
    scanId: item.id,
    receiptNumber: item.receiptNumber,
    stackNumber: stack.receiptNumber,
    batchNumber: batch.number,
    creator: creatorOf(facts),
    capturedAt: stack.capturedAt,
    ...devicesOf(batch),
    protectionClass: check?.protectionClass ?? batch.protectionClass,
    ...procedureOf(stack),
    pagesScanned: stackDocument.pageCount,
    blankRemoved: blank,
    separatorsRemoved: separator,
    pagesRemoved: removed,
    pages: item.origin?.pages.map(({ page }) => page) ?? [],
    anomalies: anomaliesOf(batch),
    qc: notedCheck(stack, check),
    versions: versions.map(({ at, by, way, reason }) => ({ at, by, way, reason })).reverse(),
    files: [
      ...documents.map((document) => stampedFile(document, facts.timeStamps)).reverse(),
      { ...fileOf(stackDocument), role: 'scan' },
    ],
    seal: null,
    ...(paper === undefined ? {} : { paper }),
  }
}

function creatorOf({ batch, stack }: NoteFacts): TransferNote['creator'] {
  const { confirmed } = stack.stack
  const divided = confirmed === undefined ? {} : { dividedBy: confirmed.by }
  return { operator: batch.operator, handedInBy: stack.createdBy, ...divided }
}

function devicesOf({
  site,
  scanner,
  profile,
  announcedPages,
}: Batch): Pick<TransferNote, 'site' | 'scanner' | 'profile' | 'pagesCounted'> {
  return {
    ...(site === undefined ? {} : { site }),
    ...(scanner === undefined ? {} : { scanner }),
    ...(profile === undefined ? {} : { profile }),
    ...(announcedPages === undefined ? {} : { pagesCounted: announcedPages }),
  }
}

function procedureOf({
  stack: { draw },
}: StackItem): Pick<TransferNote, 'procedureDocVersion' | 'environment'> {
  const { procedureVersion, environment } = draw ?? {}
  return {
    ...(procedureVersion === undefined ? {} : { procedureDocVersion: procedureVersion }),
    ...(environment === undefined ? {} : { environment }),
  }
}

function fileOf({ id, original, pageCount, superseded }: StoredDocument): NotedFile {
  const { sha256, mediaType, sizeBytes } = original
  const role = superseded === undefined ? 'letter' : 'superseded'
  return { role, documentId: id, sha256, mediaType, sizeBytes, pages: pageCount }
}

function stampedFile(document: StoredDocument, stamps: readonly TimeStamp[]): NotedFile {
  const file = fileOf(document)
  const order = stamps.find(({ id, sha256 }) => id === document.id && sha256 === file.sha256)
  return order === undefined ? file : { ...file, timeStamp: notedTimeStamp(order) }
}

function notedTimeStamp({ state, stamped, refusal }: TimeStamp): NotedTimeStamp {
  if (stamped !== undefined) return { state: 'stamped', ...stamped }
  const said = refusal === undefined ? {} : { refusal }
  return { state: state === 'given-up' ? 'refused' : 'waiting', ...said }
}

/** What did not add up when the batch was closed, and why it was closed all the same; before that nobody knows. */
function anomaliesOf({ closing, state }: Batch): string[] {
  if (closing === undefined)
    return ['Der Stapel ist noch nicht abgeschlossen; seine Seiten sind noch nicht abgeglichen.']
  if (state !== 'closed') return []
  const told = closing.ledger.differences.map(({ text }) => text)
  return [...told, ...(closing.reason === undefined ? [] : [`Geschlossen mit Grund: ${closing.reason}`])]
}

const MODES = { normal: 'sample', high: 'all-pages', 'very-high': 'two-persons' } as const

/** Where a sample had a fault, every letter of the batch is looked at. */
function modeOf({ protectionClass, cause }: ScanCheck): NotedCheck['mode'] {
  return cause === 'widened' && protectionClass === 'normal' ? 'all-pages' : MODES[protectionClass]
}

function notedCheck({ stack: { draw } }: StackItem, check: ScanCheck | undefined): NotedCheck {
  const sample = draw === undefined ? {} : { samplePercent: draw.percent, sampleSeed: draw.seed }
  if (check !== undefined)
    return { mode: modeOf(check), state: check.state, ...sample, results: check.results }
  if (draw === undefined) return { mode: 'none', state: 'none', results: [] }
  return { mode: MODES[draw.protectionClass], state: 'not-drawn', ...sample, results: [] }
}
