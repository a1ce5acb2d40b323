import { MailroomError } from '../errors.ts'
import type { ArrivalEvidence, ArrivalNotes, NightBoxPart } from './arrival-notes.ts'
import type { Channel } from './incoming-item.ts'
import { calendarDayAt, dayAfter, instantOf } from './local-time.ts'

/** What is told about the arrival when an item is taken in. */
export interface GivenArrival {
  readonly channel: Channel
  /** ISO 8601 instant; now when absent. */
  readonly receivedAt?: string | undefined
  readonly nightBox?: NightBoxPart | undefined
  readonly earlyCollection?: boolean | undefined
  /** What the transport says of the time. */
  readonly arrivalEvidence?: string | undefined
}

export interface Arrival {
  /** ISO 8601 instant in UTC. */
  readonly receivedAt: string
  readonly notes: ArrivalNotes | undefined
}

/** Clocks of scanners and other systems go wrong by so much. */
const CLOCK_TOLERANCE_MS = 10 * 60 * 1_000

const ON_PAPER: readonly Channel[] = ['letter', 'counter', 'night_box', 'scan_folder', 'internal']

/**
 * Time of arrival, and what it rests on. Of electronic post the time at which it reached the receiving system counts, never
 * that of reading; what lay in the night box before midnight counts for the day that ended then.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function arrivalOf(given: GivenArrival, capturedAt: Date, timeZone: string): Arrival {
  requireFitting(given)
  const { nightBox } = given
  const told = given.receivedAt === undefined ? undefined : readInstant(given.receivedAt, capturedAt)
  const receivedAt =
    nightBox === undefined
      ? (told ?? capturedAt)
      : nightBoxTime(nightBox, calendarDayAt(told ?? capturedAt, timeZone), timeZone, told !== undefined)
  // The evening of a day that is told may be still to come.
  requirePast(receivedAt, capturedAt)
  const notes = notesOf(given)
  return {
    receivedAt: receivedAt.toISOString(),
    notes: Object.keys(notes).length === 0 ? undefined : notes,
  }
}

function isOnPaper({ channel }: GivenArrival): boolean {
  return ON_PAPER.includes(channel)
}

function requireFitting(given: GivenArrival): void {
  if (given.nightBox !== undefined && given.channel !== 'night_box')
    throw fault('nightBox', 'Diese Angabe gibt es nur beim Nachtbriefkasten.')
  if (given.earlyCollection === true && !isOnPaper(given))
    throw fault('earlyCollection', 'Eine Frühleerung gibt es nur bei Post auf Papier.')
}

function notesOf(given: GivenArrival): ArrivalNotes {
  const { nightBox, earlyCollection } = given
  const evidence = isOnPaper(given) ? undefined : evidenceOf(given)
  return {
    ...(nightBox === undefined ? {} : { nightBox }),
    ...(earlyCollection === true ? { earlyCollection } : {}),
    ...(evidence === undefined ? {} : { evidence }),
  }
}

/**
 * Another time of arrival for an item that came in by then.
 *
 * @throws {MailroomError} `validation-failed`
 */
export function correctedTime(receivedAt: string, capturedAt: string): string {
  return readInstant(receivedAt, new Date(capturedAt)).toISOString()
}

function readInstant(text: string, latest: Date): Date {
  const atMs = Date.parse(text)
  if (Number.isNaN(atMs)) throw fault('receivedAt', 'Das ist kein Zeitpunkt.')
  requirePast(new Date(atMs), latest)
  return new Date(atMs)
}

function requirePast(receivedAt: Date, latest: Date): void {
  if (receivedAt.getTime() > latest.getTime() + CLOCK_TOLERANCE_MS)
    throw fault('receivedAt', 'Der Eingang liegt in der Zukunft oder nach der Erfassung.')
}

/** @param isDayTold else the box is being emptied on the morning of that day */
function nightBoxTime(part: NightBoxPart, day: string, timeZone: string, isDayTold: boolean): Date {
  if (part === 'after-midnight') return instantOf(`${day}T00:00:00`, timeZone)
  return instantOf(`${isDayTold ? day : dayAfter(day, -1)}T23:59:59`, timeZone)
}

function evidenceOf({ receivedAt, arrivalEvidence }: GivenArrival): ArrivalEvidence | undefined {
  if (arrivalEvidence !== undefined) return { kind: 'transport', text: arrivalEvidence }
  return receivedAt === undefined ? { kind: 'own-clock' } : undefined
}

function fault(path: string, message: string): MailroomError {
  return new MailroomError('validation-failed', message, { faults: [{ path, message }] })
}
