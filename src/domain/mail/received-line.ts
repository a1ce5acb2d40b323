/** Of a trailing comment such as `(CEST)`. */
const COMMENT = /\s*\([^()]{0,100}\)\s*$/
/** RFC 5322, 3.3: the zone is told, or the instant is unknown. */
const WITH_ZONE = /(?:[+-]\d{4}|\b(?:GMT|UTC?|[ECMP][SD]T)|Z)$/i

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
  const plain = date.replace(COMMENT, '').trim()
  if (!WITH_ZONE.test(plain)) return undefined
  const atMs = Date.parse(plain)
  return Number.isNaN(atMs) ? undefined : new Date(atMs).toISOString()
}
