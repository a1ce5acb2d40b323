import { bareForm, type Termer } from './normal-form.ts'
import type { SpelledTerm, Term } from './terms.ts'

/** What joins the parts of a number or a hyphened word; OCR puts blanks around it. */
const JOINT = /^ ?[-\u2010\u2011\u2012\u2013/.,:_+] ?$/
const TIGHT_JOINT = /^[-\u2010\u2011\u2012\u2013/.,:_+&]$/

/** A run of more parts is a table or a line of dots. */
const MAX_PARTS = 10

/** Fewer digits in groups are a list of small numbers and no account or telephone number. */
const MIN_GROUPED_DIGITS = 7

const MONTHS = [
  'januar',
  'februar',
  'marz',
  'april',
  'mai',
  'juni',
  'juli',
  'august',
  'september',
  'oktober',
  'november',
  'dezember',
]
const MONTH_BEGINNINGS: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((month, index) => [
    [month, index + 1],
    [month.slice(0, 3), index + 1],
    [month.slice(0, 4), index + 1],
  ]),
)

/**
 * Single terms for what is written in parts, so that `33-12/2025`, `33 - 12 / 2025` and `33122025` find each other, as do
 * `15.3.2025` and `15. März 2025`, `Kfz-Zulassung` and `Kfzzulassung`, an IBAN with and without blanks.
 */
export function joinedTerms(text: string, words: readonly SpelledTerm[], term: Termer): Term[] {
  return [...partRuns(text, words, term), ...digitGroups(text, words), ...dates(text, words)]
}

function* partRuns(text: string, words: readonly SpelledTerm[], term: Termer): Generator<Term, void> {
  for (const run of runsOf(words, (before, word) => isJoint(text, before, word))) {
    if (run.length > MAX_PARTS) continue
    const spelling = run.map((word) => word.spelling).join('')
    yield spanning(run, /\d/.test(spelling) ? bareForm(spelling) : term(spelling))
  }
}

/** Blanks around the joint are allowed where a digit stands next to it; `Wort - Wort` is a dash between words. */
function isJoint(text: string, before: SpelledTerm, word: SpelledTerm): boolean {
  const length = word.start - before.end
  if (length > 3 || (length === 1 && text[before.end] === ' ')) return false
  const between = text.slice(before.end, word.start)
  return TIGHT_JOINT.test(between) || (JOINT.test(between) && endsWithDigit(before) && startsWithDigit(word))
}

function endsWithDigit({ spelling }: SpelledTerm): boolean {
  return isDigit(spelling.charCodeAt(spelling.length - 1))
}

function startsWithDigit({ spelling }: SpelledTerm): boolean {
  return isDigit(spelling.charCodeAt(0))
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57
}

/** Account, telephone and customer numbers in groups: `DE02 1203 0000 …`, `06131 12 34 56`. */
function* digitGroups(text: string, words: readonly SpelledTerm[]): Generator<Term, void> {
  for (const run of runsOf(words, (before, word) => isNextGroup(text, before, word))) {
    const spelling = run.map((word) => word.spelling).join('')
    if (spelling.replace(/\D/g, '').length >= MIN_GROUPED_DIGITS && spelling.length <= 40)
      yield spanning(run, bareForm(spelling))
  }
}

function isNextGroup(text: string, before: SpelledTerm, word: SpelledTerm): boolean {
  if (word.start - before.end !== 1 || !startsWithDigit(word) || !endsWithDigit(before)) return false
  return /[ \u00A0]/.test(text.charAt(before.end)) && /^\d+$/.test(word.spelling)
}

/** Days of the calendar as `d20250315`, however they are written. */
function* dates(text: string, words: readonly SpelledTerm[]): Generator<Term, void> {
  for (const [index, day] of words.entries()) {
    if (!startsWithDigit(day) || !/^\d{1,4}$/.test(day.spelling)) continue
    const month = words[index + 1]
    const year = words[index + 2]
    if (month === undefined || year === undefined || !isDateSpacing(text, day, month, year)) continue
    const date = dateTerm(day.spelling, month, year.spelling)
    if (date !== undefined) yield spanning([day, month, year], date)
  }
}

function isDateSpacing(text: string, day: SpelledTerm, month: SpelledTerm, year: SpelledTerm): boolean {
  const between = [text.slice(day.end, month.start), text.slice(month.end, year.start)]
  return between.every((gap) => gap.length <= 3 && /^[.\-/ \u00A0]+$/.test(gap))
}

function dateTerm(first: string, month: SpelledTerm, last: string): string | undefined {
  const [day, year] = first.length === 4 ? [last, first] : [first, last]
  const monthNumber = /^\d{1,2}$/.test(month.spelling)
    ? Number(month.spelling)
    : MONTH_BEGINNINGS.get(bareForm(month.spelling))
  if (monthNumber === undefined || !/^\d{1,2}$/.test(day) || !/^(\d{2}|\d{4})$/.test(year)) return undefined
  if (monthNumber < 1 || monthNumber > 12 || Number(day) < 1 || Number(day) > 31) return undefined
  return `d${year.padStart(4, '20')}${String(monthNumber).padStart(2, '0')}${day.padStart(2, '0')}`
}

/** Words that belong together, two and more. */
function* runsOf(
  words: readonly SpelledTerm[],
  belongs: (before: SpelledTerm, word: SpelledTerm) => boolean,
): Generator<readonly SpelledTerm[], void> {
  let start = 0
  for (let end = 1; end <= words.length; end += 1) {
    const before = words[end - 1]
    const word = words[end]
    if (before !== undefined && word !== undefined && belongs(before, word)) continue
    if (end - start > 1) yield words.slice(start, end)
    start = end
  }
}

function spanning(run: readonly SpelledTerm[], term: string): Term {
  return { term, start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 }
}
