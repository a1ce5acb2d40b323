import type { LayerWord } from '../../domain/recognition/text-layer.ts'
import { viewOf, withMemory, type PdfiumEngine } from './engine.ts'
import { directionDegrees, toShown, type PageFrame } from './page-frame.ts'

/** Neither filled nor stroked (ISO 32000-1, 9.3.6). */
const INVISIBLE = 3
/** PDFium gives these for a hyphen at the end of a line. */
const LINE_END_HYPHENS = new Set([0x02, 0xfffe])
/** A page of dense print has about 6,000 characters; a poster or a table a few times more. */
const MAX_CHARACTERS = 200_000

interface Glyph {
  readonly text: string
  /** Left, top, right, bottom in 0..1 of the page as shown. */
  readonly box: readonly [number, number, number, number]
  readonly invisible: boolean
  readonly angleDegrees: number
}

/** Reads the words of a loaded page with their places, in the order of PDFium's own text. */
export function readWords(engine: PdfiumEngine, page: number, frame: PageFrame): LayerWord[] {
  const text = engine._FPDFText_LoadPage(page)
  if (text === 0) return []
  try {
    return withMemory(engine, 4 * 8, (scratch) => collectWords(engine, text, frame, scratch))
  } finally {
    engine._FPDFText_ClosePage(text)
  }
}

function collectWords(engine: PdfiumEngine, text: number, frame: PageFrame, scratch: number): LayerWord[] {
  const words: LayerWord[] = []
  let glyphs: Glyph[] = []
  let startsLine = true
  const endWord = (): void => {
    if (glyphs.length > 0) {
      words.push(toWord(glyphs, startsLine, frame))
      startsLine = false
    }
    glyphs = []
  }
  const count = Math.min(engine._FPDFText_CountChars(text), MAX_CHARACTERS)
  for (let index = 0; index < count; index++) {
    const code = engine._FPDFText_GetUnicode(text, index)
    const isHyphen = LINE_END_HYPHENS.has(code)
    const character = isHyphen ? '-' : toCharacter(code)
    if (/^\s$/u.test(character)) {
      endWord()
      if (character === '\n' || character === '\r') startsLine = true
      continue
    }
    const glyph = readGlyph(engine, text, index, frame, scratch, character)
    const gap = gapBetween(glyphs.at(-1), glyph, frame)
    if (gap !== 'none') endWord()
    if (gap === 'line') startsLine = true
    glyphs.push(glyph)
    if (isHyphen) {
      endWord()
      startsLine = true
    }
  }
  endWord()
  return words
}

/** Characters outside Unicode's range become the replacement character, so that garbled text shows as such. */
function toCharacter(code: number): string {
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD'
  return String.fromCodePoint(code)
}

function readGlyph(
  engine: PdfiumEngine,
  text: number,
  index: number,
  frame: PageFrame,
  scratch: number,
  character: string,
): Glyph {
  engine._FPDFText_GetCharBox(text, index, scratch, scratch + 8, scratch + 16, scratch + 24)
  const view = viewOf(engine)
  const [left, right, bottom, top] = [0, 8, 16, 24].map((at) => view.getFloat64(scratch + at, true))
  const a = toShown(frame, left ?? 0, top ?? 0)
  const b = toShown(frame, right ?? 0, bottom ?? 0)
  const object = engine._FPDFText_GetTextObject(text, index)
  return {
    text: character,
    box: [Math.min(a.x, b.x), Math.min(a.y, b.y), Math.max(a.x, b.x), Math.max(a.y, b.y)],
    invisible: object !== 0 && engine._FPDFTextObj_GetTextRenderMode(object) === INVISIBLE,
    angleDegrees: directionDegrees(frame, engine._FPDFText_GetCharAngle(text, index)),
  }
}

/** Producers that place words without spaces leave only the distance between them. */
function gapBetween(before: Glyph | undefined, glyph: Glyph, frame: PageFrame): 'none' | 'word' | 'line' {
  if (before === undefined) return 'none'
  const upright = [before, glyph].every(({ angleDegrees }) => Math.abs(angleDegrees) < 1)
  const heightPt = Math.max(before.box[3] - before.box[1], glyph.box[3] - glyph.box[1]) * frame.heightPt
  if (!upright || heightPt === 0) return 'none'
  const apartPt = Math.max(glyph.box[1] - before.box[3], before.box[1] - glyph.box[3]) * frame.heightPt
  const backPt = (before.box[0] - glyph.box[2]) * frame.widthPt
  if (apartPt > heightPt || backPt > heightPt) return 'line'
  return (glyph.box[0] - before.box[2]) * frame.widthPt > heightPt * 1.5 ? 'word' : 'none'
}

function toWord(glyphs: readonly Glyph[], startsLine: boolean, frame: PageFrame): LayerWord {
  const drawn = glyphs.filter(({ box }) => box[2] > box[0] || box[3] > box[1])
  const placed = drawn.length > 0 ? drawn : glyphs
  return {
    text: spellOut(glyphs.map((glyph) => glyph.text).join('')),
    box: [
      clamp(Math.min(...placed.map(({ box }) => box[0]))),
      clamp(Math.min(...placed.map(({ box }) => box[1]))),
      clamp(Math.max(...placed.map(({ box }) => box[2]))),
      clamp(Math.max(...placed.map(({ box }) => box[3]))),
    ],
    invisible: glyphs.every((glyph) => glyph.invisible),
    angleDegrees: writingDegrees(glyphs, frame),
    startsLine,
  }
}

/**
 * The angle of the font is not enough: some producers mirror font and page. Where letters follow each other tells more,
 * in scripts that run from left to right.
 */
function writingDegrees(glyphs: readonly Glyph[], frame: PageFrame): number {
  const first = glyphs[0]
  const last = glyphs.at(-1)
  if (first === undefined || last === undefined) return 0
  const runsRight = glyphs.every(({ text }) => /[\p{Script=Latin}\p{N}\p{P}]/u.test(text))
  const dx = (last.box[0] + last.box[2] - first.box[0] - first.box[2]) * frame.widthPt
  const dy = (last.box[1] + last.box[3] - first.box[1] - first.box[3]) * frame.heightPt
  if (!runsRight || glyphs.length < 3 || Math.hypot(dx, dy) === 0) return first.angleDegrees
  return (Math.atan2(dy, dx) * 180) / Math.PI
}

/** Composes accents and resolves the Latin ligatures, so that words can be found as they are typed. */
function spellOut(text: string): string {
  return text.normalize('NFC').replace(/[\uFB00-\uFB06]/gu, (ligature) => ligature.normalize('NFKC'))
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
