import { PDFDict, PDFHexString, PDFName, type PDFDocument } from '@cantoo/pdf-lib'
import { lineText, type RecognizedPage } from '../../domain/recognition/page.ts'

const MAX_TITLE_CHARACTERS = 60

/** Gives a document of several pages one bookmark a page with its first line, unless it has bookmarks of its own. */
export function addBookmarks(document: PDFDocument, read: readonly RecognizedPage[]): void {
  const { catalog, context } = document
  const pages = document.getPages()
  if (pages.length < 2 || catalog.lookup(PDFName.of('Outlines')) instanceof PDFDict) return
  const root = context.nextRef()
  const refs = pages.map(() => context.nextRef())
  pages.forEach((page, index) => {
    const ref = refs[index]
    if (ref === undefined) return
    const item = context.obj({
      Title: PDFHexString.fromText(bookmarkTitle(index + 1, read[index])),
      Parent: root,
      Dest: [page.ref, 'Fit'],
    })
    const [before, after] = [refs[index - 1], refs[index + 1]]
    if (before !== undefined) item.set(PDFName.of('Prev'), before)
    if (after !== undefined) item.set(PDFName.of('Next'), after)
    context.assign(ref, item)
  })
  const outlines = { Type: 'Outlines', First: refs[0], Last: refs.at(-1), Count: refs.length }
  context.assign(root, context.obj(outlines))
  catalog.set(PDFName.of('Outlines'), root)
}

function bookmarkTitle(number: number, page: RecognizedPage | undefined): string {
  const line = page?.blocks[0]?.lines[0]
  const words = line === undefined ? '' : lineText(line).replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
  const characters = Array.from(words)
  const short =
    characters.length > MAX_TITLE_CHARACTERS
      ? `${characters
          .slice(0, MAX_TITLE_CHARACTERS - 1)
          .join('')
          .trimEnd()}…`
      : words
  return short === '' ? `Seite ${number}` : `Seite ${number}: ${short}`
}
