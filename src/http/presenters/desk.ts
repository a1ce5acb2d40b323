import type { DeadlineCalculation, DeskEntryView } from '../../contract/desk.ts'
import { MAILROOM_KEY } from '../../domain/access/actor.ts'
import { unitIdsOf } from '../../domain/access/policy.ts'
import { calculatedDeadline, type CalculatedDeadline } from '../../domain/desk/deadline-rule.ts'
import type { DeskEntry } from '../../domain/desk/desk-entry.ts'
import type { DatedEntry } from '../../usecases/shared/desk-entries.ts'
import type { Presented } from '../route.ts'

export function presentDeskEntry({ entry, urgency }: DatedEntry): Presented<DeskEntryView> {
  const { id, kind, purpose, dueOn, remindOn, state, createdAt, createdBy, version } = entry
  const { object, objectNumber, objectSubject, caseFileId, assignee, closed } = entry
  return {
    id,
    kind,
    object: { ...object, number: objectNumber, subject: objectSubject ?? null },
    caseFileId: caseFileId ?? null,
    purpose,
    dueOn,
    remindOn,
    urgency,
    orgUnitId: unitOf(entry),
    assignee: assignee ?? null,
    state,
    createdAt,
    createdBy,
    closed: closed === undefined ? null : { ...closed, reason: closed.reason ?? null },
    deadline: deadlineOf(entry),
    series: seriesOf(entry),
    version,
  }
}

function unitOf({ keeper }: DeskEntry): string | null {
  return keeper === MAILROOM_KEY ? null : (unitIdsOf([keeper])[0] ?? null)
}

function deadlineOf(entry: DeskEntry): Presented<DeskEntryView['deadline']> {
  if (entry.kind !== 'deadline') return null
  const { rule, legalBasis, warnDays, override } = entry
  return {
    calculation: presentCalculation(calculatedDeadline(rule)),
    legalBasis: legalBasis ?? null,
    warnDays,
    override: override === undefined ? null : { reason: override.reason, at: override.at, by: override.by },
  }
}

function seriesOf(entry: DeskEntry): Presented<DeskEntryView['series']> {
  if (entry.kind !== 'resubmission' || entry.series === undefined) return null
  const { every, unit, current, times } = entry.series
  return { every, unit, current, times }
}

export function presentCalculation({ endsOn, steps }: CalculatedDeadline): Presented<DeadlineCalculation> {
  return { endsOn, steps: steps.map(({ rule, on, restDays = [] }) => ({ rule, on, restDays })) }
}
