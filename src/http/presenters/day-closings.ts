import type { ClosingPreview as PreviewView, DayClosing as ClosingView } from '../../contract/day-closings.ts'
import type { DayClosing } from '../../domain/register/day-closing.ts'
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
    counts,
    hash,
    reason: reason ?? null,
    reopened: reopened ?? null,
  }
}

export function presentPreview({ spans, counts, waiting }: ClosingPreview): Presented<PreviewView> {
  return { spans, counts, waiting: waiting.map(presentRegisterEntry) }
}
