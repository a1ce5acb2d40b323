import type { AccessLogEntry } from '../../shared/api/types.ts'
import type { Texts } from '../../shared/texts.de.ts'

/** What only the program needs. */
const HIDDEN: ReadonlySet<string> = new Set(['readKeys', 'files', 'viewCopy'])
const MAX_LENGTH = 200

/** Old and new values, one field a line. */
export function changeLines(
  changes: AccessLogEntry['changes'],
  words: Pick<Texts['access']['log'], 'changed' | 'nothing'>,
): string[] {
  const shown = (value: unknown): string => {
    if (value === undefined || value === null) return words.nothing
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text
  }
  return Object.entries(changes)
    .filter(([field, { before, after }]) => !HIDDEN.has(field) && (before ?? after) !== undefined)
    .map(([field, { before, after }]) => words.changed(field, shown(before), shown(after)))
}
