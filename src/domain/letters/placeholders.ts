import { MailroomError } from '../errors.ts'

/** What can stand in braces in a template: `{{aktenzeichen}}`. */
export const PLACEHOLDERS = [
  'empfaenger',
  'aktenzeichen',
  'aktenbetreff',
  'datum',
  'sachbearbeitung',
  'bezug',
  'betreff',
  'eingangsnummer',
  'eingangsdatum',
  'dienststelle',
  'kommune',
] as const
export type Placeholder = (typeof PLACEHOLDERS)[number]

export type PlaceholderValues = Readonly<Partial<Record<Placeholder, string>>>

const PIECE = /\{\{([^{}]*)\}\}/g

/** Names in braces, as written, each once. */
function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(PIECE)].map(([, name = '']) => name.trim()))]
}

function isPlaceholder(name: string): name is Placeholder {
  return PLACEHOLDERS.some((known) => known === name)
}

/** @throws {MailroomError} `validation-failed` that names every placeholder that there is not */
export function requireKnownPlaceholders(fields: Readonly<Record<string, string>>): void {
  const faults = Object.entries(fields).flatMap(([path, text]) => {
    const unknown = namesIn(text).filter((name) => !isPlaceholder(name))
    return unknown.length === 0 ? [] : [{ path, message: unknownWords(unknown) }]
  })
  const [first] = faults
  if (first !== undefined) throw new MailroomError('validation-failed', first.message, { faults })
}

function unknownWords(names: readonly string[]): string {
  const written = names.map((name) => `{{${name}}}`).join(', ')
  return names.length === 1
    ? `Den Platzhalter ${written} gibt es nicht.`
    : `Diese Platzhalter gibt es nicht: ${written}.`
}

/** A letter in which something is still to be filled in goes nowhere. @throws {MailroomError} `validation-failed` */
export function requireFilled(fields: Readonly<Record<string, string>>): void {
  const faults = Object.entries(fields).flatMap(([path, text]) => {
    const left = namesIn(text).map((name) => `{{${name}}}`)
    return left.length === 0 ? [] : [{ path, message: `Hier fehlt noch etwas: ${left.join(', ')}.` }]
  })
  const [first] = faults
  if (first !== undefined) throw new MailroomError('validation-failed', first.message, { faults })
}

export interface Filled {
  readonly text: string
  /** Placeholders for which nothing is known; they stay in the text as they were. */
  readonly missing: readonly Placeholder[]
}

/** Values are put in as they are: braces in them are no placeholders. */
export function filled(text: string, values: PlaceholderValues): Filled {
  const valueOf = (name: string): string | undefined => (isPlaceholder(name) ? values[name] : undefined)
  return {
    text: text.replace(PIECE, (whole, name: string) => valueOf(name.trim()) ?? whole),
    missing: namesIn(text).filter(
      (name): name is Placeholder => isPlaceholder(name) && values[name] === undefined,
    ),
  }
}
