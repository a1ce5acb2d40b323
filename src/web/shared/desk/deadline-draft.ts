import type { DeadlineRule } from '../api/types.ts'
import { today } from '../city-time.ts'

type LengthRule = Extract<DeadlineRule, { kind: 'length' }>

/** What stands in the dialog, as it is typed. */
export interface DeadlineDraft {
  readonly purpose: string
  readonly legalBasis: string
  readonly way: DeadlineRule['kind']
  readonly event: LengthRule['event']
  readonly eventOn: string
  readonly count: string
  readonly unit: LengthRule['unit']
  readonly movesServiceDay: boolean
  readonly endsOn: string
  readonly toWorkingDay: boolean
  readonly warnDays: string
  readonly assigneeId: string
}

/** A deadline that was found in a letter. */
export interface ProposedDeadline {
  readonly name: string
  /** `YYYY-MM-DD` */
  readonly endsOn: string
}

export function newDraft(
  receivedOn: string | undefined,
  proposed: ProposedDeadline | undefined,
): DeadlineDraft {
  return {
    purpose: proposed?.name ?? '',
    legalBasis: '',
    way: proposed === undefined ? 'length' : 'end',
    event: 'receipt',
    eventOn: receivedOn ?? today(),
    count: '1',
    unit: 'month',
    movesServiceDay: false,
    endsOn: proposed?.endsOn ?? '',
    toWorkingDay: true,
    warnDays: '7',
    assigneeId: '',
  }
}

/** The rule as far as it is complete. */
export function ruleOf(draft: DeadlineDraft): DeadlineRule | undefined {
  const { way, event, eventOn, unit, movesServiceDay, endsOn, toWorkingDay } = draft
  if (way === 'end') return endsOn === '' ? undefined : { kind: 'end', endsOn, toWorkingDay }
  const count = wholeNumber(draft.count, 1, 999)
  if (count === undefined || eventOn === '') return undefined
  const moves = event === 'posting' && movesServiceDay
  return { kind: 'length', event, eventOn, count, unit, movesServiceDay: moves, toWorkingDay }
}

/** `undefined` for anything else than a whole number between the two, both included. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  const number = /^\d{1,4}$/.test(text.trim()) ? Number(text) : Number.NaN
  return number >= least && number <= most ? number : undefined
}
