import { viewOf, withMemory, type PdfiumEngine } from './engine.ts'
import { toShown, type PageFrame } from './page-frame.ts'

const TYPE_IMAGE = 3
const TYPE_FORM = 5
/** Vector drawings have tens of thousands of objects; pictures among the first ones are enough to decide. */
const MAX_OBJECTS = 5000
const MAX_DEPTH = 4
/** struct FPDF_IMAGEOBJ_METADATA: width, height, horizontal_dpi, vertical_dpi, bits_per_pixel, colorspace, content id. */
const METADATA_BYTES = 28
/** Values of its colour space (fpdf_edit.h): DeviceGray and CalGray. */
const GRAY_SPACES = new Set([1, 4])

/** What pictures contribute to a page. */
export interface PagePictures {
  /** Share of the page that they cover, 0..1. */
  readonly share: number
  /** Resolution of the largest; undefined without pictures. */
  readonly ppi: number | undefined
  /** Whether the page is nothing but pictures without colours. */
  readonly areGray: boolean
}

/** Looks at the pictures among the objects of a page, those inside of form objects too. */
export function surveyPictures(engine: PdfiumEngine, page: number, frame: PageFrame): PagePictures {
  let share = 0
  let largest = { share: 0, image: 0 }
  let areGray = true
  const count = Math.min(engine._FPDFPage_CountObjects(page), MAX_OBJECTS)
  for (let index = 0; index < count; index++) {
    const object = engine._FPDFPage_GetObject(page, index)
    const image = findImage(engine, object, 0)
    areGray &&= image === object && isGray(engine, page, image)
    if (image === 0) continue
    const covered = coveredShare(engine, object, frame)
    share += covered
    if (covered > largest.share) largest = { share: covered, image }
  }
  return {
    share: Math.min(1, share),
    ppi: largest.image === 0 ? undefined : imagePpi(engine, page, largest.image, frame),
    areGray: areGray && largest.image !== 0,
  }
}

/** The object itself or the first picture inside of it; 0 for none. */
function findImage(engine: PdfiumEngine, object: number, depth: number): number {
  const type = engine._FPDFPageObj_GetType(object)
  if (type === TYPE_IMAGE) return object
  if (type !== TYPE_FORM || depth >= MAX_DEPTH) return 0
  const count = Math.min(engine._FPDFFormObj_CountObjects(object), MAX_OBJECTS)
  for (let index = 0; index < count; index++) {
    const image = findImage(engine, engine._FPDFFormObj_GetObject(object, index), depth + 1)
    if (image !== 0) return image
  }
  return 0
}

function coveredShare(engine: PdfiumEngine, object: number, frame: PageFrame): number {
  return withMemory(engine, 16, (pointer) => {
    if (engine._FPDFPageObj_GetBounds(object, pointer, pointer + 4, pointer + 8, pointer + 12) === 0) return 0
    const view = viewOf(engine)
    const [left, bottom, right, top] = [0, 4, 8, 12].map((at) => view.getFloat32(pointer + at, true))
    const a = toShown(frame, left ?? 0, top ?? 0)
    const b = toShown(frame, right ?? 0, bottom ?? 0)
    const width = Math.min(1, Math.max(a.x, b.x)) - Math.max(0, Math.min(a.x, b.x))
    const height = Math.min(1, Math.max(a.y, b.y)) - Math.max(0, Math.min(a.y, b.y))
    return Math.max(0, width) * Math.max(0, height)
  })
}

/** Geometric mean of both axes: of a fax (204 × 98 ppi) the finer one should not be thrown away. */
function imagePpi(
  engine: PdfiumEngine,
  page: number,
  image: number,
  { unitPt }: PageFrame,
): number | undefined {
  return withMetadata(engine, page, image, (view, pointer) => {
    const perUnit = Math.sqrt(view.getFloat32(pointer + 8, true) * view.getFloat32(pointer + 12, true))
    const ppi = perUnit / unitPt
    return Number.isFinite(ppi) && ppi > 0 ? ppi : undefined
  })
}

function isGray(engine: PdfiumEngine, page: number, image: number): boolean {
  const space = withMetadata(engine, page, image, (view, pointer) => view.getInt32(pointer + 20, true))
  return space !== undefined && GRAY_SPACES.has(space)
}

/** Undefined where PDFium knows nothing of the picture. */
function withMetadata<Result>(
  engine: PdfiumEngine,
  page: number,
  image: number,
  use: (view: DataView, pointer: number) => Result,
): Result | undefined {
  return withMemory(engine, METADATA_BYTES, (pointer) =>
    engine._FPDFImageObj_GetImageMetadata(image, page, pointer) === 0
      ? undefined
      : use(viewOf(engine), pointer),
  )
}
