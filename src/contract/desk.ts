import { z } from 'zod'
import { CalendarDate, Id, Instant, Line, pageOf, PageQuery, Person } from './primitives.ts'

/** Days of deadlines lie within living memory and the next lives: a mistyped year is refused. */
const DeskDay = CalendarDate.refine((day) => day >= '1950-01-01' && day < '2200-01-01')

export const StartEvent = z.enum(['receipt', 'service', 'letter-date', 'posting', 'day-begin'])
export const LengthUnit = z.enum(['day', 'week', 'month', 'year'])

/**
 * How the end of a deadline is found. `posting`: the letter counts as served on the fourth day after it was posted;
 * `movesServiceDay`: a fourth day without work moves on, too. `day-begin`: the day itself counts.
 */
export const DeadlineRule = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('length'),
    event: StartEvent,
    eventOn: DeskDay,
    count: z.number().int().min(1).max(999),
    unit: LengthUnit,
    movesServiceDay: z.boolean().default(false),
    toWorkingDay: z.boolean().default(true),
  }),
  z.strictObject({ kind: z.literal('end'), endsOn: DeskDay, toWorkingDay: z.boolean().default(true) }),
])
export type DeadlineRule = z.infer<typeof DeadlineRule>

export const DeadlineStep = z.strictObject({
  rule: z.enum([
    'event',
    'deemed-service',
    'service-moved',
    'service-kept',
    'first-day',
    'last-day',
    'month-end',
    'fixed-end',
    'end-moved',
    'end-kept',
    'end-working-day',
  ]),
  on: CalendarDate,
  /** Days without work that were passed over, or that the end stays on. */
  restDays: z.array(
    z.strictObject({
      on: CalendarDate,
      reason: z.enum([
        'saturday',
        'sunday',
        'new-year',
        'good-friday',
        'easter-monday',
        'labour-day',
        'ascension',
        'whit-monday',
        'corpus-christi',
        'german-unity',
        'all-saints',
        'christmas',
        'second-christmas',
      ]),
    }),
  ),
})
export type DeadlineStep = z.infer<typeof DeadlineStep>
export const DeadlineCalculation = z.strictObject({ endsOn: CalendarDate, steps: z.array(DeadlineStep) })
export type DeadlineCalculation = z.infer<typeof DeadlineCalculation>
export const CalculateDeadlineRequest = z.strictObject({ rule: DeadlineRule })

export const EntryKind = z.enum(['deadline', 'resubmission'])

/** A deadline or a resubmission on an item or a case file. */
export const DeskEntryView = z.strictObject({
  id: Id,
  kind: EntryKind,
  object: z.strictObject({
    kind: z.enum(['incoming-item', 'case-file']),
    id: Id,
    /** Receipt or file number. */
    number: z.string(),
    subject: z.string().nullable(),
  }),
  caseFileId: Id.nullable(),
  purpose: z.string(),
  dueOn: CalendarDate,
  /** The first day on which people are reminded. */
  remindOn: CalendarDate,
  urgency: z.enum(['overdue', 'today', 'soon', 'later']),
  /** On whose desk it lies; `null` for the mailroom. */
  orgUnitId: Id.nullable(),
  /** Who is to see to it; everybody at the desk when `null`. */
  assignee: Person.nullable(),
  state: z.enum(['open', 'done', 'withdrawn']),
  createdAt: Instant,
  createdBy: Person,
  closed: z.strictObject({ at: Instant, by: Person, reason: z.string().nullable() }).nullable(),
  /** Only of deadlines. */
  deadline: z
    .strictObject({
      calculation: DeadlineCalculation,
      legalBasis: z.string().nullable(),
      warnDays: z.number().int(),
      /** Another day than the calculated one. */
      override: z.strictObject({ reason: z.string(), at: Instant, by: Person }).nullable(),
    })
    .nullable(),
  /** Only of resubmissions that come again. */
  series: z
    .strictObject({
      every: z.number().int(),
      unit: LengthUnit,
      current: z.number().int(),
      times: z.number().int(),
    })
    .nullable(),
  version: z.number().int(),
})
export type DeskEntryView = z.infer<typeof DeskEntryView>

export const DeskEntryPage = pageOf(DeskEntryView)
export const DeskEntryList = z.strictObject({ items: z.array(DeskEntryView) })
export const DeskEntryQuery = PageQuery.extend({
  scope: z.enum(['mine', 'unit']).default('mine'),
  kind: EntryKind.optional(),
  /** `now`: only those of which people are reminded today. */
  due: z.literal('now').optional(),
})
export const DeskEntryParams = z.strictObject({ entryId: Id })

export const SetDeadlineRequest = z.strictObject({
  purpose: Line.max(200),
  rule: DeadlineRule,
  legalBasis: Line.max(200).optional(),
  warnDays: z.number().int().min(0).max(365).default(7),
  assigneeId: Id.optional(),
})
export type SetDeadlineRequest = z.input<typeof SetDeadlineRequest>
export const SetResubmissionRequest = z.strictObject({
  purpose: Line.max(200),
  dueOn: DeskDay,
  assigneeId: Id.optional(),
  series: z
    .strictObject({
      every: z.number().int().min(1).max(99),
      unit: LengthUnit,
      times: z.number().int().min(2).max(60),
    })
    .optional(),
})
export type SetResubmissionRequest = z.input<typeof SetResubmissionRequest>
/** Another day, for a deadline with the reason; `assigneeId: null` gives it to everybody at the desk. */
export const ChangeDeskEntryRequest = z.strictObject({
  dueOn: DeskDay.optional(),
  reason: Line.optional(),
  assigneeId: Id.nullable().optional(),
})
export const SettleRequest = z.strictObject({ reason: Line.optional() })
export const WithdrawRequest = z.strictObject({ reason: Line })
