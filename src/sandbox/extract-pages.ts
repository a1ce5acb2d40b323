import { addTurns } from '../domain/recognition/turn.ts'
import { MailroomError } from '../domain/errors.ts'
import type { RecognizedPage } from '../domain/recognition/page.ts'
import type { ExtractedFile, ExtractRequest, TakenPage } from '../ports/document-reader.ts'
import type { OpenDocument } from '../ports/page-source.ts'
import type { PagePicture, ViewCopyWriter } from '../ports/view-copy-writer.ts'

/** Copies pages of a PDF, and wraps pictures as they are stored. */
export async function extractPages(
  { viewCopies }: { readonly viewCopies: ViewCopyWriter },
  path: string,
  document: OpenDocument,
  request: ExtractRequest,
): Promise<ExtractedFile> {
  const first = await document.openPage(1)
  if (first.picture === undefined) return viewCopies.extract(path, request)
  const { pages: taken, ...rest } = request
  const pages = taken.map(blankOf)
  const { sizeBytes, sha256 } = await viewCopies.wrap(picturesOf(document, taken), { ...rest, pages })
  return { sizeBytes, sha256, pageCount: pages.length }
}

async function* picturesOf(document: OpenDocument, taken: readonly TakenPage[]): AsyncIterable<PagePicture> {
  for (const { read } of taken) {
    const { picture } = await document.openPage(read.number)
    if (picture === undefined)
      throw new MailroomError('document-damaged', 'A page of the scan is no picture, as the others are.')
    yield await picture()
  }
}

/** The page as it lies in the new file, without words: it gets its text layer in its own view copy. */
function blankOf({ read, turn }: TakenPage, index: number): RecognizedPage {
  const isAcross = turn === 90 || turn === 270
  return {
    ...read,
    number: index + 1,
    widthPt: isAcross ? read.heightPt : read.widthPt,
    heightPt: isAcross ? read.widthPt : read.heightPt,
    rotation: addTurns(read.rotation, turn),
    blocks: [],
    languages: [],
  }
}
