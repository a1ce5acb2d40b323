import { seededRandom } from '../../test/support/seeded-random.ts'
import { A4, A5 } from './draw-page.ts'
import { COMPANIES, FIRST_NAMES, STREETS, SUBJECTS, SURNAMES, TOWNS, type Subject } from './own-texts.ts'

export type Random = () => number
export type NumberStyle = 'none' | 'of' | 'page' | 'dashes' | 'bare' | 'later' | 'next'
type Kind = 'letter' | 'invoice' | 'private' | 'form' | 'contract' | 'minutes'

/** How one sender writes: the same for all its letters. */
export interface Sender {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly subject: Subject
  readonly street: string
  readonly town: string
  readonly phone: string
  readonly domain: string
  readonly iban: string
  readonly english: boolean
  /** Headings of tables stand on each page. */
  readonly repeatsColumns: boolean
  readonly paper: typeof A4
  readonly size: number
  readonly spacing: number
  readonly left: number
  readonly headSide: 'left' | 'right' | 'middle'
  readonly numbers: NumberStyle
  readonly headLater: 'none' | 'name' | 'all' | 'reference'
  readonly footPages: 'all' | 'first' | 'none'
  readonly closing: string
  readonly noise: number
}

const KINDS: readonly Kind[] = [
  'letter',
  'letter',
  'letter',
  'invoice',
  'invoice',
  'private',
  'form',
  'contract',
  'minutes',
]
const NUMBERS: readonly NumberStyle[] = [
  'none',
  'none',
  'of',
  'of',
  'page',
  'dashes',
  'bare',
  'later',
  'next',
]
const CLOSINGS = [
  'Mit freundlichen Grüßen',
  'Freundliche Grüße',
  'Hochachtungsvoll',
  'Im Auftrag',
  'Viele Grüße',
]

export function createSender(index: number): Sender {
  const random = seededRandom(9_000 + index * 7)
  const kind = pick(KINDS, random)
  const name = kind === 'private' ? personOf(random) : pick(COMPANIES, random)
  return {
    id: `sender-${index}`,
    name,
    kind,
    subject: pick(SUBJECTS, random),
    street: `${pick(STREETS, random)} ${1 + Math.floor(random() * 90)}`,
    town: `${digits(random, 5)} ${pick(TOWNS, random)}`,
    phone: `0${digits(random, 4)} ${digits(random, 6)}`,
    domain: `${name
      .toLowerCase()
      .replace(/[^a-z]+/g, '-')
      .slice(0, 18)}.example`,
    iban: `DE${digits(random, 2)} ${digits(random, 4)} ${digits(random, 4)} ${digits(random, 4)} ${digits(random, 4)} ${digits(random, 2)}`,
    english: random() < 0.1,
    repeatsColumns: random() < 0.6,
    paper: random() < 0.06 ? A5 : A4,
    size: 9 + Math.floor(random() * 4),
    spacing: 1.2 + random() * 0.5,
    left: 50 + random() * 35,
    headSide: pick(['left', 'right', 'middle'] as const, random),
    numbers: kind === 'private' && random() < 0.6 ? 'none' : pick(NUMBERS, random),
    headLater: pick(['none', 'none', 'name', 'all', 'reference'] as const, random),
    footPages: pick(['all', 'all', 'first', 'none'] as const, random),
    closing: pick(CLOSINGS, random),
    noise: random() < 0.3 ? 0.02 : 0.004,
  }
}

export function dateOf(random: Random): string {
  return `${1 + Math.floor(random() * 28)}.${1 + Math.floor(random() * 12)}.2026`
}

export function personOf(random: Random): string {
  return `${pick(FIRST_NAMES, random)} ${pick(SURNAMES, random)}`
}

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => 1 + Math.floor(random() * 9)).join('')
}

export function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('Nothing to pick from.')
  return item
}
