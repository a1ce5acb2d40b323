import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import {
  concatTransformationMatrix,
  degrees,
  drawObject,
  PDFDocument,
  popGraphicsState,
  pushGraphicsState,
  type PDFContext,
  type PDFPage,
  type PDFRef,
} from '@cantoo/pdf-lib'
import { MailroomError } from '../../domain/errors.ts'
import type { RecognizedPage, Word } from '../../domain/recognition/page.ts'
import { addTurns } from '../../domain/recognition/turn.ts'
import type { ViewCopy, ViewCopyRequest } from '../../ports/document-reader.ts'
import type { PagePicture, ViewCopyWriter } from '../../ports/view-copy-writer.ts'
import { removeActiveContent } from './active-content.ts'
import { matrixOf, showPoint, turnPoint, type Mapping } from './affine.ts'
import { addGlyphlessFont, addTextLayer } from './text-layer.ts'

const PRODUCER = 'Poststelle'

export function createViewCopyWriter(): ViewCopyWriter {
  return {
    async rewrite(path, request) {
      const source = await readFile(path)
      return store(request, await guarded(() => rewritePdf(source, request)))
    },
    async wrap(pictures, request) {
      const document = await PDFDocument.create({ updateMetadata: false })
      const font = lazily(() => addGlyphlessFont(document.context))
      const pages = request.pages[Symbol.iterator]()
      for await (const picture of pictures) {
        const read = pages.next().value
        if (read === undefined) break
        addPicturePage(document, picture, read, font)
      }
      return store(request, await serialize(document, request.title))
    },
  }
}

/** The library fails in many ways on files that viewers still open; all of them mean the same. */
async function guarded<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw new MailroomError('document-damaged', 'The PDF cannot be rewritten.', { cause: error })
  }
}

async function rewritePdf(source: Uint8Array, request: ViewCopyRequest): Promise<Uint8Array> {
  // The empty password opens files that are protected against printing or changes only.
  const document = await PDFDocument.load(source, { updateMetadata: false, password: '' })
  const pages = document.getPages()
  if (pages.length !== request.pages.length)
    throw new Error('The PDF has another number of pages than were read.')
  removeActiveContent(document)
  const font = lazily(() => addGlyphlessFont(document.context))
  request.pages.forEach((read, index) => {
    const page = pages[index]
    if (page !== undefined) finishPage(page, read, font)
  })
  return serialize(document, request.title)
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

/** Turns a page of the original upright and adds the words that it does not have itself. */
function finishPage(page: PDFPage, read: RecognizedPage, font: () => PDFRef): void {
  const shown = page.getRotation().angle
  const turn = addTurns(shown, read.rotation)
  if (read.rotation !== 0) page.setRotation(degrees(turn))
  const lines = recognizedLines(read)
  if (lines.length === 0) return
  const box = visibleBox(page)
  const lie = turnPoint(addTurns(0, -turn))
  addTextLayer(page, font(), read, lines, (point) => {
    const { x, y } = lie(point)
    return { x: box.x + x * box.width, y: box.y + (1 - y) * box.height }
  })
}

/** Words of a text layer stand in the page already; only those have full confidence. */
function recognizedLines(read: RecognizedPage): Word[][] {
  if (read.source === 'text-layer') return []
  const lines = linesOf(read).map((words) => words.filter(({ confidence }) => confidence < 1))
  return lines.filter((words) => words.length > 0)
}

function linesOf(read: RecognizedPage): (readonly Word[])[] {
  return read.blocks.flatMap((block) => block.lines.map((line) => line.words))
}

/** Viewers show the part of the crop box that lies in the media box (ISO 32000-1, 14.11.2). */
function visibleBox(page: PDFPage): { x: number; y: number; width: number; height: number } {
  const media = page.getMediaBox()
  const crop = page.getCropBox()
  const x = Math.max(media.x, crop.x)
  const y = Math.max(media.y, crop.y)
  const width = Math.min(media.x + media.width, crop.x + crop.width) - x
  const height = Math.min(media.y + media.height, crop.y + crop.height) - y
  return width > 0 && height > 0 ? { x, y, width, height } : media
}

function addPicturePage(
  document: PDFDocument,
  picture: PagePicture,
  read: RecognizedPage,
  font: () => PDFRef,
): void {
  const { widthPt, heightPt } = read
  const page = document.addPage([widthPt, heightPt])
  const toUserSpace: Mapping = ({ x, y }) => ({ x: x * widthPt, y: (1 - y) * heightPt })
  const show = showPoint(picture.orientation)
  const turn = turnPoint(read.rotation)
  const place = matrixOf(({ x, y }) => toUserSpace(turn(show({ x, y: 1 - y }))))
  const key = page.node.newXObject('Page', registerPicture(document.context, picture))
  page.pushOperators(
    pushGraphicsState(),
    concatTransformationMatrix(...place),
    drawObject(key),
    popGraphicsState(),
  )
  const lines = linesOf(read)
  if (lines.length > 0) addTextLayer(page, font(), read, lines, toUserSpace)
}

function registerPicture(context: PDFContext, { kind, widthPx, heightPx, bytes }: PagePicture): PDFRef {
  const common = { Type: 'XObject', Subtype: 'Image', Width: widthPx, Height: heightPx }
  if (kind === 'ccitt-g4') {
    const parameters = { K: -1, Columns: widthPx, Rows: heightPx, BlackIs1: true }
    const packed = {
      BitsPerComponent: 1,
      ColorSpace: 'DeviceGray',
      Filter: 'CCITTFaxDecode',
      DecodeParms: parameters,
    }
    return context.register(context.stream(bytes, { ...common, ...packed }))
  }
  const ColorSpace = kind === 'jpeg-gray' ? 'DeviceGray' : 'DeviceRGB'
  return context.register(
    context.stream(bytes, { ...common, BitsPerComponent: 8, ColorSpace, Filter: 'DCTDecode' }),
  )
}

async function serialize(document: PDFDocument, title: string): Promise<Uint8Array> {
  document.setTitle(title)
  document.setProducer(PRODUCER)
  return document.save({ useObjectStreams: true, updateFieldAppearances: false })
}

async function store({ targetPath }: ViewCopyRequest, bytes: Uint8Array): Promise<ViewCopy> {
  try {
    await writeFile(targetPath, bytes, { flag: 'wx', flush: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new MailroomError('already-exists', 'The view copy is there already.', { cause: error })
    }
    throw error
  }
  return { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}
