import { lettersOf, plainLine } from './page-letters.ts'

/**
 * Letters as lines of a pen, drawn for this program: no font has to be embedded for a stamp, as PDF/A demands of every font.
 * Each stroke is a run of points, two digits a point: x 0..4 and y 0..7, with the base line at 0 and capitals 6 high.
 */
const LETTERS: Readonly<Record<string, string>> = {
  A: '002640 1232',
  B: '00063645443303 3342413000',
  C: '4536160501103041',
  D: '00063645413000',
  E: '46060040 0333',
  F: '460600 0333',
  G: '45361605011030414323',
  H: '0006 4046 0343',
  I: '1030 1636 2026',
  J: '4641301001',
  K: '0006 460340',
  L: '060040',
  M: '0006234640',
  N: '00064046',
  O: '103041453616050110',
  P: '00063645443303',
  Q: '103041453616050110 2240',
  R: '00063645443303 2340',
  S: '453616050413334241301001',
  T: '0646 2620',
  U: '060110304146',
  V: '062046',
  W: '0610233046',
  X: '0046 0640',
  Y: '062346 2320',
  Z: '06460040',
  Ä: '002640 1232 0707 4747',
  Ö: '103041453616050110 0707 4747',
  Ü: '060110304146 1717 3737',
  Æ: '002646 262040 2343 1222',
  Đ: '00063645413000 0323',
  Ð: '00063645413000 0323',
  Ħ: '0006 4046 0343 0545',
  Ł: '060040 0234',
  Ŋ: '00064046 4030',
  Ø: '103041453616050110 0046',
  Œ: '461605011040 2620 2343',
  Ŧ: '0646 2620 1333',
  Þ: '0006 053544433202',
  ẞ: '00051646334342413120',
  ' ': '',
  '0': '103041453616050110 1135',
  '1': '152620 1030',
  '2': '05163645440040',
  '3': '05163645443313 334241301001',
  '4': '30360242',
  '5': '460604344341301001',
  '6': '4536160501103041423303',
  '7': '064610',
  '8': '13334445361605041302011030414233',
  '9': '0110304145361605041343',
  '-': '1333',
  '.': '2020',
  ',': '2110',
  ':': '2121 2424',
  '/': '0046',
  '(': '36252130',
  ')': '16252110',
  "'": '2625',
}

/** Accents over and under a capital, as strokes of points x, y in the units of the letters. */
const MARKS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  '\u0300': [[1.4, 7.8, 2.4, 6.8]],
  '\u0301': [[1.6, 6.8, 2.6, 7.8]],
  '\u0302': [[1, 6.8, 2, 7.8, 3, 6.8]],
  '\u0303': [[1, 7, 1.7, 7.6, 2.3, 7, 3, 7.6]],
  '\u0304': [[1, 7.2, 3, 7.2]],
  '\u0306': [[1, 7.8, 1.5, 7, 2.5, 7, 3, 7.8]],
  '\u0307': [[2, 7.3, 2, 7.3]],
  '\u0308': [
    [1, 7.3, 1, 7.3],
    [3, 7.3, 3, 7.3],
  ],
  '\u030A': [[2, 7.8, 1.5, 7.3, 2, 6.8, 2.5, 7.3, 2, 7.8]],
  '\u030B': [
    [1.2, 6.8, 2, 7.8],
    [2.4, 6.8, 3.2, 7.8],
  ],
  '\u030C': [[1, 7.8, 2, 6.8, 3, 7.8]],
  '\u0323': [[2, -0.8, 2, -0.8]],
  '\u0326': [[2.2, -0.5, 1.8, -1.3]],
  '\u0327': [[2, 0, 2.5, -0.7, 1.7, -1.2]],
  '\u0328': [[3, 0, 2.5, -0.8, 3.3, -1.1]],
  '\u0331': [[1, -0.8, 3, -0.8]],
}

/** A box: there is a letter that this pen cannot write. */
const UNKNOWN = '0006464000'

export const LETTER_HEIGHT = 6
/** From one letter to the next: its own width and a gap. */
const ADVANCE = 6
const LETTER_WIDTH = 4

export interface PenPoint {
  readonly x: number
  readonly y: number
}

/** In the units of the letters. */
export function widthOf(text: string): number {
  return Math.max(0, capitalsOf(text).length * ADVANCE - (ADVANCE - LETTER_WIDTH))
}

/** The strokes of a text whose base line begins at the origin. A box stands for what cannot be written. */
export function strokesOf(text: string): PenPoint[][] {
  return capitalsOf(text).flatMap((letter, index) =>
    strokesOfLetter(letter).map((points) => points.map(({ x, y }) => ({ x: x + index * ADVANCE, y }))),
  )
}

function capitalsOf(text: string): readonly string[] {
  return lettersOf(plainLine(plainLine(text).toUpperCase()))
}

function strokesOfLetter(letter: string): PenPoint[][] {
  const whole = LETTERS[letter]
  if (whole !== undefined) return penStrokes(whole)
  const [base = '', ...accents] = Array.from(letter.normalize('NFD'))
  const marks = accents.map((accent) => MARKS[accent])
  const strokes = LETTERS[base]
  if (strokes === undefined || marks.includes(undefined)) return penStrokes(UNKNOWN)
  return [...penStrokes(strokes), ...marks.flatMap((mark) => (mark ?? []).map(pointsOf))]
}

function penStrokes(strokes: string): PenPoint[][] {
  return strokes
    .split(' ')
    .filter((stroke) => stroke !== '')
    .map((stroke) => pointsOf(Array.from(stroke, Number)))
}

function pointsOf(places: readonly number[]): PenPoint[] {
  return Array.from({ length: places.length / 2 }, (_, point) => ({
    x: places[point * 2] ?? 0,
    y: places[point * 2 + 1] ?? 0,
  }))
}
