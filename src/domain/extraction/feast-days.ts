import { addDays } from '../calendar/civil-date.ts'
import type { CivilDate } from '../calendar/civil-date.ts'
import { easterSunday } from '../calendar/holidays.ts'

type DayOf = (year: number) => CivilDate

const fixed =
  (month: number, day: number): DayOf =>
  (year) => ({ year, month, day })

const afterEaster =
  (days: number): DayOf =>
  (year) =>
    addDays(easterSunday(year), days)

/** Days that letters call by name, German and English, as patterns without capital letters. */
const FEAST_DAYS: readonly (readonly [string, DayOf])[] = [
  [String.raw`neujahr(?:stag)?|new year[’']?s day`, fixed(1, 1)],
  [String.raw`heilige(?:n)? drei könige(?:n)?|dreikönigstag`, fixed(1, 6)],
  [String.raw`valentinstag|(?:st\.? )?valentine[’']?s day`, fixed(2, 14)],
  ['rosenmontag', afterEaster(-48)],
  ['aschermittwoch|ash wednesday', afterEaster(-46)],
  ['palmsonntag|palm sunday', afterEaster(-7)],
  ['gründonnerstag|maundy thursday', afterEaster(-3)],
  ['karfreitag|good friday', afterEaster(-2)],
  ['ostersonntag|ostern|easter sunday', afterEaster(0)],
  ['ostermontag|easter monday', afterEaster(1)],
  ['tag der arbeit|maifeiertag', fixed(5, 1)],
  ['(?:christi )?himmelfahrt(?:stag)?|ascension day', afterEaster(39)],
  ['pfingstsonntag|pfingsten|whit sunday', afterEaster(49)],
  ['pfingstmontag|whit monday', afterEaster(50)],
  ['fronleichnam|corpus christi', afterEaster(60)],
  ['mariä himmelfahrt', fixed(8, 15)],
  ['tag der deutschen einheit', fixed(10, 3)],
  ['reformationstag|halloween', fixed(10, 31)],
  ["allerheiligen|all saints[’']? day", fixed(11, 1)],
  ['nikolaus(?:tag)?', fixed(12, 6)],
  ['heilig(?:er )?abend|heiligen abend|christmas eve', fixed(12, 24)],
  [String.raw`(?:erster? )?weihnachts(?:feier)?tag|weihnachten|christmas(?: day)?`, fixed(12, 25)],
  [String.raw`zweiter? weihnachts(?:feier)?tag|boxing day`, fixed(12, 26)],
  [String.raw`silvester|sylvester|new year[’']?s eve`, fixed(12, 31)],
]

/** Longer names first: "zweiter Weihnachtstag" before "Weihnachtstag". */
export const FEAST_DAY_NAMES = FEAST_DAYS.map(([names]) => names)
  .toSorted((a, b) => b.length - a.length)
  .join('|')

const DAYS = FEAST_DAYS.map(([names, dayOf]) => ({ pattern: new RegExp(`^(?:${names})$`, 'iu'), dayOf }))

/** The day in its year; undefined for a name that is none of a feast day. */
export function feastDay(name: string, year: number): CivilDate | undefined {
  return DAYS.find(({ pattern }) => pattern.test(name))?.dayOf(year)
}
