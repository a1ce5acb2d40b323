import { codePlaces } from '../../domain/barcodes/code-places.ts'
import { isMailroomError, MailroomError } from '../../domain/errors.ts'
import { assertPageBox, assertPageCount } from '../../domain/recognition/limits.ts'
import { pixelsAt, recognitionPpi } from '../../domain/recognition/resolution.ts'
import type { OpenDocument, PageDrawings, PageSource, SourcePage } from '../../ports/page-source.ts'
import { startPdfium, viewOf, withMemory, type PdfiumEngine } from './engine.ts'
import { readEmbeddedFiles } from './embedded-files.ts'
import { readFeatures } from './file-features.ts'
import {
  createKeptDocuments,
  type KeptDocuments,
  type LoadedDocument,
  type ReadUserUnits,
} from './kept-document.ts'
import { drawPage, drawPart } from './draw-page.ts'
import { measureFrame, type PageFrame } from './page-frame.ts'
import { surveyMarks } from './page-marks.ts'
import { surveyPictures } from './page-pictures.ts'
import { readWords } from './text-words.ts'

const PDF = 'application/pdf'
/** FPDF_FORMFILLINFO has 140 bytes; only its version (2) is set, no callback is given. */
const FORM_INFO_BYTES = 256
const FORM_INFO_VERSION = 2
const MAX_TITLE_BYTES = 4096
/** WebAssembly memory never shrinks: a larger instance is replaced before the next document. */
const MAX_IDLE_BYTES = 512 * 1024 * 1024

export interface PdfSourceOptions {
  readonly startEngine?: () => Promise<PdfiumEngine>
  /** Pages measure in points when absent. */
  readonly readUserUnits?: ReadUserUnits
}

/** Reads PDF with PDFium's WebAssembly build. Nothing in a file can reach out: the build has no network and no scripts. */
export function createPdfSource(options: PdfSourceOptions = {}): PageSource {
  const { startEngine = startPdfium, readUserUnits = async () => new Map<number, number>() } = options
  let running: RunningEngine | undefined
  const start = async (): Promise<RunningEngine> => {
    const engine = await startEngine()
    const dropBroken = (): void => {
      if (running?.engine === engine) running = undefined
    }
    const documents = createKeptDocuments(engine, (work) => guarded(dropBroken, work), readUserUnits)
    return { engine, documents, dropBroken }
  }
  return {
    engine: 'pdfium',
    reads: (mediaType) => mediaType === PDF,
    async open(path) {
      if (running !== undefined && running.engine.HEAPU8.length > MAX_IDLE_BYTES) running = undefined
      running ??= await start()
      const { engine, documents, dropBroken } = running
      return openDocument(engine, await documents.take(path), dropBroken)
    },
    async [Symbol.asyncDispose]() {
      running = undefined
    },
  }
}

interface RunningEngine {
  readonly engine: PdfiumEngine
  readonly documents: KeptDocuments
  readonly dropBroken: () => void
}

/** After a trap the instance's memory cannot be trusted; it is dropped and the file is taken for damaged. */
function guarded<Result>(dropBroken: () => void, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    if (isMailroomError(error)) throw error
    dropBroken()
    throw new MailroomError('document-damaged', 'The PDF cannot be read.', { cause: error })
  }
}

function openDocument(
  engine: PdfiumEngine,
  { handle: document, userUnits, bytes, giveBack }: LoadedDocument,
  dropBroken: () => void,
): OpenDocument {
  let openPage: (() => void) | undefined
  const close = (): void => {
    openPage?.()
    giveBack()
  }
  const pageCount = guarded(dropBroken, () => engine._FPDF_GetPageCount(document))
  try {
    assertPageCount(pageCount)
    if (pageCount < 1) throw new MailroomError('document-damaged', 'The PDF has no pages.')
  } catch (error) {
    close()
    throw error
  }
  return {
    pageCount,
    // Read when asked for: the features take a search of the whole file, and a page is read without them.
    get title() {
      return guarded(dropBroken, () => readTitle(engine, document))
    },
    get features() {
      return guarded(dropBroken, () => readFeatures(engine, document, bytes()))
    },
    async openPage(pageNumber) {
      openPage?.()
      const opened = guarded(dropBroken, () => loadPage(engine, document, pageNumber))
      openPage = () => {
        engine._FPDF_ClosePage(opened.handle)
        openPage = undefined
      }
      const unitPt = userUnits.get(pageNumber) ?? 1
      return guarded(dropBroken, () => toSourcePage(engine, opened.handle, unitPt, dropBroken))
    },
    embeddedFiles: () =>
      guarded(dropBroken, () => readEmbeddedFiles(engine, document)).map(({ name, read }) => ({
        name,
        read: (maxBytes) => guarded(dropBroken, () => read(maxBytes)),
      })),
    async [Symbol.asyncDispose]() {
      guarded(dropBroken, close)
    },
  }
}

