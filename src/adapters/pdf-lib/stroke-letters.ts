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
  return Math.max(0, shownText(text).length * ADVANCE - (ADVANCE - LETTER_WIDTH))
}

/** The strokes of a text whose base line begins at the origin. What no letter is there for stays an empty place. */
export function strokesOf(text: string): PenPoint[][] {
  return shownText(text).flatMap((letter, index) =>
    (LETTERS[letter] ?? '')
      .split(' ')
      .filter((stroke) => stroke !== '')
      .map((stroke) =>
        Array.from({ length: stroke.length / 2 }, (_, point) => ({
          x: Number(stroke[point * 2]) + index * ADVANCE,
          y: Number(stroke[point * 2 + 1]),
        })),
      ),
  )
}

/** In capitals, without the accents that there are no letters for. */
function shownText(text: string): string[] {
  const capitals = Array.from(text.normalize('NFC').toUpperCase())
  return capitals.map((letter) =>
    letter in LETTERS ? letter : letter.normalize('NFKD').replace(/\p{M}+/gu, ''),
  )
}
