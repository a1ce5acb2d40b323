import { createHash } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import {
  PDFContext,
  PDFDocument,
  PDFHexString,
  PDFName,
  PDFRef,
  PDFString,
  type PDFObject,
  type PDFPage,
} from '@cantoo/pdf-lib'
import { coverView, firstPagesOf, indexView, type FrontMatter } from '../../domain/disclosure/front-pages.ts'
import type { BindRequest, BoundFile } from '../../ports/case-file-binder.ts'
import { removeActiveContent } from './active-content.ts'
import { dropUnreachable } from './object-walk.ts'
import { openPageFonts, type PageFonts } from './page-fonts.ts'
import { stampPageNumber } from './page-number.ts'
import { createPdfFile, type PdfFile } from './pdf-file.ts'
import { drawReport, type Format } from './report-sheet.ts'

/** A4. */
const UPRIGHT: Format = {
  widthPt: 595.28,
  heightPt: 841.89,
  leftPt: 50,
  rightPt: 595.28 - 40,
  topPt: 841.89 - 50,
  bottomPt: 50,
}

/** Numbers of the objects that belong to the whole file; all others come above. */
const CATALOG = 1
const PAGES = 2
const INFO = 3
const OUTLINES = 4
/** What the library makes for a document of its own has a number up to this and is not written. */
const LAST_RESERVED = 9

/** See `CaseFileBinder`. Inside the wall only. */
export async function bindCaseFile(request: BindRequest): Promise<BoundFile> {
  const { parts, targetPath } = request
  await using file = await createPdfFile(targetPath)
  const front = await drawFront(request)
  const frontPages = front.document.getPageCount()
  const firstPages = firstPagesOf(
    frontPages,
    parts.map(({ pageCount }) => pageCount),
  )
  const pageCount = frontPages + parts.reduce((sum, part) => sum + part.pageCount, 0)
  const label = (page: number): string => `${request.title} · Seite ${page} von ${pageCount}`
  const stamp = (pages: readonly PDFPage[], first: number): void => {
    for (const [index, page] of pages.entries()) stampPageNumber(page, label(first + index), front.fonts)
  }
  stamp(front.document.getPages(), 1)
  // The font is written with the front pages; later ones bring no letter but these.
  front.fonts.plain.showing('0123456789', PDFName.of('Seitenzahl'), 1)
  const kids = [...(await write(file, front.document))]
  let last = front.document.context.largestObjectNumber
  for (const [index, part] of parts.entries()) {
    // Outside of what calls a part unreadable: a disk that fails says nothing of the document.
    const bytes = await readFile(part.path)
    let document: PDFDocument
    try {
      document = await partDocument(bytes, part.pageCount, last, (pages) => {
        stamp(pages, firstPages[index] ?? 0)
      })
    } catch (error) {
      await rm(targetPath, { force: true })
      return { unreadablePart: index, cause: String(error) }
    }
    kids.push(...(await write(file, document)))
    last = document.context.largestObjectNumber
  }
  const ends = frameOf(request, kids, firstPages, last)
  await file.add(ends, 0)
  const id = createHash('md5').update(`${request.title} ${request.createdAt}`).digest('hex')
  return { ...(await file.end({ root: CATALOG, info: INFO, id })), pageCount }
}

/** A document whose objects are numbered above this one. */
async function newDocument(above: number): Promise<PDFDocument> {
  const document = await PDFDocument.create({ updateMetadata: false })
  document.context.largestObjectNumber = Math.max(above, LAST_RESERVED)
  return document
}

interface DrawnFront {
  readonly document: PDFDocument
  readonly fonts: PageFonts
}

/** Drawn twice: on which page a document begins is known when the length of the index is. */
async function drawFront(request: BindRequest): Promise<DrawnFront> {
  const { front, parts, title } = request
  const { document: measured } = await frontDocument(front, title, [])
  const firstPages = firstPagesOf(
    measured.getPageCount(),
    parts.map(({ pageCount }) => pageCount),
  )
  return frontDocument(front, title, firstPages)
}

