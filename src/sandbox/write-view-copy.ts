import { isMailroomError } from '../domain/errors.ts'
import { pixelsAt, recognitionPpi } from '../domain/recognition/resolution.ts'
import type { ViewCopy, ViewCopyRequest } from '../ports/document-reader.ts'
import type { ImageCodec } from '../ports/image-codec.ts'
import type { OpenDocument, SourcePage } from '../ports/page-source.ts'
import type { PagePicture, ViewCopyWriter } from '../ports/view-copy-writer.ts'

/** Resolution of pages that are drawn for a view copy: print stays legible, files stay small. */
const DRAWN_PPI = 150

/** Wraps pictures, rewrites PDF, and draws the pages of a PDF that can be shown but not rewritten. */
export async function writeViewCopy(
  parts: { readonly viewCopies: ViewCopyWriter; readonly codec: ImageCodec },
  path: string,
  document: OpenDocument,
  request: ViewCopyRequest,
): Promise<ViewCopy> {
  const first = await document.openPage(1)
  const pictures = (): AsyncIterable<PagePicture> => eachPicture(document, parts.codec)
  if (first.picture !== undefined) return parts.viewCopies.wrap(pictures(), request)
  try {
    return await parts.viewCopies.rewrite(path, request)
  } catch (error) {
    if (!isMailroomError(error, 'document-damaged')) throw error
    return parts.viewCopies.wrap(pictures(), request)
  }
}

async function* eachPicture(document: OpenDocument, codec: ImageCodec): AsyncIterable<PagePicture> {
  for (let number = 1; number <= document.pageCount; number++) {
    const page = await document.openPage(number)
    yield page.picture === undefined ? await drawn(page, codec) : await page.picture()
  }
}

async function drawn(page: SourcePage, codec: ImageCodec): Promise<PagePicture> {
  const ppi = Math.min(DRAWN_PPI, recognitionPpi(page, undefined))
  return codec.encodeJpeg(await page.draw(pixelsAt(page, ppi)))
}
