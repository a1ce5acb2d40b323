/**
 * How few may know of a record. These are need-to-know levels inside a city administration, no classification of state
 * secrets (VS): such documents need a system that is approved for them.
 * - `normal`: whoever works in the unit
 * - `confidential`: heads, and clerks who are cleared for confidential matters of their units
 * - `strict`: heads of the unit, and those who are let in one by one
 */
export const LEVELS = ['normal', 'confidential', 'strict'] as const
export type Level = (typeof LEVELS)[number]

/** As people say it. */
export const LEVEL_NAMES: Readonly<Record<Level, string>> = {
  normal: 'Normal',
  confidential: 'Vertraulich',
  strict: 'Streng vertraulich',
}

export function isHigher(level: Level, than: Level): boolean {
  return LEVELS.indexOf(level) > LEVELS.indexOf(than)
}

/** An absent level is `normal`. */
export function highestOf(levels: readonly (Level | undefined)[]): Level {
  return levels.reduce<Level>(
    (highest, level = 'normal') => (isHigher(level, highest) ? level : highest),
    'normal',
  )
}
