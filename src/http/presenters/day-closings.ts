import type { ClosingPreview as PreviewView, DayClosing as ClosingView } from '../../contract/day-closings.ts'
import type { ClosingCounts, DayClosing } from '../../domain/register/day-closing.ts'
import type { ClosingPreview } from '../../usecases/register/preview-closing.ts'
import type { Presented } from '../route.ts'
import { presentRegisterEntry } from './mail-register.ts'

export function presentClosing(closing: DayClosing): Presented<ClosingView> {
  const { id, serial, day, closedAt, closedBy, spans, counts, hash, reason, reopened } = closing
  return {
    id,
    serial,
    day,
    closedAt,
    closedBy,
    spans,
    counts: presentCounts(counts),
    hash,
    reason: reason ?? null,
    reopened: reopened ?? null,
  }
}

/** Closings from before there were batches had none. */
function presentCounts(counts: ClosingCounts): Presented<ClosingView['counts']> {
  return { openBatches: 0, unbalancedBatches: 0, ...counts }
}

export function presentPreview({ spans, counts, waiting, batches }: ClosingPreview): Presented<PreviewView> {
  return {
    spans,
    counts: presentCounts(counts),
    waiting: waiting.map(presentRegisterEntry),
    batches: batches.map(({ id, number, state, createdAt, closing }) => ({
      id,
      number,
      state,
      createdAt,
      reason: closing?.reason ?? null,
    })),
  }
}
