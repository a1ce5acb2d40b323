import { systemActor, type Actor } from '../../domain/access/actor.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import { hasLeftTheHouse, isWithdrawn } from '../../domain/intake/item-moves.ts'
import {
  destroyableFrom,
  isOut,
  PAPER_BLOCKERS,
  type PaperBlocker,
  type PaperBox,
} from '../../domain/paper/paper-box.ts'
import { isPending, type ScanCheck } from '../../domain/quality/scan-check.ts'
import type { SampleDraw } from '../../domain/quality/sample.ts'
import { higherClass, type ScanningRules } from '../../domain/quality/scanning-rules.ts'
import type { DocumentType } from '../../domain/classification/document-type.ts'
import type { Batches } from '../../ports/batches.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentTypes, Tenants } from '../../ports/organisation.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { ScanningRulesStore } from '../../ports/scanning-rules.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import type { ItemPorts } from './load-item.ts'
import { required } from './required.ts'
import { demandedClass } from './scan-checks.ts'
import { withDocuments } from './with-documents.ts'

export interface PaperPorts extends ItemPorts {
  readonly batches: Batches
  readonly scanChecks: ScanChecks
  readonly scanningRules: ScanningRulesStore
  readonly documentTypes: DocumentTypes
  readonly caseFiles: CaseFiles
  readonly tenants: Tenants
  readonly clock: Clock
}

/** A letter whose paper stays, with what keeps it. */
export interface KeptLetter {
  readonly itemId: string
  readonly receiptNumber: string
  readonly blockers: readonly PaperBlocker[]
}

/** A box with what becomes of its paper, as it is now; of a destroyed one what was destroyed. */
export interface PaperState {
  readonly box: PaperBox
  /** First day on which it may be destroyed, `YYYY-MM-DD`; undefined while a batch in it is open, and for an empty box. */
  readonly destroyAfter?: string
  readonly blockers: readonly PaperBlocker[]
  readonly kept: readonly KeptLetter[]
  readonly letters: number
  readonly pages: number
}

const ITEMS_A_STEP = 200

/** Looks at every letter that lies in the box; inside the running transaction if there is one. */
export async function paperStateOf(
  ports: PaperPorts,
  actor: Actor,
  box: PaperBox,
  signal: AbortSignal,
): Promise<PaperState> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  if (box.destruction !== undefined) {
    // What becomes of the letters afterwards changes nothing of what was destroyed.
    const { letters, pages } = box.destruction
    const day = await paperDayOf(ports, machine, box, signal)
    return {
      box,
      ...(day === undefined ? {} : { destroyAfter: day }),
      blockers: [],
      kept: [],
      letters,
      pages,
    }
  }
  const { timeZone } = required(await ports.tenants.find(actor.tenantId, signal))
  const rules = await ports.scanningRules.current(machine, signal)
  const types = await ports.documentTypes.list(machine, signal)
  const contents: BatchContents[] = []
  for (const { batchId } of box.batches)
    contents.push(await contentsOf(ports, machine, batchId, { types, box }, signal))
  const destroyAfter = latestOf(contents.map((one) => dayOf(one, rules, timeZone)))
  const today = calendarDayAt(ports.clock.now(), timeZone)
  return {
    box,
    ...(destroyAfter === undefined ? {} : { destroyAfter }),
    blockers: blockersOfBox(box, contents, { destroyAfter, today }),
    kept: contents.flatMap(({ kept }) => kept),
    letters: contents.reduce((sum, { letters }) => sum + letters, 0),
    pages: contents.reduce((sum, { pages }) => sum + pages, 0),
  }
}

/** The day of the box alone, without a look at its letters. @returns as `PaperState.destroyAfter` */
export async function paperDayOf(
  ports: PaperPorts,
  machine: Actor,
  { batches }: PaperBox,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { timeZone } = required(await ports.tenants.find(machine.tenantId, signal))
  const rules = await ports.scanningRules.current(machine, signal)
  const days: (string | undefined)[] = []
  for (const { batchId } of batches)
    days.push(dayOf(await scanningOf(ports, machine, batchId, signal), rules, timeZone))
  return latestOf(days)
}

function latestOf(days: readonly (string | undefined)[]): string | undefined {
  return days.every((day) => day !== undefined) ? days.toSorted().at(-1) : undefined
}

/** In the order of `PAPER_BLOCKERS`. */
function blockersOfBox(
  { batches, holds }: PaperBox,
  contents: readonly BatchContents[],
  { destroyAfter, today }: { readonly destroyAfter: string | undefined; readonly today: string },
): PaperBlocker[] {
  const isFilled = batches.length > 0
  const facts: Partial<Record<PaperBlocker, boolean>> = {
    empty: !isFilled,
    'batch-open': isFilled && destroyAfter === undefined,
    'too-early': destroyAfter !== undefined && today < destroyAfter,
    hold: holds.length > 0,
    'not-drawn': contents.some(({ isDrawn }) => !isDrawn),
  }
  const ofLetters = new Set(contents.flatMap(({ kept }) => kept.flatMap(({ blockers }) => blockers)))
  return PAPER_BLOCKERS.filter((blocker) => facts[blocker] === true || ofLetters.has(blocker))
}

/** How a batch was scanned. */
interface BatchScanning {
  readonly batch: Batch
  readonly checks: readonly ScanCheck[]
  /** Of its scans but for the voided ones; undefined for those from before letters were drawn. */
  readonly draws: readonly (SampleDraw | undefined)[]
}

