import type {
  BatchSummary,
  BatchView,
  PageLedger as LedgerView,
  ReceivedScans,
  ScannerView,
  ScanPhase,
  ScanView,
} from '../../contract/batches.ts'
import type { EditedSplitPlan, SplitPlanView } from '../../contract/split-plan.ts'
import type { Batch } from '../../domain/batches/batch.ts'
import type { PageLedger } from '../../domain/batches/page-ledger.ts'
import type { Reconciled } from '../../domain/batches/scanner-protocol.ts'
import type { Scanner } from '../../domain/batches/scanner.ts'
import type { CoverSheet } from '../../domain/barcodes/cover-sheet.ts'
import { countRoles, isCertain, openStops, segmentsOf } from '../../domain/stacks/split-plan.ts'
import type { StackItem } from '../../domain/stacks/stack-moves.ts'
import type { ReceivedScan } from '../../usecases/shared/receive-scan.ts'
import type { BatchAccount } from '../../usecases/batches/show-batch.ts'
import type { BatchScan } from '../../usecases/shared/batch-scans.ts'
import type { EditedPlan } from '../../usecases/stacks/edit-split-plan.ts'
import type { Presented } from '../route.ts'
import { presentArrival } from './incoming-items.ts'

export function presentBatchSummary(batch: Batch): Presented<BatchSummary> {
  const { id, number, state, operator, protectionClass, channel, receivedAt, dividesAlone, byContent } = batch
  const { createdAt, createdBy, closing, version } = batch
  return {
    id,
    number,
    state,
    site: batch.site ?? null,
    scanner: batch.scanner ?? null,
    profile: batch.profile ?? null,
    operator,
    protectionClass,
    channel,
    receivedAt,
    arrival: presentArrival(batch),
    dividesAlone,
    byContent,
    announcedPieces: batch.announcedPieces ?? null,
    announcedPages: batch.announcedPages ?? null,
    createdAt,
    createdBy,
    scanCount: batch.scans,
    closing:
      closing === undefined ? null : { at: closing.at, by: closing.by, reason: closing.reason ?? null },
    version,
  }
}

export function presentBatch({ batch, scans, ledger, reconciliation }: BatchAccount): Presented<BatchView> {
  return {
    ...presentBatchSummary(batch),
    widened: batch.widened ?? null,
    scans: scans.map(presentScan),
    ledger: presentLedger(batch.closing?.ledger ?? ledger),
    reconciliation: batch.protocol === undefined ? null : reconciliation.map(presentReconciled),
  }
}

function presentLedger({ announcedPieces, announcedPages, ...sums }: PageLedger): Presented<LedgerView> {
  return { announcedPieces: announcedPieces ?? null, announcedPages: announcedPages ?? null, ...sums }
}

function presentReconciled({ filename, state, announcedPages, pages }: Reconciled) {
  return { filename, state, announcedPages: announcedPages ?? null, pages: pages ?? null }
}

export function presentScan({ item, document }: BatchScan): Presented<ScanView> {
  const { plan, parts } = item.stack
  const { mediaType, sizeBytes, sha256 } = document.original
  return {
    itemId: item.id,
    documentId: document.id,
    number: item.receiptNumber,
    filename: document.filename,
    mediaType,
    sizeBytes,
    sha256,
    capturedAt: item.capturedAt,
    createdBy: item.createdBy,
    state: item.state,
    phase: phaseOf(item),
    processing: item.processing,
    pageCount: document.pageCount,
    counts: plan === undefined ? null : countRoles(plan.pages),
    letters: plan === undefined ? null : segmentsOf(plan).length,
    openStops: plan === undefined ? 0 : openStops(plan).length,
    parts: parts.map(({ itemId, receiptNumber, pages }) => ({ itemId, receiptNumber, pages })),
    reason: item.closure?.reason ?? null,
    version: item.version,
  }
}

function phaseOf({ state, stack }: StackItem): ScanPhase {
  if (state === 'split' || state === 'voided') return state
  if (stack.confirmed !== undefined) return 'dividing'
  return stack.plan === undefined ? 'reading' : 'open'
}

export function presentReceivedScans(scans: readonly ReceivedScan[]): Presented<ReceivedScans> {
  return { scans: scans.map((scan) => ({ ...presentScan(scan), known: scan.known })) }
}

export function presentSplitPlan(scan: BatchScan): Presented<SplitPlanView> {
  const { plan, confirmed } = scan.item.stack
  const { pages = [], boundaries = [], stops = [], covers = [] } = plan ?? {}
  return {
    ...presentScan(scan),
    batchId: scan.item.batchId ?? '',
    pages: pages.map(({ page, role, turn, certainty, sha256 }) => ({
      page,
      role,
      turn,
      certainty,
      sha256: sha256 ?? null,
    })),
    boundaries,
    stops: stops.map(({ page, kind, text, settled = false }) => ({ page, kind, text, settled })),
    covers: covers.map(({ before, sheet, cover }) => ({ before, sheet, cover: presentCover(cover) })),
    segments: (plan === undefined ? [] : segmentsOf(plan)).map((segment) => ({
      pages: segment.pages,
      cover: segment.cover === undefined ? null : presentCover(segment.cover),
    })),
    certain: plan !== undefined && isCertain(plan),
    confirmed: confirmed ?? null,
  }
}

function presentCover({ unit, fileNumber, documentType, level }: CoverSheet) {
  return {
    unit: unit ?? null,
    fileNumber: fileNumber ?? null,
    documentType: documentType ?? null,
    level: level ?? null,
  }
}

export function presentEditedPlan({ undo, ...scan }: EditedPlan): Presented<EditedSplitPlan> {
  return { ...presentSplitPlan(scan), undo }
}

export function presentScanner(scanner: Scanner): Presented<ScannerView> {
  const { id, name, folder, protectionClass, channel, dividesAlone, byContent, disabled, version } = scanner
  const { site, profile, lastScan = null } = scanner
  return {
    id,
    name,
    folder,
    site: site ?? null,
    profile: profile ?? null,
    protectionClass,
    channel,
    dividesAlone,
    byContent,
    disabled,
    lastScan,
    version,
  }
}
