import type { Person } from '../access/actor.ts'

/** What makes an item a letter that the city wrote itself (Ausgang): it is no mail, and lies in its case file from the start. */
export interface OutgoingLetter {
  /** Name and address, as lines. */
  readonly recipient: string
  /** Day on the letter, `YYYY-MM-DD`. */
  readonly sentOn: string
  readonly author: Person
  /** The item that it answers. */
  readonly answersItemId?: string
}

const SERIAL_DIGITS = 6

/** Such as `AUS-2026/000012`: no receipt number of any tenant has a slash. */
export function letterNumberFrom(year: number, serial: number): string {
  return `AUS-${year}/${String(serial).padStart(SERIAL_DIGITS, '0')}`
}

/** Longer letters are no letters. */
export const MAX_LETTER_PAGES = 20
export const MAX_FILE_BYTES_OF_LETTER = 20 * 1024 * 1024
