/** Characters above 0x7F that the standard fonts of PDF show (ISO 32000-1, annex D). */
const WINANSI_EXTRA = new Set('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ')
/** More marks than any alphabet puts on a letter: what follows them would stack up over the lines above. */
const MAX_MARKS = 4
/** Stands on a page for what no letter is there for. */
export const REPLACEMENT = '\uFFFD'

/**
 * One line of text as it is meant to be seen: composed where Unicode has a letter for it, white space as single spaces.
 * Characters that draw nothing in any font (joiners, direction marks, soft hyphens) are gone; control characters stay.
 */
export function plainLine(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')
}

/** Letters with their marks, as they stand one after the other. What stands alone without a letter is a letter of its own. */
export function lettersOf(text: string): readonly string[] {
  return text.match(LETTER) ?? []
}

const LETTER = new RegExp(`\\P{M}\\p{M}{0,${MAX_MARKS}}|\\p{M}`, 'gsu')

/** Whether the standard fonts of PDF have every character of a line. */
export function isWinAnsi(line: string): boolean {
  for (const character of line) if (!hasWinAnsi(character)) return false
  return true
}

function hasWinAnsi(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  return (code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff) || WINANSI_EXTRA.has(character)
}

/** Every text in a thing of texts, lists and fields. */
export function* textsIn(thing: unknown): Generator<string> {
  if (typeof thing === 'string') yield thing
  else if (typeof thing === 'object' && thing !== null) {
    for (const part of Object.values(thing)) yield* textsIn(part)
  }
}
