import type { Mark } from '../../domain/barcodes/code-places.ts'
import type { Box } from '../../domain/recognition/page.ts'
import { withMemory, viewOf, type PdfiumEngine } from './engine.ts'
import { toShown, type PageFrame } from './page-frame.ts'

/** Values of FPDFPageObj_GetType (fpdf_edit.h). */
const TYPE = { text: 1, path: 2, image: 3, form: 5 } as const
/** Beyond these a page is a drawing, and all of it is looked at. */
const MAX_OBJECTS = 5000
const MAX_DEPTH = 4
const MAX_FONT_NAME_BYTES = 256
/** Strokes of one filled rectangle. */
const RECTANGLE = 2
/** As few strokes as this make no code. */
const MIN_FORM_STROKES = 20
/** Bars are shorter than 40 mm; longer strokes are rules of tables and frames. */
const LONGEST_BAR_PT = 114
/** Bars of a code that is drawn with a font are at least so high (6 mm); print this large is rare. */
const LOWEST_BARS_PT = 17
/** Pictures that are lower or narrower (2.5 mm) are rules and bullets. */
const SMALLEST_PICTURE_PT = 7
const CODE_FONT =
  /bar ?code|bar39|code[ _-]?(?:128|39|93|25)|3 ?of ?9|2 ?of ?5|i2of5|c39|ean[ _-]?(?:8|13)|upc|interleaved|qr[ _-]?code|data ?matrix|pdf[ _-]?417|aztec|idautomation/iu

const WHOLE_PAGE: Mark = { box: [0, 0, 1, 1], strokes: Infinity }

/** What is drawn on a page that may be a code or a part of one: pictures, small figures, and text in large or odd fonts. */
export function surveyMarks(engine: PdfiumEngine, page: number, frame: PageFrame): readonly Mark[] {
  const count = engine._FPDFPage_CountObjects(page)
  if (count > MAX_OBJECTS) return [WHOLE_PAGE]
  const fonts = new Map<number, boolean>()
  return withMemory(engine, 16, (scratch) => {
    const marks: Mark[] = []
    for (let index = 0; index < count; index++) {
      const object = engine._FPDFPage_GetObject(page, index)
      const mark = markOf(engine, object, { frame, scratch, fonts })
      if (mark !== undefined) marks.push(mark)
    }
    return marks
  })
}

interface Survey {
  readonly frame: PageFrame
  readonly scratch: number
  /** Whether a font draws codes, by its handle. */
  readonly fonts: Map<number, boolean>
}

type Look = (engine: PdfiumEngine, object: number, survey: Survey, bounds: Bounds) => number

/** How many strokes of a code an object of each type may hold; 0 for none. */
const STROKES: Readonly<Record<number, Look>> = {
  [TYPE.image]: (_engine, _image, _survey, { shorterPt }) => (shorterPt < SMALLEST_PICTURE_PT ? 0 : Infinity),
  [TYPE.form]: (engine, form, survey) => (formHasMarks(engine, form, survey, 0) ? Infinity : 0),
  [TYPE.path](engine, path, _survey, { longerPt }) {
    const strokes = strokesOf(engine, path)
    return strokes <= RECTANGLE && longerPt > LONGEST_BAR_PT ? 0 : strokes
  },
  [TYPE.text]: (engine, text, survey, { shorterPt }) =>
    shorterPt >= LOWEST_BARS_PT || drawsCodes(engine, text, survey) ? Infinity : 0,
}

function markOf(engine: PdfiumEngine, object: number, survey: Survey): Mark | undefined {
  const look = STROKES[engine._FPDFPageObj_GetType(object)]
  if (look === undefined) return undefined
  const bounds = boundsOf(engine, object, survey)
  if (bounds === undefined) return WHOLE_PAGE
  const strokes = look(engine, object, survey, bounds)
  return strokes === 0 ? undefined : { box: bounds.box, strokes }
}

/** A bar that is stroked has two segments, one that is filled has five. */
function strokesOf(engine: PdfiumEngine, path: number): number {
  return Math.max(1, Math.floor(engine._FPDFPath_CountSegments(path) / 2))
}

/** Places inside of a form are told in its own coordinates, so that it counts as a whole. */
function formHasMarks(engine: PdfiumEngine, form: number, survey: Survey, depth: number): boolean {
  const count = engine._FPDFFormObj_CountObjects(form)
  if (depth >= MAX_DEPTH || count > MAX_OBJECTS) return true
  let strokes = 0
  for (let index = 0; index < count && strokes < MIN_FORM_STROKES; index++) {
    strokes += strokesWithin(engine, engine._FPDFFormObj_GetObject(form, index), survey, depth)
  }
  return strokes >= MIN_FORM_STROKES
}

function strokesWithin(engine: PdfiumEngine, object: number, survey: Survey, depth: number): number {
  switch (engine._FPDFPageObj_GetType(object)) {
    case TYPE.image:
      return Infinity
    case TYPE.form:
      return formHasMarks(engine, object, survey, depth + 1) ? Infinity : 0
    case TYPE.path:
      return strokesOf(engine, object)
    case TYPE.text:
      return drawsCodes(engine, object, survey) ? Infinity : 0
    default:
      return 0
  }
}

interface Bounds {
  readonly box: Box
  readonly shorterPt: number
  readonly longerPt: number
}

/** Undefined where the object does not say. */
function boundsOf(engine: PdfiumEngine, object: number, { frame, scratch }: Survey): Bounds | undefined {
  if (engine._FPDFPageObj_GetBounds(object, scratch, scratch + 4, scratch + 8, scratch + 12) === 0)
    return undefined
  const view = viewOf(engine)
  const left = view.getFloat32(scratch, true)
  const bottom = view.getFloat32(scratch + 4, true)
  const right = view.getFloat32(scratch + 8, true)
  const top = view.getFloat32(scratch + 12, true)
  const a = toShown(frame, left, top)
  const b = toShown(frame, right, bottom)
  const sides = [Math.abs(right - left), Math.abs(top - bottom)] as const
  return {
    box: [
      clamp(Math.min(a.x, b.x)),
      clamp(Math.min(a.y, b.y)),
      clamp(Math.max(a.x, b.x)),
      clamp(Math.max(a.y, b.y)),
    ],
    shorterPt: Math.min(...sides),
    longerPt: Math.max(...sides),
  }
}

/** By the font's name; one without a name may draw anything. */
function drawsCodes(engine: PdfiumEngine, text: number, { fonts }: Survey): boolean {
  const font = engine._FPDFTextObj_GetFont(text)
  const known = fonts.get(font)
  if (known !== undefined) return known
  const name = fontName(engine, font)
  const draws = name === '' || CODE_FONT.test(name)
  fonts.set(font, draws)
  return draws
}

function fontName(engine: PdfiumEngine, font: number): string {
  if (font === 0) return ''
  return withMemory(engine, MAX_FONT_NAME_BYTES, (buffer) => {
    const size = engine._FPDFFont_GetBaseFontName(font, buffer, MAX_FONT_NAME_BYTES)
    if (size <= 1 || size > MAX_FONT_NAME_BYTES) return ''
    return Buffer.from(engine.HEAPU8.subarray(buffer, buffer + size - 1)).toString('latin1')
  })
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
