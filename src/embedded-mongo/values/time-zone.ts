import { commandError } from '../errors.ts'

const MINUTE_MS = 60_000

/** Minutes east of UTC at a moment. */
export type ZoneOffset = (utcMs: number) => number

const OFFSET = /^([+-])(\d{2}):?(\d{2})?$/

const zones = new Map<string, ZoneOffset>()

function formatterOf(name: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      era: 'short',
    })
  } catch {
    throw commandError('BadValue', `unrecognized time zone identifier: "${name}"`)
  }
}

function namedOffset(name: string): ZoneOffset {
  const formatter = formatterOf(name)
  return (utcMs) => {
    const parts = new Map(formatter.formatToParts(utcMs).map(({ type, value }) => [type, value]))
    const get = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0)
    const year = parts.get('era')?.startsWith('B') === true ? 1 - get('year') : get('year')
    const local = new Date(0)
    local.setUTCFullYear(year, get('month') - 1, get('day'))
    local.setUTCHours(get('hour'), get('minute'), get('second'), 0)
    return Math.round((local.getTime() - Math.floor(utcMs / 1000) * 1000) / MINUTE_MS)
  }
}

/** The offset of an Olson name ("Europe/Berlin"), of "+02:00", or of UTC when there is no name. */
export function zoneOffset(name: string | undefined): ZoneOffset {
  if (name === undefined || name === 'UTC' || name === 'GMT' || name === 'Z') return () => 0
  const match = OFFSET.exec(name)
  if (match !== null) {
    const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1)
    return () => minutes
  }
  const known = zones.get(name) ?? namedOffset(name)
  zones.set(name, known)
  return known
}

/** A date whose UTC fields show the local time of the zone. */
export function toLocal(date: Date, offset: ZoneOffset): Date {
  return new Date(date.getTime() + offset(date.getTime()) * MINUTE_MS)
}

/** The moment at which a local time is shown; of two, at the end of summer time, the first. */
export function fromLocal(local: Date, offset: ZoneOffset): Date {
  const guess = local.getTime() - offset(local.getTime()) * MINUTE_MS
  const before = local.getTime() - offset(guess - 60 * MINUTE_MS) * MINUTE_MS
  const after = local.getTime() - offset(guess) * MINUTE_MS
  return new Date(before + offset(before) * MINUTE_MS === local.getTime() ? before : after)
}
