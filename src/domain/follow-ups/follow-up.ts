import type { Person } from '../access/actor.ts'
import { addDays, germanDate, isoDate, parseIsoDate } from '../calendar/civil-date.ts'
import { workingDayFrom } from '../calendar/holidays.ts'
import type { DeskObject } from '../desk/desk-entry.ts'
import { MailroomError } from '../errors.ts'

/** What came in for a request, as its receipt says. */
export interface FollowUpAnswer {
  readonly itemId: string
  readonly receiptNumber: string
  /** ISO 8601 instant. */
  readonly receivedAt: string
  readonly fileCount: number
  /** Came by the last day of the deadline. */
  readonly inTime: boolean
}

/**
 * Documents that a clerk asks a citizen for (Nachforderung). Whoever holds the secret sees subject, text, list and days,
 * and nothing else of the case; he may hand in until `openUntil`.
 */
export interface FollowUp {
  readonly id: string
  readonly tenantId: string
  /** The item or case file that the documents are for. Whoever may read it may read this. */
  readonly object: DeskObject
  /** Name and address on the letter, as lines; not shown on the page. */
  readonly recipient: string
  readonly subject: string
  readonly text: string
  /** What is wanted, each thing by itself. */
  readonly wanted: readonly string[]
  /** Last day of the deadline, `YYYY-MM-DD`. */
  readonly dueOn: string
  /** Last day on which the link takes documents, `YYYY-MM-DD`. */
  readonly openUntil: string
  /** Hexadecimal SHA-256; the secret itself is shown once and kept nowhere. */
  readonly secretHash: string
  readonly state: 'open' | 'settled' | 'withdrawn'
  readonly answers: readonly FollowUpAnswer[]
  /** The resubmission on the object that reminds of it. */
  readonly entryId?: string
  readonly createdAt: string
  readonly createdBy: Person
  readonly closed?: { readonly at: string; readonly by: Person; readonly reason?: string }
  readonly version: number
}

/** Who comes late is told so and is heard all the same: for so many days after the deadline the link still takes documents. */
export const GRACE_DAYS = 28
/** Nobody is asked for something that may come in years. */
const MAX_DAYS = 366
/** More than anybody hands in for one request; keeps a link that got into wrong hands from filling the house. */
export const MAX_ANSWERS = 20
/** 120 bits: 24 letters that a person can type from a letter. */
export const FOLLOW_UP_SECRET_BYTES = 15

/** So many lines have the window of an envelope (DIN 5008). */
const MAX_ADDRESS_LINES = 6

/** What stands in each line, without empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** A letter whose last line does not show goes nowhere. @throws {MailroomError} `validation-failed` */
export function requireAddress(recipient: string): void {
  if (linesOf(recipient).length <= MAX_ADDRESS_LINES) return
  const message = `In das Fenster des Umschlags passen ${MAX_ADDRESS_LINES} Zeilen.`
  throw new MailroomError('validation-failed', message, { faults: [{ path: 'recipient', message }] })
}

/** @param today of the city, `YYYY-MM-DD` @throws {MailroomError} `validation-failed` */
export function daysOfRequest(dueOn: string, today: string): Pick<FollowUp, 'dueOn' | 'openUntil'> {
  const due = parseIsoDate(dueOn)
  const now = parseIsoDate(today)
  if (due === undefined || now === undefined) throw badDay('Diesen Tag gibt es nicht.')
  if (dueOn < today) throw badDay('Dieser Tag ist schon vorbei.')
  if (dueOn > isoDate(addDays(now, MAX_DAYS))) throw badDay('Eine Frist hat höchstens ein Jahr.')
  return { dueOn, openUntil: isoDate(addDays(due, GRACE_DAYS)) }
}

/** The first working day after the deadline: then the clerk looks whether everything is there. */
export function reminderDay(dueOn: string): string {
  const day = parseIsoDate(dueOn)
  return day === undefined ? dueOn : isoDate(workingDayFrom(addDays(day, 1)))
}

/** `YYYY-MM-DD` as people write it in letters. */
export function writtenDay(day: string): string {
  const date = parseIsoDate(day)
  return date === undefined ? day : germanDate(date)
}

/** Whether the link still takes documents. */
export function takesAnswers({ state, openUntil, answers }: FollowUp, today: string): boolean {
  return state === 'open' && today <= openUntil && answers.length < MAX_ANSWERS
}

/** Whether the citizen is asked and has not handed in anything yet. */
export function isAwaited(followUp: FollowUp, today: string): boolean {
  return takesAnswers(followUp, today) && followUp.answers.length === 0
}

export const FOLLOW_UP_PHASES = ['waiting', 'overdue', 'expired', 'answered', 'settled', 'withdrawn'] as const
export type FollowUpPhase = (typeof FOLLOW_UP_PHASES)[number]

/** How it stands, as people see it in a list. */
export function phaseOf({ state, dueOn, openUntil, answers }: FollowUp, today: string): FollowUpPhase {
  if (state !== 'open') return state
  if (answers.length > 0) return 'answered'
  if (today > openUntil) return 'expired'
  return today > dueOn ? 'overdue' : 'waiting'
}

export function withAnswer(followUp: FollowUp, answer: FollowUpAnswer, entryId?: string): FollowUp {
  return {
    ...followUp,
    answers: [...followUp.answers, answer],
    ...(entryId === undefined ? {} : { entryId }),
  }
}

/** @throws {MailroomError} `state-conflict` */
export function closedFollowUp(
  followUp: FollowUp,
  state: 'settled' | 'withdrawn',
  closed: NonNullable<FollowUp['closed']>,
): FollowUp {
  requireOpenFollowUp(followUp)
  return { ...followUp, state, closed }
}

/** @throws {MailroomError} `state-conflict` */
function requireOpenFollowUp({ id, state }: FollowUp): void {
  if (state === 'open') return
  throw new MailroomError('state-conflict', 'This request is closed already.', {
    facts: { followUpId: id, state },
  })
}

/** A letter with a link that takes nothing would send people the wrong way. @throws {MailroomError} `state-conflict` */
export function requireTakingAnswers(followUp: FollowUp, today: string): void {
  requireOpenFollowUp(followUp)
  if (takesAnswers(followUp, today)) return
  const { id, openUntil, answers } = followUp
  throw new MailroomError('state-conflict', 'This request takes nothing any more; ask anew.', {
    facts: { followUpId: id, openUntil, answers: answers.length },
  })
}

function badDay(message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path: 'dueOn', message }] })
}