function readTitle(engine: PdfiumEngine, document: number): string | undefined {
  const tag = Buffer.from('Title\0', 'latin1')
  return withMemory(engine, tag.length + MAX_TITLE_BYTES, (pointer) => {
    engine.HEAPU8.set(tag, pointer)
    const buffer = pointer + tag.length
    const size = engine._FPDF_GetMetaText(document, pointer, buffer, MAX_TITLE_BYTES)
    if (size <= 2 || size > MAX_TITLE_BYTES) return undefined
    const title = Buffer.from(engine.HEAPU8.slice(buffer, buffer + size - 2)).toString('utf16le')
    const clean = title.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim()
    return clean === '' ? undefined : clean
  })
}

function loadPage(engine: PdfiumEngine, document: number, pageNumber: number): { handle: number } {
  assertPageBox(pageSize(engine, document, pageNumber - 1))
  const handle = engine._FPDF_LoadPage(document, pageNumber - 1)
  if (handle === 0) throw noSuchPage(pageNumber)
  if (engine._FPDFPage_GetAnnotCount(handle) === 0) return { handle }
  flattenAnnotations(engine, document, handle)
  engine._FPDF_ClosePage(handle)
  const flat = engine._FPDF_LoadPage(document, pageNumber - 1)
  if (flat === 0) throw noSuchPage(pageNumber)
  return { handle: flat }
}

function noSuchPage(pageNumber: number): MailroomError {
  return new MailroomError('document-damaged', 'A page of the PDF cannot be opened.', {
    facts: { pageNumber },
  })
}

function pageSize(
  engine: PdfiumEngine,
  document: number,
  index: number,
): { widthPt: number; heightPt: number } {
  return withMemory(engine, 8, (pointer) => {
    if (engine._FPDF_GetPageSizeByIndexF(document, index, pointer) === 0) throw noSuchPage(index + 1)
    const view = viewOf(engine)
    return { widthPt: view.getFloat32(pointer, true), heightPt: view.getFloat32(pointer + 4, true) }
  })
}

/**
 * Makes what was filled into form fields, stamped or noted on the page a part of it, in memory only, so that it is read
 * and drawn as text.
 */
function flattenAnnotations(engine: PdfiumEngine, document: number, page: number): void {
  withMemory(engine, FORM_INFO_BYTES, (info) => {
    viewOf(engine).setUint32(info, FORM_INFO_VERSION, true)
    const environment = engine._FPDFDOC_InitFormFillEnvironment(document, info)
    if (environment === 0) return
    engine._FORM_OnAfterLoadPage(page, environment)
    engine._FPDFPage_Flatten(page, 0)
    engine._FORM_OnBeforeClosePage(page, environment)
    engine._FPDFDOC_ExitFormFillEnvironment(environment)
  })
}

function toSourcePage(
  engine: PdfiumEngine,
  page: number,
  unitPt: number,
  dropBroken: () => void,
): SourcePage {
  const frame = measureFrame(engine, page, unitPt)
  if (!(frame.widthPt > 0 && frame.heightPt > 0)) {
    throw new MailroomError('document-damaged', 'A page of the PDF has no size.')
  }
  const pictures = surveyPictures(engine, page, frame)
  return {
    widthPt: frame.widthPt,
    heightPt: frame.heightPt,
    nativePpi: pictures.ppi,
    pictureShare: pictures.share,
    // Read when asked for: a page whose picture is drawn needs no words.
    get textLayer() {
      return { words: guarded(dropBroken, () => readWords(engine, page, frame)) }
    },
    drawings: drawingsOf(engine, page, frame, dropBroken),
    picture: undefined,
    draw: async (size) =>
      guarded(dropBroken, () => drawPage(engine, page, size, pictures.areGray ? 'gray' : 'colour')),
  }
}

function drawingsOf(
  engine: PdfiumEngine,
  page: number,
  frame: PageFrame,
  dropBroken: () => void,
): PageDrawings {
  return {
    places: () =>
      codePlaces(
        guarded(dropBroken, () => surveyMarks(engine, page, frame)),
        frame,
      ),
    draw: async (place, ppi) => {
      const bound = Math.min(ppi, recognitionPpi(frame, undefined))
      return guarded(dropBroken, () => drawPart(engine, page, pixelsAt(frame, bound), place))
    },
  }
}
