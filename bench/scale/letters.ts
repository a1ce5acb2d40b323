import { DEMO_TRAINING_TEXTS } from '../../src/demo/training-texts.ts'
import { MAILROOM_KEY, unitKey } from '../../src/domain/access/actor.ts'
import type { IndexedDocument } from '../../src/ports/search-index.ts'
import { usualState } from '../../test/contract/records.ts'
import { seededRandom } from '../../test/support/seeded-random.ts'
import { withNoise } from '../retrieval/noise.ts'

export const TENANT = 'bench'
export const UNITS = 40

const TYPES = [
  'antrag',
  'bescheid',
  'rechnung',
  'widerspruch',
  'anfrage',
  'mahnung',
  'beschwerde',
  'bewerbung',
]
const SENTENCES = DEMO_TRAINING_TEXTS.flatMap(({ text }) => text.split(/(?<=[.?!])\s+/))
const SENTENCES_A_LETTER = 12
const REFERENCES_A_LETTER = 4

/** Beginnings and ends of compounds, most frequent first: each pair is a word that some letter has. */
const BEGINNINGS =
  `Grundsteuer Wohngeld Bau Gewerbe Hunde Abfall Kita Straßen Park Wasser Verwaltungs Bußgeld Haushalts Schul Melde
  Sozial Vermögens Landes Kreis Stadtrats Friedhofs Lärm Baum Brandschutz Kanal Denkmal Erschließungs Jugend Pflege
  Winterdienst Zweitwohnungs Sondernutzungs Feuerwehr Vergnügungs Rundfunk Unterhalts Einbürgerungs Grundstücks Miet
  Nachbarschafts`.split(/\s+/)
const ENDS =
  `bescheid antrag gebühr satzung erlaubnis verfahren prüfung nachweis beitrag ordnung genehmigung änderung stelle akte
  frist rechnung vereinbarung kosten erklärung fläche anlage begehung planung vorlage sitzung`.split(/\s+/)

const SYLLABLES =
  'ba bel ber dorf feld fin ge hau hei holz kam kel ker kirch lan lei ler mann mei mül ner ort rich rot sau schnei stein tal ter wald wei win'.split(
    ' ',
  )
const NAMES = 20_000
const FIRST_NAMES =
  'Anna Bernd Claudia Dieter Elif Franz Gisela Heiko Ingrid Jürgen Katja Lutz Mehmet Nadine Olga Paul Rosa Sven Ute Wolfgang'.split(
    ' ',
  )
const STREETS = 'Haupt Bahnhof Garten Schul Mühlen Linden Rhein Berg Kirch Wiesen'.split(' ')

/** Share of the letters that recognition has got wrong, in every third document. */
const NOISE_SHARE = 0.02

/** Made-up German letters with units and rights, the same ones for a number every time. */
export interface LetterMaker {
  documentOf(number: number): IndexedDocument
  /** A family name; small numbers are frequent ones. */
  nameOf(rank: number): string
}

export function createLetterMaker(): LetterMaker {
  const random = seededRandom(7)
  const names = Array.from({ length: NAMES }, () => {
    const parts = Array.from({ length: 2 + Math.floor(random() * 2) }, () => one(SYLLABLES, random))
    return capital(parts.join(''))
  })
  const nameOf = (rank: number): string => names[rank % NAMES] ?? ''
  return { nameOf, documentOf: (number) => documentOf(number, nameOf) }
}

export function fileNumberOf(number: number): string {
  const unit = (number * 7) % UNITS
  return `${10 + unit}.${number % 9}-${number % 10_000}/${2020 + (number % 6)}`
}

function documentOf(number: number, nameOf: (rank: number) => string): IndexedDocument {
  const random = seededRandom(number)
  const unit = unitKey(`unit-${(number * 7) % UNITS}`)
  const day = new Date(Date.UTC(2020, 0, 1) + (number % 2190) * 86_400_000).toISOString().slice(0, 10)
  const subject = `${compound(random)}: ${one(SENTENCES, random).slice(0, 60)}`
  const sender = `${one(FIRST_NAMES, random)} ${nameOf(frequent(NAMES, random))}`
  const text = letterOf(subject, sender, day, fileNumberOf(number), nameOf, random)
  return {
    tenantId: TENANT,
    documentId: `document-${number}`,
    itemId: `item-${number}`,
    title: subject,
    documentType: one(TYPES, random),
    orgUnitId: unit.slice('unit:'.length),
    sender,
    fileNumbers: [fileNumberOf(number)],
    receiptNumber: `BE-${day.slice(0, 4)}-${number}`,
    receivedOn: day,
    capturedAt: `${day}T08:00:00.000Z`,
    state: usualState(number),
    amountsCents: [Math.floor(random() * 500_000)],
    readKeys: number % 10 === 0 ? [MAILROOM_KEY, unit] : [unit, unitKey(`unit-${number % UNITS}`)],
    pages: [{ number: 1, text: number % 3 === 0 ? withNoise(text, NOISE_SHARE, number) : text }],
  }
}

function letterOf(
  subject: string,
  sender: string,
  day: string,
  fileNumber: string,
  nameOf: (rank: number) => string,
  random: () => number,
): string {
  const address = `${sender}\n${one(STREETS, random)}straße ${1 + Math.floor(random() * 90)}\n55${Math.floor(100 + random() * 900)} Musterstadt`
  const references = Array.from(
    { length: REFERENCES_A_LETTER },
    () =>
      `Die Unterlagen zum ${compound(random)} von ${nameOf(frequent(NAMES, random))} über ${Math.floor(random() * 5000)},00 Euro liegen dem ${compound(random)} bei.`,
  )
  const sentences = Array.from({ length: SENTENCES_A_LETTER }, () => one(SENTENCES, random))
  return `${address}\n\n${day.split('-').reverse().join('.')}\nIhr Zeichen: ${fileNumber}\n${subject}\n\nSehr geehrte Damen und Herren,\n${[...sentences, ...references].join('\n')}\nMit freundlichen Grüßen\n${sender}`
}

/** Frequent ones more often, as words are (Zipf's law). */
function frequent(count: number, random: () => number): number {
  return Math.floor(count ** random()) - 1
}

function compound(random: () => number): string {
  const beginning = BEGINNINGS[frequent(BEGINNINGS.length, random)] ?? ''
  return beginning + (ENDS[frequent(ENDS.length, random)] ?? '')
}

function one(values: readonly string[], random: () => number): string {
  return values[Math.floor(random() * values.length)] ?? ''
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
