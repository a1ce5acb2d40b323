import { readingOf } from '../extraction/reading.ts'
import type { PageText, ReadablePage } from '../extraction/reading.ts'
import { MAX_FEATURE_COUNT, packFeatures } from './feature-codec.ts'
import type { Feature, FeatureGroup, PackedFeatures } from './feature-codec.ts'
import { featureHash } from './feature-hash.ts'
import { foldLetters, isFunctionWord, numberName, tokensOf } from './german-words.ts'
import type { Token } from './german-words.ts'

/** What the classifier sees of a document. */
export interface ClassifiableDocument {
  readonly pages: readonly ReadablePage[]
  /** As extracted, when known. */
  readonly sender?: string
  readonly subject?: string
  readonly channel?: string
  readonly fileNumbers?: readonly string[]
}

export interface DocumentFeatures {
  /** What the training journal keeps. */
  readonly packed: PackedFeatures
  /** How a reason names a feature: „Widerspruch“ or „ein Datum“; none for what tells a person nothing. */
  readonly names: ReadonlyMap<number, string>
}

/** What a letter is about stands on its first pages. */
const MAX_PAGES = 5
const MAX_TOKENS = 2000
/** Features kept of each family, the most frequent first; bounds the journal at about twelve kilobytes an example. */
const MAX_FEATURES = { word: 800, letters: 1600, layout: 120 } as const satisfies Record<FeatureGroup, number>
const LETTER_GRAM_LENGTH = 4
const MIN_GRAM_WORD_LENGTH = 5

export function featuresOf(document: ClassifiableDocument): DocumentFeatures {
  const reading = readingOf(document.pages.slice(0, MAX_PAGES))
  const bag = createBag()
  const text = reading.map((page) => page.text).join('\n')
  const tokens = tokensOf(text, MAX_TOKENS)
  addWords(bag, tokens)
  addLetterGrams(bag, tokens)
  addLayout(bag, document, reading, text)
  return bag.finish()
}

interface Bag {
  add(group: FeatureGroup, key: string, name: string | undefined): void
  finish(): DocumentFeatures
}

function createBag(): Bag {
  const counted = new Map<number, { group: FeatureGroup; count: number }>()
  const names = new Map<number, string>()
  return {
    add(group, key, name) {
      const hash = featureHash(`${group}:${key}`)
      const known = counted.get(hash)
      if (known === undefined) {
        counted.set(hash, { group, count: 1 })
      } else if (known.count < MAX_FEATURE_COUNT) known.count += 1
      if (name !== undefined && !names.has(hash)) names.set(hash, name)
    },
    finish() {
      const features = [...counted].map(([hash, { group, count }]): Feature => ({ hash, group, count }))
      return { packed: packFeatures(mostFrequent(features)), names }
    },
  }
}

function mostFrequent(features: readonly Feature[]): readonly Feature[] {
  const taken = { word: 0, letters: 0, layout: 0 }
  return features
    .toSorted((a, b) => b.count - a.count)
    .filter(({ group }) => {
      taken[group] += 1
      return taken[group] <= MAX_FEATURES[group]
    })
}

/** Single words only: pairs of words made the model three times as large and no better (bench/README.md). */
function addWords(bag: Bag, tokens: readonly Token[]): void {
  for (const token of tokens) {
    if (token.normal.length > 1) bag.add('word', token.normal, nameOf(token))
  }
}

/** Words that hold sentences together and single letters say something to the model and nothing to a person. */
function nameOf({ normal, printed }: Token): string | undefined {
  const number = numberName(normal)
  if (number !== undefined) return number
  return printed.length < 3 || isFunctionWord(printed) ? undefined : quoted(printed)
}

function quoted(word: string): string {
  return `„${word}“`
}

/** Parts of words: what compounds share ("Grundsteuerbescheid", "Steuerbescheide") and what survives a misread letter. */
function addLetterGrams(bag: Bag, tokens: readonly Token[]): void {
  for (const { printed } of tokens) {
    const word = foldLetters(printed)
    if (word.length < MIN_GRAM_WORD_LENGTH || /\d/.test(word)) continue
    const padded = `_${word}_`
    const name = isFunctionWord(printed) ? undefined : quoted(printed)
    for (let start = 0; start + LETTER_GRAM_LENGTH <= padded.length; start += 1) {
      bag.add('letters', padded.slice(start, start + LETTER_GRAM_LENGTH), name)
    }
  }
}

function addLayout(
  bag: Bag,
  document: ClassifiableDocument,
  reading: readonly PageText[],
  text: string,
): void {
  const add: AddLayout = (key, name) => {
    bag.add('layout', key, name)
  }
  add(`pages ${pageClass(document.pages.length)}`, 'die Zahl der Seiten')
  add(`columns ${columnClass(reading[0])}`, 'der Aufbau in Spalten')
  for (const { pattern, key, name } of TRAITS) {
    if (pattern.test(text)) add(key, name)
  }
  addWhatIsKnown(add, document)
}

type AddLayout = (key: string, name: string) => void

const TRAITS = [
  { key: 'iban', name: 'eine IBAN auf der Seite', pattern: /\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3}/ },
  { key: 'money', name: 'ein Geldbetrag auf der Seite', pattern: /\d,\d{2}(?: ?€| ?EUR)|(?:€|EUR) ?\d/ },
  { key: 'form', name: 'ein Vordruck mit Feldern', pattern: /_{5}|\.{8}|☐|□/ },
]

function addWhatIsKnown(add: AddLayout, document: ClassifiableDocument): void {
  if (document.channel !== undefined) add(`channel ${document.channel}`, 'der Eingangsweg')
  addNamed(add, 'subject', document.subject, 'im Betreff')
  addNamed(add, 'sender', document.sender, 'im Absender')
  if (document.sender !== undefined)
    add(`from ${foldLetters(document.sender)}`, `der Absender ${document.sender}`)
  for (const fileNumber of document.fileNumbers ?? []) {
    const plan = /^\D*(\d{1,4})/.exec(fileNumber)?.[1]
    if (plan !== undefined) add(`file ${plan}`, `das Aktenzeichen ${fileNumber}`)
  }
}

function columnClass(page: PageText | undefined): string {
  const rows = page?.rows.filter((row) => row.length > 1).length ?? 0
  if (rows > 12) return 'many'
  return rows > 4 ? 'some' : 'few'
}

function addNamed(add: AddLayout, key: string, text: string | undefined, where: string): void {
  for (const token of tokensOf(text ?? '', 40))
    add(`${key} ${token.normal}`, `${quoted(token.printed)} ${where}`)
}

function pageClass(pages: number): string {
  if (pages <= 2) return String(pages)
  return pages <= 6 ? 'several' : 'many'
}
