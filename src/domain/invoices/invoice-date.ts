import { parseIsoDate } from '../calendar/civil-date.ts'

/** `YYYY-MM-DD` from `20260302` (UNTDID 2379, format 102) or from an XML date, with or without time; real days only. */
export function calendarDate(text: string | undefined): string | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})(?:T.*|[+-]\d{2}:\d{2}|Z)?$/.exec(text ?? '')
  if (match === null) return undefined
  const iso = `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`
  return parseIsoDate(iso) === undefined ? undefined : iso
}
