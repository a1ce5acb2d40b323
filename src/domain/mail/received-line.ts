/** Of a trailing comment such as `(CEST)`. */
const COMMENT = /\s*\([^()]{0,100}\)\s*$/
/** RFC 5322, 3.3 and 4.3: without a zone the instant is unknown. */
const DATE =
  /^(?:[a-z]{2,9},?\s*)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+([+-]\d{4}|GMT|UTC?|[ECMP][SD]T)$/i

/**
 * The instant that a `Received` field names behind its last semicolon (RFC 5321, 4.4), in ISO 8601 and UTC; `undefined`
 * when it names none.
 */
export function receivedInstant(line: string): string | undefined {
  const semicolon = line.lastIndexOf(';')
  return semicolon === -1 ? undefined : mailInstant(line.slice(semicolon + 1))
}

/** The instant that a date of a mail names, in ISO 8601 and UTC. */
export function mailInstant(date: string): string | undefined {
  const [, day, month, year, time, zone] = DATE.exec(date.replace(COMMENT, '').trim()) ?? []
  if (day === undefined) return undefined
  const atMs = Date.parse(`${day} ${month ?? ''} ${fullYear(year ?? '')} ${time ?? ''} ${zone ?? ''}`)
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString()
}

/** Of two digits from 50 on the last century is meant. */
function fullYear(year: string): string {
  if (year.length === 4) return year
  return `${year < '50' ? '20' : '19'}${year}`
}
