/**
 * The shape of a file number: every run of digits becomes 9, every run of letters A, marks stay. `33.41-2026/000123` and the
 * template `{Amt}.{Aktenplan}-{Jahr}/{lfd}` both have the shape `9.9-9/9`.
 */
export function fileNumberShape(fileNumber: string): string {
  return fileNumber
    .replace(/\{[^{}]{1,40}\}/g, '0')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/\s+/g, '')
    .replace(/\p{L}+/gu, 'A')
    .replace(/\d+/g, '9')
}

export interface ShapedNumber {
  readonly start: number
  readonly end: number
  readonly fileNumber: string
}

/** A shape with fewer marks fits phone numbers and dates too. */
const MIN_SHAPE_LENGTH = 5
const CANDIDATE = /(?<![\p{L}\d])[\p{L}\d]{1,12}(?:[ ]?[./‐‑–-][ ]?[\p{L}\d]{1,12}){2,6}(?![\p{L}\d])/gu

/** Numbers in a text that have one of the shapes. */
export function findShapedNumbers(text: string, shapes: ReadonlySet<string>): readonly ShapedNumber[] {
  const wanted = new Set([...shapes].filter((shape) => shape.length >= MIN_SHAPE_LENGTH))
  if (wanted.size === 0) return []
  return [...text.matchAll(CANDIDATE)]
    .filter((match) => /\d/.test(match[0]) && wanted.has(fileNumberShape(match[0])))
    .map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      fileNumber: match[0].replace(/\s+/g, ''),
    }))
}
