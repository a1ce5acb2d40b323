import type { MentionedPerson } from './notes-api.ts'

/** `@` behind a blank or at the beginning, and up to three words of a name behind it. */
const BEFORE_CARET = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]+){0,2})$/u
const ALL = /(?:^|[\s(])@([\p{L}\p{N}][\p{L}\p{N}.'’-]*)/gu

/** What of a name stands before the caret; undefined where no name is being typed, or one that was chosen stands there. */
export function typedName(
  text: string,
  caret: number,
  chosen: readonly MentionedPerson[],
): string | undefined {
  const typed = BEFORE_CARET.exec(text.slice(0, caret))?.[1]
  if (typed === undefined || chosen.some(({ displayName }) => typed.startsWith(displayName))) return undefined
  return typed
}

/** The text with the name in the place of what was typed of it, and where the caret stands then. */
export function completed(
  text: string,
  caret: number,
  typed: string,
  { displayName }: MentionedPerson,
): { readonly text: string; readonly caret: number } {
  const before = `${text.slice(0, caret - typed.length)}${displayName} `
  return { text: `${before}${text.slice(caret).replace(/^ /, '')}`, caret: before.length }
}

/** Those of the chosen people whom the text still calls. */
export function calledIn(text: string, chosen: readonly MentionedPerson[]): readonly MentionedPerson[] {
  const called = chosen.filter(({ displayName }) => text.includes(`@${displayName}`))
  return [...new Map(called.map((person) => [person.userId, person])).values()]
}

/** First words behind an `@` that calls nobody, as they were typed. */
export function callingNobody(text: string, chosen: readonly MentionedPerson[]): readonly string[] {
  const words = [...text.matchAll(ALL)]
    .filter(({ index, 0: found }) => {
      const rest = text.slice(index + found.indexOf('@') + 1)
      return !chosen.some(({ displayName }) => rest.startsWith(displayName))
    })
    .map((match) => match[1] ?? '')
  return [...new Set(words)]
}

/** The text in pieces, those that call somebody marked. */
export function markedText(
  text: string,
  mentions: readonly MentionedPerson[],
): readonly { readonly text: string; readonly isCall: boolean }[] {
  let pieces = [{ text, isCall: false }]
  const names = mentions.map(({ displayName }) => `@${displayName}`).sort((a, b) => b.length - a.length)
  for (const name of names) {
    pieces = pieces.flatMap((piece) => {
      if (piece.isCall) return [piece]
      const between = piece.text.split(name).map((part) => ({ text: part, isCall: false }))
      return between.flatMap((part, index) => (index === 0 ? [part] : [{ text: name, isCall: true }, part]))
    })
  }
  return pieces.filter((piece) => piece.text !== '')
}