interface BatchContents extends BatchScanning {
  /** Of every scan in it is known which letters were to be looked at. */
  readonly isDrawn: boolean
  readonly kept: readonly KeptLetter[]
  /** That lie in the box. */
  readonly letters: number
  readonly pages: number
}

async function contentsOf(
  ports: PaperPorts,
  machine: Actor,
  batchId: string,
  { types, box }: { readonly types: readonly DocumentType[]; readonly box: PaperBox },
  signal: AbortSignal,
): Promise<BatchContents> {
  const { batch, checks, draws } = await scanningOf(ports, machine, batchId, signal)
  const letters = await lettersOf(ports, machine, batchId, signal)
  const inside = letters.filter(({ item }) => !isOut(box, item.id) && !hasLeftTheHouse(item))
  const kept: KeptLetter[] = []
  for (const letter of inside) {
    const check = checks.find(({ itemId }) => itemId === letter.item.id)
    const blockers = await blockersOf(ports, machine, { letter, check, types, batch }, signal)
    const { id, receiptNumber } = letter.item
    if (blockers.length > 0) kept.push({ itemId: id, receiptNumber, blockers })
  }
  return {
    batch,
    checks,
    draws,
    isDrawn: draws.every((draw) => draw !== undefined),
    kept,
    letters: inside.length,
    pages: inside.reduce((sum, { item }) => sum + (item.origin?.pages.length ?? 0), 0),
  }
}

async function scanningOf(
  { batches, scanChecks, incomingItems }: PaperPorts,
  machine: Actor,
  batchId: string,
  signal: AbortSignal,
): Promise<BatchScanning> {
  const batch = required(await batches.find(machine, batchId, signal))
  const checks = await scanChecks.ofBatch(machine, batchId, signal)
  const scans = await incomingItems.scansOf(machine, batchId, signal)
  const draws = scans.filter(({ state }) => state !== 'voided').map(({ stack }) => stack?.draw)
  return { batch, checks, draws }
}

async function lettersOf(
  ports: PaperPorts,
  machine: Actor,
  batchId: string,
  signal: AbortSignal,
): Promise<ItemWithDocuments[]> {
  const letters: ItemWithDocuments[] = []
  let cursor: string | undefined
  do {
    const page = { limit: ITEMS_A_STEP, ...(cursor === undefined ? {} : { cursor }) }
    const found = await ports.incomingItems.list(machine, { batchId }, page, signal)
    letters.push(...(await withDocuments(ports.documents, machine, found.items, signal)))
    cursor = found.nextCursor
  } while (cursor !== undefined)
  return letters
}

interface Facts {
  readonly letter: ItemWithDocuments
  readonly check: ScanCheck | undefined
  readonly types: readonly DocumentType[]
  readonly batch: Batch
}

async function blockersOf(
  { caseFiles }: PaperPorts,
  machine: Actor,
  { letter, check, types, batch }: Facts,
  signal: AbortSignal,
): Promise<PaperBlocker[]> {
  const demanded = demandedClass(letter.documents, types)
  const checked = check?.protectionClass ?? batch.protectionClass
  const facts: Partial<Record<PaperBlocker, boolean>> = {
    'legal-hold': await isOnHold(caseFiles, machine, letter.item, signal),
    'check-open': check !== undefined && isPending(check),
    'not-checked': higherClass(checked, demanded) !== checked,
    'letter-open': !isIndexed(letter.item),
    'keeps-paper': letter.item.disposal?.keepsPaper === true || keepPaper(letter.documents, types),
  }
  return PAPER_BLOCKERS.filter((blocker) => facts[blocker] === true)
}

/** As long as nobody has said of what type a letter is, nobody knows whether its paper may go. */
function isIndexed(item: IncomingItem): boolean {
  return item.confirmedAt !== undefined || isWithdrawn(item) || item.disposal !== undefined
}

/** Whether the type of one of the documents asks for its paper. */
export function keepPaper(
  documents: readonly Pick<StoredDocument, 'index'>[],
  types: readonly DocumentType[],
): boolean {
  const keeping = types.filter((type) => type.keepsPaper === true).map(({ id }) => id)
  return documents.some(({ index }) => keeping.includes(indexText(index, 'documentType') ?? ''))
}

/** By the case file that it lies in, or is on its way to. */
async function isOnHold(
  caseFiles: CaseFiles,
  machine: Actor,
  item: IncomingItem,
  signal: AbortSignal,
): Promise<boolean> {
  const caseFileId = item.caseFileId ?? item.target?.caseFileId
  if (caseFileId === undefined) return false
  return ((await caseFiles.find(machine, caseFileId, signal))?.holds?.length ?? 0) > 0
}

/** By the highest class in the batch, and by the rules that held when its scans were divided. */
function dayOf(
  { batch, checks, draws }: BatchScanning,
  rules: ScanningRules,
  timeZone: string,
): string | undefined {
  if (batch.closing === undefined) return undefined
  const highest = checks.reduce(
    (sum, { protectionClass }) => higherClass(sum, protectionClass),
    batch.protectionClass,
  )
  const closedOn = calendarDayAt(new Date(batch.closing.at), timeZone)
  const known = draws.length === 0 ? [undefined] : draws
  return known
    .map((draw) => destroyableFrom(closedOn, highest, draw?.paperWeeks ?? rules.paperWeeks))
    .toSorted()
    .at(-1)
}
