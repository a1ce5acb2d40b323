/**
 * The letters of DIN 91379:2022-08 that offices must be able to write. Ranges of code points, first to last, that hold
 * no other letters, and the letters that stand alone.
 */
const RANGES: readonly (readonly [number, number])[] = [
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0xd6],
  [0xd8, 0xf6],
  [0xf8, 0x148],
  [0x14a, 0x17e],
  [0x187, 0x188],
  [0x1a0, 0x1a1],
  [0x1af, 0x1b0],
  [0x1cd, 0x1dc],
  [0x1de, 0x1df],
  [0x1e2, 0x1f0],
  [0x1f4, 0x1f5],
  [0x1f8, 0x1ff],
  [0x212, 0x213],
  [0x218, 0x21b],
  [0x21e, 0x21f],
  [0x227, 0x233],
  [0x1e02, 0x1e03],
  [0x1e06, 0x1e07],
  [0x1e0a, 0x1e11],
  [0x1e1c, 0x1e2b],
  [0x1e30, 0x1e37],
  [0x1e3a, 0x1e3b],
  [0x1e40, 0x1e49],
  [0x1e52, 0x1e5b],
  [0x1e5e, 0x1e63],
  [0x1e6a, 0x1e6f],
  [0x1e80, 0x1e87],
  [0x1e8c, 0x1e97],
  [0x1ea0, 0x1ef9],
  // Greek and Bulgarian Cyrillic, the extended part.
  [0x386, 0x386],
  [0x388, 0x38a],
  [0x38e, 0x3a1],
  [0x3a3, 0x3ce],
  [0x410, 0x42a],
  [0x42e, 0x44a],
]
const SINGLE =
  '\u0149\u018F\u0197\u01B7\u0259\u0268\u0292\u1E17\u1E2F\u1E9E\u038C\u042C\u044C\u044E\u044F\u040D\u045D'

/** Bases by the marks that are put on them, in hexadecimal. */
const ON_BASES: Readonly<Record<string, string>> = {
  '300': 'CFGKMPSTZ cfgkmpstz',
  '302': 'DKLMNdklmn',
  '304': 'CFHKNPSTZ cfhknpstz Û û Ḳ ḳ Ṣ ṣ Ṭ ṭ Ụ ụ',
  '306': 'CMNRZÇ cmnrzç',
  '308': 'CTZ cnz Ạ ạ Ọ ọ Ụ ụ',
  '30B': 'Aa',
  '301': 'Jj ÿ Ī ī',
  '30C': 'J',
  '307': 'KUku',
  '30D': 'ē ō',
  '310': 'Mm',
  '315': 'CKPTČ ckptč',
  '31B': 'KTkt',
  '323': 'CPČ cpč',
  '325': 'LRlr',
  '326': 'CHKLNŽ chklnž',
  '327': 'ZŽ zž',
  '331': 'HS s',
}
const STACKED = [
  'C\u0328\u0306',
  'c\u0328\u0306',
  'L\u0325\u0304',
  'l\u0325\u0304',
  'R\u0325\u0304',
  'r\u0325\u0304',
  'S\u031B\u0304',
  's\u031B\u0304',
  'K\u035FH',
  'K\u035Fh',
  'k\u035Fh',
]

export const DIN_91379_LETTERS: readonly string[] = [
  ...RANGES.flatMap(([first, last]) =>
    Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index)),
  ),
  ...Array.from(SINGLE),
]

export const DIN_91379_SEQUENCES: readonly string[] = [
  ...Object.entries(ON_BASES).flatMap(([mark, bases]) =>
    Array.from(bases.replaceAll(' ', ''), (base) => base + String.fromCodePoint(Number.parseInt(mark, 16))),
  ),
  ...STACKED,
]