async function frontDocument(
  front: FrontMatter,
  title: string,
  firstPages: readonly number[],
): Promise<DrawnFront> {
  const document = await newDocument(LAST_RESERVED)
  const views = [coverView(front), indexView(front, firstPages)]
  const fonts = await openPageFonts(document, [title, views])
  for (const view of views) drawReport(document, fonts, view, UPRIGHT)
  fonts.explainGaps(UPRIGHT.leftPt, UPRIGHT.bottomPt / 2)
  return { document, fonts }
}

/** All pages of a part, without anything that could act. The library fails in many ways on files that viewers open. */
async function partDocument(
  bytes: Uint8Array,
  pageCount: number,
  above: number,
  stamp: (pages: readonly PDFPage[]) => void,
): Promise<PDFDocument> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false, password: '' })
  if (source.getPageCount() !== pageCount)
    throw new Error('The PDF has another number of pages than was said.')
  const document = await newDocument(above)
  for (const page of await document.copyPages(source, source.getPageIndices())) document.addPage(page)
  removeActiveContent(document)
  dropUnreachable(document.context)
  stamp(document.getPages())
  return document
}

/** Writes the pages under the tree of the whole file. */
async function write(file: PdfFile, document: PDFDocument): Promise<readonly PDFRef[]> {
  await document.flush()
  const pages = document.getPages()
  for (const { node } of pages) {
    node.set(PDFName.of('Parent'), PDFRef.of(PAGES))
    for (const key of ['StructParents', 'B']) node.delete(PDFName.of(key))
  }
  await file.add(document.context, LAST_RESERVED)
  return pages.map(({ ref }) => ref)
}

/** Catalog, page tree, bookmarks and information of the whole file. */
function frameOf(
  { title, createdAt, parts, front }: BindRequest,
  kids: readonly PDFRef[],
  firstPages: readonly number[],
  last: number,
): PDFContext {
  const context = PDFContext.create()
  const assign = (number: number, entries: Record<string, PDFObject | string | number>): void => {
    context.assign(PDFRef.of(number), context.obj(entries))
  }
  const text = (words: string): PDFHexString => PDFHexString.fromText(words)
  assign(CATALOG, {
    Type: 'Catalog',
    Pages: PDFRef.of(PAGES),
    Outlines: PDFRef.of(OUTLINES),
    PageMode: 'UseOutlines',
    Lang: PDFString.of('de'),
    ViewerPreferences: context.obj({ DisplayDocTitle: true }),
  })
  assign(PAGES, { Type: 'Pages', Kids: context.obj([...kids]), Count: kids.length })
  const date = PDFString.of(`D:${createdAt.slice(0, 19).replace(/\D/gu, '')}Z`)
  const producer = PDFString.of('Poststelle')
  assign(INFO, { Title: text(front.title), Producer: producer, CreationDate: date, ModDate: date })
  const marks = [
    { title, page: 1 },
    ...parts.map((part, index) => ({ title: part.title, page: firstPages[index] ?? 1 })),
  ]
  const [first, end] = [last + 1, last + marks.length]
  marks.forEach((mark, index) => {
    const target = kids[mark.page - 1] ?? PDFRef.of(PAGES)
    assign(first + index, {
      Title: text(mark.title),
      Parent: PDFRef.of(OUTLINES),
      Dest: context.obj([target, PDFName.of('Fit')]),
      ...(index === 0 ? {} : { Prev: PDFRef.of(first + index - 1) }),
      ...(first + index === end ? {} : { Next: PDFRef.of(first + index + 1) }),
    })
  })
  assign(OUTLINES, { Type: 'Outlines', First: PDFRef.of(first), Last: PDFRef.of(end), Count: marks.length })
  return context
}
