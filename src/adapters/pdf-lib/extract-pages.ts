import { degrees, PDFDocument } from '@cantoo/pdf-lib'
import { addTurns } from '../../domain/recognition/turn.ts'
import type { ExtractRequest } from '../../ports/document-reader.ts'
import { removeActiveContent } from './active-content.ts'
import { writeMetadata } from './metadata.ts'
import { dropUnreachable } from './object-walk.ts'

/** Pages of a PDF in a file of their own. What they draw is copied byte by byte. */
export async function extractPages(source: Uint8Array, request: ExtractRequest): Promise<Uint8Array> {
  // The empty password opens files that are protected against printing or changes only.
  const whole = await PDFDocument.load(source, { updateMetadata: false, password: '' })
  const document = await PDFDocument.create({ updateMetadata: false })
  const indices = request.pages.map(({ read }) => read.number - 1)
  const copied = await document.copyPages(whole, indices)
  request.pages.forEach(({ read, turn }, index) => {
    const page = copied[index]
    if (page === undefined) throw new Error('The PDF has fewer pages than were read.')
    const lie = addTurns(addTurns(page.getRotation().angle, read.rotation), turn)
    if (lie !== page.getRotation().angle) page.setRotation(degrees(lie))
    document.addPage(page)
  })
  removeActiveContent(document)
  await document.flush()
  dropUnreachable(document.context)
  writeMetadata(document, {
    title: request.title,
    createdAt: new Date(request.createdAt),
    language: undefined,
    conformance: undefined,
  })
  return document.save({ useObjectStreams: true, updateFieldAppearances: false })
}
