/** Crockford's base 32: without I, L, O and U, so that people can read it out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 80 bits: guessing one of a million codes takes more tries than anybody gets. */
export const CODE_BYTES = 10

/** Random bytes as a code people can copy by hand: `7ZK2-M0QX-…`. */
export function codeFrom(hex: string): string {
  const bits = Array.from(hex, (digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('')
  const letters = bits.match(/[01]{5}/g) ?? []
  return grouped(letters.map((letter) => ALPHABET.charAt(Number.parseInt(letter, 2))).join(''))
}

/** A code as typed, written as it was given out. */
export function groupedCode(typed: string): string {
  return grouped(normalCode(typed))
}

function grouped(code: string): string {
  return (code.match(/.{1,4}/g) ?? []).join('-')
}

/** A code as typed, made comparable: case, blanks, hyphens and look-alikes make no difference. */
export function normalCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}
