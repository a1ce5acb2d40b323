import { readFile } from 'node:fs/promises'
import {
  concatTransformationMatrix,
  degrees,
  drawObject,
  PDFDocument,
  PDFHeader,
  popGraphicsState,
  pushGraphicsState,
  type PDFPage,
} from '@cantoo/pdf-lib'
import type { Conformance } from '../../domain/recognition/conformance.ts'
import { bcp47 } from '../../domain/recognition/language-tags.ts'
import type { RecognizedPage, Word } from '../../domain/recognition/page.ts'
import { languagesOf } from '../../domain/recognition/summary.ts'
import { addTurns } from '../../domain/recognition/turn.ts'
import type { ViewCopy, ViewCopyRequest } from '../../ports/document-reader.ts'
import type { PagePicture, ViewCopyWriter } from '../../ports/view-copy-writer.ts'
import { removeActiveContent } from './active-content.ts'
import { matrixOf, showPoint, turnPoint, type Mapping } from './affine.ts'
import { addBookmarks } from './bookmarks.ts'
import { conformanceFaults, mendForArchive } from './conformance.ts'
import { removeHiddenText } from './hidden-text.ts'
import { extractPages } from './extract-pages.ts'
import { createInvisibleFont, type InvisibleFont } from './invisible-font.ts'
import { setOutputIntent, writeMetadata } from './metadata.ts'
import { dropUnreachable } from './object-walk.ts'
import { userSpaceOf } from './page-space.ts'
import { registerPicture } from './picture-object.ts'
import { addReceiptStamp } from './receipt-stamp.ts'
import { addTextLayer } from './text-layer.ts'
import { orDamaged, writeNewFile } from './write-file.ts'

/** The version that PDF/A-2 is made of. */
const HEADER = PDFHeader.forVersion(1, 7)

export function createViewCopyWriter(): ViewCopyWriter {
  return {
    async rewrite(path, request) {
      const source = await readFile(path)
      return store(request, await orDamaged(() => rewritePdf(source, request)))
    },
    async extract(path, request) {
      const source = await readFile(path)
      const bytes = await orDamaged(() => extractPages(source, request))
      return { ...(await writeNewFile(request.targetPath, bytes)), pageCount: request.pages.length }
    },
    async wrap(pictures, request) {
      const document = await PDFDocument.create({ updateMetadata: false })
      const font = lateFont(document)
      const pages = request.pages[Symbol.iterator]()
      for await (const picture of pictures) {
        const read = pages.next().value
        if (read === undefined) break
        addPicturePage(document, picture, read, font.get)
        if (read.number === 1 && request.stamp !== undefined)
          addReceiptStamp(document.getPage(0), read, request.stamp, pictureSpaceOf(read))
      }
      return store(request, await serialize(document, request, font))
    },
  }
}

interface Written {
  readonly bytes: Uint8Array
  readonly conformance: Conformance
}

async function rewritePdf(source: Uint8Array, request: ViewCopyRequest): Promise<Written> {
  // The empty password opens files that are protected against printing or changes only.
  const document = await PDFDocument.load(source, { updateMetadata: false, password: '' })
  const pages = document.getPages()
  if (pages.length !== request.pages.length)
    throw new Error('The PDF has another number of pages than were read.')
  removeActiveContent(document)
  mendForArchive(document)
  const font = lateFont(document)
  request.pages.forEach((read, index) => {
    const page = pages[index]
    if (page === undefined) return
    finishPage(page, read, font.get)
    if (index === 0 && request.stamp !== undefined)
      addReceiptStamp(page, read, request.stamp, userSpaceOf(page))
  })
  return serialize(document, request, font)
}

/** The font enters the document with the first word that needs it. */
interface LateFont {
  readonly get: () => InvisibleFont
  readonly used: () => InvisibleFont | undefined
}

function lateFont({ context }: PDFDocument): LateFont {
  let made: InvisibleFont | undefined
  return { get: () => (made ??= createInvisibleFont(context)), used: () => made }
}

/** Turns a page of the original upright and gives it the words that it does not have itself. */
function finishPage(page: PDFPage, read: RecognizedPage, font: () => InvisibleFont): void {
  const shown = page.getRotation().angle
  const turn = addTurns(shown, read.rotation)
  if (read.rotation !== 0) page.setRotation(degrees(turn))
  const lines = missingLines(page, read)
  if (lines.length > 0) addTextLayer(page, font(), read, lines, userSpaceOf(page))
}

/**
 * A hidden text of an earlier recognition is replaced: by what we recognised where it was poor, by its own words in a
 * sound font where it was good. Words of a visible text stand in the page already; only those have full confidence.
 */
function missingLines(page: PDFPage, read: RecognizedPage): (readonly Word[])[] {
  const lines = linesOf(read)
  if (read.source === 'ocr') {
    removeHiddenText(page, { onlyWhenAlone: false })
    return lines
  }
  if (read.sourceReason === 'hidden-text-sound') {
    return removeHiddenText(page, { onlyWhenAlone: true }) ? lines : []
  }
  if (read.source === 'text-layer') return []
  return lines
    .map((words) => words.filter(({ confidence }) => confidence < 1))
    .filter((words) => words.length > 0)
}

function linesOf(read: RecognizedPage): (readonly Word[])[] {
  return read.blocks.flatMap((block) => block.lines.map((line) => line.words))
}

function addPicturePage(
  document: PDFDocument,
  picture: PagePicture,
  read: RecognizedPage,
  font: () => InvisibleFont,
): void {
  const { widthPt, heightPt } = read
  const page = document.addPage([widthPt, heightPt])
  const toUserSpace = pictureSpaceOf(read)
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

function pictureSpaceOf({ widthPt, heightPt }: RecognizedPage): Mapping {
  return ({ x, y }) => ({ x: x * widthPt, y: (1 - y) * heightPt })
}

/** The claim is made last, when everything else stands and was checked. */
async function serialize(document: PDFDocument, request: ViewCopyRequest, font: LateFont): Promise<Written> {
  const { context } = document
  context.header = HEADER
  addBookmarks(document, request.pages)
  setOutputIntent(document)
  font.used()?.finish()
  await document.flush()
  dropUnreachable(context)
  const faults = conformanceFaults(document, font.used()?.ref)
  const language = languagesOf(request.pages)[0]
  writeMetadata(document, {
    title: request.title,
    createdAt: new Date(request.createdAt),
    language: language === undefined ? undefined : bcp47(language),
    conformance: faults.length === 0 ? { part: 2, level: 'B' } : undefined,
  })
  const bytes = await document.save({ useObjectStreams: true, updateFieldAppearances: false })
  return { bytes, conformance: { claim: faults.length === 0 ? 'PDF/A-2b' : 'none', faults } }
}

async function store({ targetPath }: ViewCopyRequest, { bytes, conformance }: Written): Promise<ViewCopy> {
  return { ...(await writeNewFile(targetPath, bytes)), conformance }
}
