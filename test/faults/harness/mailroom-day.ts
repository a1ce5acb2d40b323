import { PDFDocument } from '@cantoo/pdf-lib'
import { textPdf } from '../../support/text-pdf.ts'
import type { Random } from './random.ts'

/** What one letter of the day is told by afterwards: a mark on each of its pages, which no other page has. */
export interface DayLetter {
  readonly marks: readonly string[]
}

/** Letters that are scanned together: a sheet before each, and the empty backs that a duplex scanner makes. */
export interface DayStack {
  readonly name: string
  readonly letters: readonly DayLetter[]
  /** Numbers of the pages, from 1 over all letters, that have an empty back. */
  readonly emptyBacks: ReadonlySet<number>
}

export interface MailroomDay {
  readonly stacks: readonly DayStack[]
  /** Handed in one by one. */
  readonly singles: readonly DayLetter[]
}

const A4: [number, number] = [595.28, 841.89]
const LETTERS_IN_A_STACK = 20
/** One of so many letters comes alone: by fax, by mail, over the counter. */
const SINGLES = 5
const EMPTY_BACKS = 0.15
const PAGES_OF_A_LETTER = { fewest: 1, most: 13 } as const

/** A day of so many letters, of seven pages on average, as the seed has them. */
export function composeDay(letters: number, random: Random): MailroomDay {
  const all = Array.from({ length: letters }, (_, index) => letterOf(index, random))
  const singles = all.slice(0, Math.floor(letters / SINGLES))
  const stacked = all.slice(singles.length)
  const stacks: DayStack[] = []
  for (let start = 0; start < stacked.length; start += LETTERS_IN_A_STACK) {
    const inIt = stacked.slice(start, start + LETTERS_IN_A_STACK)
    const pages = inIt.reduce((sum, { marks }) => sum + marks.length, 0)
    const emptyBacks = new Set<number>()
    for (let page = 1; page <= pages; page += 1) if (random.fraction() < EMPTY_BACKS) emptyBacks.add(page)
    stacks.push({ name: `stapel-${stacks.length + 1}`, letters: inIt, emptyBacks })
  }
  return { stacks, singles }
}

function letterOf(index: number, random: Random): DayLetter {
  const { fewest, most } = PAGES_OF_A_LETTER
  const pages = random.between(fewest, most)
  return { marks: Array.from({ length: pages }, (_, page) => `Schreiben${index + 1}Seite${page + 1}`) }
}

/** @param sheet a PDF with a separator sheet on its first page, as the product prints it */
export async function scanOf({ letters, emptyBacks }: DayStack, sheet: Uint8Array): Promise<Buffer> {
  const scan = await PDFDocument.create()
  const printed = await PDFDocument.load(sheet)
  let number = 0
  for (const letter of letters) {
    for (const separator of await scan.copyPages(printed, [0])) scan.addPage(separator)
    const written = await PDFDocument.load(await fileOf(letter))
    for (const page of await scan.copyPages(written, written.getPageIndices())) {
      scan.addPage(page)
      number += 1
      if (emptyBacks.has(number)) scan.addPage(A4)
    }
  }
  return Buffer.from(await scan.save())
}

export function fileOf({ marks }: DayLetter): Promise<Buffer> {
  return textPdf(marks.map(linesOf))
}

function linesOf(mark: string): string[] {
  return [
    mark,
    'Sehr geehrte Damen und Herren,',
    'hiermit beantrage ich Auskunft und bitte um eine Antwort an die genannte Anschrift.',
    'Mit freundlichen Grüßen',
  ]
}

/** Pages of a scan by what becomes of them. */
export function accountOf({ letters, emptyBacks }: DayStack): {
  readonly images: number
  readonly blanks: number
  readonly separators: number
  readonly letters: number
  readonly stored: number
} {
  const stored = letters.reduce((sum, { marks }) => sum + marks.length, 0)
  const blanks = emptyBacks.size
  const separators = letters.length
  return { images: stored + blanks + separators, blanks, separators, letters: letters.length, stored }
}
