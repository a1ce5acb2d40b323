import { featuresOf } from '../../../../src/domain/classification/features.ts'
import type { DocumentFeatures } from '../../../../src/domain/classification/features.ts'
import { textPages } from '../../../../src/domain/extraction/text-page.ts'

/** Words of three kinds of letters, written for these tests. */
const WORDS = {
  rechnung:
    'Rechnung Betrag Umsatzsteuer Lieferung Zahlung Konto Rechnungsnummer Artikel Menge Preis netto brutto überweisen'.split(
      ' ',
    ),
  widerspruch:
    'Widerspruch Bescheid Begründung Rechtsbehelf einlegen Aufhebung Behörde Frist rechtswidrig Antrag anfechten'.split(
      ' ',
    ),
  bewerbung:
    'Bewerbung Lebenslauf Zeugnis Stelle Ausbildung Erfahrung Gespräch Qualifikation Team freue Praktikum'.split(
      ' ',
    ),
} as const

export type Kind = keyof typeof WORDS
export const KINDS = Object.keys(WORDS) as readonly Kind[]

/** The n-th letter of a kind: always the same one, and no two alike. */
export function letterOf(kind: Kind, n: number): string {
  const words = WORDS[kind]
  const body = Array.from(
    { length: 14 },
    (_, index) => words[(n * 5 + index * (1 + (n % 7))) % words.length] ?? '',
  )
  return `Sehr geehrte Damen und Herren\n${body.join(' ')}\nmit freundlichen Grüßen Nummer ${n}`
}

export function featuresOfText(text: string): DocumentFeatures {
  return featuresOf({ pages: textPages(text) })
}
