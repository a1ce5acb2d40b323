import type { StoredDocument } from '../../domain/intake/document.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import type { OriginPage } from '../../domain/stacks/stack-scan.ts'
import type { Clock } from '../../ports/clock.ts'
import type { DocumentReader } from '../../ports/document-reader.ts'
import type { ScratchFile } from '../../ports/scratch.ts'
import type { ReceivedUpload } from './received-upload.ts'
import { required } from './required.ts'

export interface ExtractPorts {
  readonly reader: Pick<DocumentReader, 'extractPages'>
  readonly clock: Clock
}

export interface CutFrom {
  /** Of the scan. */
  readonly document: StoredDocument
  /** Read pages of the scan, those at least that are cut out. */
  readonly pages: readonly RecognizedPage[]
  /** Copy of the scan on disk. */
  readonly sourcePath: string
}

/** Pages of a scan as a file of their own, as if it had been handed in. @throws {MailroomError} as `DocumentReader.extractPages` */
export async function extractedLetter(
  ports: ExtractPorts,
  { document, pages, sourcePath }: CutFrom,
  wanted: { readonly filename: string; readonly pages: readonly OriginPage[] },
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<ReceivedUpload> {
  const { filename } = wanted
  const source = { path: sourcePath, mediaType: document.original.mediaType }
  const request = {
    title: filename,
    createdAt: ports.clock.now().toISOString(),
    pages: wanted.pages.map(({ page, turn }) => ({
      read: { ...required(pages.find(({ number }) => number === page)), blocks: [] },
      turn,
    })),
    targetPath: scratch.path,
  }
  const { sizeBytes, sha256, pageCount } = await ports.reader.extractPages(source, request, signal)
  if (pageCount !== wanted.pages.length)
    throw new Error('The letter has another number of pages than it should.')
  const staged = {
    path: scratch.path,
    sizeBytes,
    sha256,
    head: new Uint8Array(),
    stream: (streaming: AbortSignal) => scratch.stream(streaming),
    discard: async () => undefined,
  }
  return { staged, filename, mediaType: 'application/pdf' }
}
