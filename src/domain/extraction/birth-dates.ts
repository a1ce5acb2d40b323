import { daysBetween, germanDate, isoDate } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { surroundingsOf } from './context-of.ts'
import { findDates } from './dates.ts'
import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import type { Proposal } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

const LABEL =
  /(?<!\p{L})(?:geb(?:\.|oren(?:e[rn]?)?)?(?:\s+am)?|geburts(?:datum|tag)(?:\s+(?:und|\/)\s*(?:-?ort|geburtsort))?|date of birth|born(?: on)?)[\s:.,/()-]{0,4}$|(?<!\S)\*\s?$/iu
/** Nobody who writes was born before. */
const EARLIEST_YEAR = 1900
const MAX_PROPOSALS = 5

export function extractBirthDates(pages: readonly PageText[], receivedOn: CivilDate): FieldResult {
  const proposals = pages.flatMap((page) =>
    // Two digits of a year mean the past here: the pivot is the year of the arrival.
    findDates(page.text, receivedOn.year).flatMap(({ start, end, date }): Proposal[] => {
      if (date.year < EARLIEST_YEAR || daysBetween(date, receivedOn) < 0) return []
      const { before, left, above } = surroundingsOf(page, start, end)
      const ownLine = before.slice(before.lastIndexOf('\n') + 1)
      const beside = /[\p{L}*]/u.test(ownLine) ? [before] : [left, `${above} `]
      const label = beside.map((text) => LABEL.exec(text)?.[0].trim()).find((text) => text !== undefined)
      if (label === undefined) return []
      const reasons = [reason('label', `Davor oder darüber steht „${label}“.`, 3)]
      return [
        proposalOf({
          value: isoDate(date),
          place: placeOf(page, start, end),
          reasons,
          details: { text: germanDate(date) },
        }),
      ]
    }),
  )
  return found(ranked(proposals, MAX_PROPOSALS), 'Kein Geburtsdatum gefunden.')
}
