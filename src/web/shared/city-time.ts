const DAY_MS = 86_400_000

function clockIn(timeZone: string | undefined): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
}

/** Before anybody has signed in nothing is known of the city, and the clock of the browser does. */
let clock = clockIn(undefined)

/**
 * From here on times and days are those of the city: receipts, terms and registers go by its calendar, wherever the computer
 * thinks that it stands.
 *
 * @param timeZone IANA name, such as `Europe/Berlin`
 */
export function goByTimeZone(timeZone: string): void {
  if (clock.resolvedOptions().timeZone !== timeZone) clock = clockIn(timeZone)
}

/** An instant as fields for day and time have it: `2026-11-22T17:04:05` by the clock of the city. */
export function localFieldTime(instant: string | number): string {
  const parts = clock.formatToParts(new Date(instant))
  const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? ''
  const day = `${valueOf('year').padStart(4, '0')}-${valueOf('month')}-${valueOf('day')}`
  return `${day}T${valueOf('hour')}:${valueOf('minute')}:${valueOf('second')}`
}

/** The day in the city, `2026-11-22`. */
export function today(): string {
  return localFieldTime(Date.now()).slice(0, 10)
}

/**
 * What a field for day and time has, as an instant. What is no time stays as it is, for the server to say so. Of an hour that
 * summer time leaves out, the instant an hour later.
 */
export function instantOfField(localTime: string): string {
  const wantedMs = Date.parse(`${localTime}Z`)
  if (Number.isNaN(wantedMs)) return localTime
  let instantMs = wantedMs
  // The first turn finds the offset, the second one corrects it where clocks are changed in between.
  for (let turn = 0; turn < 2; turn += 1) {
    instantMs += wantedMs - Date.parse(`${localFieldTime(instantMs)}Z`)
  }
  return new Date(instantMs).toISOString()
}

/** The day so many days later; `YYYY-MM-DD`. What is no day stays as it is. */
export function daysAfter(day: string, days: number): string {
  const startMs = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(startMs) ? day : new Date(startMs + days * DAY_MS).toISOString().slice(0, 10)
}

/** The first instant of a day in the city. */
export function startOfDay(day: string): string {
  return instantOfField(`${day}T00:00:00`)
}

/** The last second of a day in the city. */
export function endOfDay(day: string): string {
  return instantOfField(`${day}T23:59:59`)
}
