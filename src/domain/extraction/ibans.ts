import { found, proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { ibanLength, isValidIban, repairedIban } from './iban-check.ts'
import type { Proposal, Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText } from './reading.ts'

/** A country, two check digits and what may follow, in groups or not; letters stand for misread digits too. */
const START = /(?<![A-Za-z\d])([A-Z]{2})[ \u00a0]?([\dOQDILZSGB|!]{2})(?=[ \u00a0\n]?[\dA-Z|!])/g
const MAX_IBAN_REACH = 70
const MAX_PROPOSALS = 5

export interface FoundIban {
  readonly start: number
  readonly end: number
  readonly iban: string
  readonly isValid: boolean
  readonly isRepaired: boolean
}

/** IBANs in a text; those with wrong check digits too, so that a person hears of them. */
export function findIbans(text: string): readonly FoundIban[] {
  const hits: FoundIban[] = []
  for (const match of text.matchAll(START)) {
    const hit = ibanAt(text, match.index)
    if (hit !== undefined && hit.start >= (hits.at(-1)?.end ?? 0)) hits.push(hit)
  }
  return hits
}

function ibanAt(text: string, start: number): FoundIban | undefined {
  const length = ibanLength(text.slice(start, start + 2))
  const run = length === undefined ? undefined : charactersFrom(text, start, length)
  if (run === undefined) return undefined
  const range = { start, end: run.end }
  if (isValidIban(run.characters)) return { ...range, iban: run.characters, isValid: true, isRepaired: false }
  const repaired = repairedIban(run.characters)
  if (repaired !== undefined) return { ...range, iban: repaired, isValid: true, isRepaired: true }
  const digits = run.characters.replace(/\D/g, '').length
  // Capitals and a few digits are no account number; most of an IBAN is digits.
  return digits * 2 < run.characters.length
    ? undefined
    : { ...range, iban: run.characters, isValid: false, isRepaired: false }
}

/** So many characters, blanks and single line breaks left out; undefined when something else comes first or more follow. */
function charactersFrom(
  text: string,
  start: number,
  length: number,
): { characters: string; end: number } | undefined {
  let characters = ''
  for (let at = start; at < text.length && at < start + MAX_IBAN_REACH; at += 1) {
    const character = text.charAt(at)
    if (/[A-Z\d|!]/.test(character)) characters += character
    else if (!/[ \u00a0\n]/.test(character)) return undefined
    if (characters.length === length) {
      return /[A-Za-z\d]/.test(text.charAt(at + 1)) ? undefined : { characters, end: at + 1 }
    }
  }
  return undefined
}

export function extractIbans(pages: readonly PageText[]): FieldResult {
  const proposals = pages.flatMap((page) => findIbans(page.text).map((hit) => ibanProposal(page, hit)))
  const valid = proposals.filter((proposal) => proposal.details?.['valid'] === 'true')
  if (valid.length > 0) return { proposals: ranked(valid, MAX_PROPOSALS) }
  const wrong = proposals.length > 0
  return found(
    [],
    wrong ? 'Eine IBAN steht da, aber ihre Prüfziffern stimmen nicht.' : 'Keine IBAN gefunden.',
  )
}

function ibanProposal(page: PageText, hit: FoundIban): Proposal {
  const labelled = /IBAN[^A-Za-z\d]*$/.test(page.text.slice(Math.max(0, hit.start - 20), hit.start))
  const reasons: Reason[] = [reason('check-digits', 'Land, Länge und Prüfziffern stimmen.', 4)]
  if (labelled) reasons.push(reason('label', 'Davor steht „IBAN“.', 1))
  if (hit.isRepaired)
    reasons.push(
      reason(
        'repaired',
        'Verlesene Buchstaben wurden durch Ziffern ersetzt; die Prüfziffern bestätigen es.',
        -1,
      ),
    )
  return proposalOf({
    value: hit.iban,
    place: placeOf(page, hit.start, hit.end),
    reasons,
    details: {
      country: hit.iban.slice(0, 2),
      valid: String(hit.isValid),
      repaired: hit.isRepaired ? 'true' : undefined,
    },
  })
}
