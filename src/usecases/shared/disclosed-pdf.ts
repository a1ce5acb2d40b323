import { boundObject, listedDocument, type GivenDocument } from '../../domain/disclosure/contents.ts'
import type { FrontMatter } from '../../domain/disclosure/front-pages.ts'
import type { ViewRow } from '../../domain/report-view.ts'
import type { BlobStore, LocalCopy } from '../../ports/blob-store.ts'
import type { BoundPart, CaseFileBinder } from '../../ports/case-file-binder.ts'
import type { Log } from '../../ports/log.ts'
import type { ScratchFile } from '../../ports/scratch.ts'

export interface PdfRequest {
  readonly fileNumber: string
  readonly subject: string
  readonly note: string
  readonly facts: readonly ViewRow[]
  readonly given: readonly GivenDocument[]
  /** Said below the index, besides what is said of documents that are not in the file. */
  readonly remarks: readonly string[]
  readonly timeZone: string
  readonly createdAt: string
}

export interface MadeFile {
  readonly sizeBytes: number
  readonly sha256: string
  readonly pageCount: number
  /** Numbers of the documents whose content is in the file. */
  readonly included: ReadonlySet<number>
}

interface Ports {
  readonly blobStore: BlobStore
  readonly binder: CaseFileBinder
  readonly log: Log
}

interface Part extends BoundPart, Pick<GivenDocument, 'number' | 'document'> {}

/** What comes from behind the wall may be of any length. */
const MAX_CAUSE = 200

/**
 * The file as one PDF. A copy that turns out to be unreadable is named in the index like those that there never were.
 *
 * @throws {MailroomError} `integrity-failure`, `dependency-unavailable`, `insufficient-storage`
 */
export async function makePdf(
  { blobStore, ...ports }: Ports,
  request: PdfRequest,
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<MadeFile> {
  const copies: LocalCopy[] = []
  try {
    const parts: Part[] = []
    for (const one of request.given) {
      const object = boundObject(one)
      if (object === undefined) continue
      const copy = await blobStore.localCopy(object.key, object, signal)
      copies.push(copy)
      const { text, pages } = listedDocument(one, request.timeZone)
      const { number, document } = one
      parts.push({ number, document, path: copy.path, title: `${number} ${text}`, pageCount: pages })
    }
    return await bind(ports, request, parts, scratch, signal)
  } finally {
    for (const copy of copies) await copy[Symbol.asyncDispose]()
  }
}

/** Each turn leaves out one part that cannot be taken over. */
async function bind(
  { binder, log }: Omit<Ports, 'blobStore'>,
  request: PdfRequest,
  all: readonly Part[],
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<MadeFile> {
  let parts = all
  for (;;) {
    const bound = await binder.bindCaseFile(
      {
        title: `Akte ${request.fileNumber}`,
        createdAt: request.createdAt,
        front: frontOf(request, parts),
        parts: parts.map(({ path, title, pageCount }) => ({ path, title, pageCount })),
        targetPath: scratch.path,
      },
      signal,
    )
    if (!('unreadablePart' in bound))
      return { ...bound, included: new Set(parts.map(({ number }) => number)) }
    const { unreadablePart, cause } = bound
    const left = parts[unreadablePart]
    if (left === undefined) throw new Error('The binder names a part that there is not.')
    const { tenantId, id: documentId } = left.document
    log.warn('document-not-bound', { tenantId, documentId, cause: cause.slice(0, MAX_CAUSE) })
    parts = parts.filter((_part, index) => index !== unreadablePart)
  }
}

function frontOf(request: PdfRequest, parts: readonly Part[]): FrontMatter {
  const { fileNumber, subject, note, facts, given, timeZone } = request
  const places = new Map(parts.map(({ number }, index) => [number, index]))
  const missing = given.filter(({ number }) => !places.has(number))
  return {
    title: `Akte ${fileNumber}: ${subject}`,
    note,
    facts,
    listed: given.map((one) => {
      const part = places.get(one.number)
      return { ...listedDocument(one, timeZone), ...(part === undefined ? {} : { part }) }
    }),
    remarks: [...missing.map(missingRemark), ...request.remarks],
  }
}

function missingRemark({ number, isShut }: GivenDocument): string {
  return isShut
    ? `Nr. ${number} liegt in Quarantäne und ist nicht enthalten.`
    : `Nr. ${number} hat keine lesbaren Seiten; das Original liegt nur der Ausgabe als ZIP-Datei bei.`
}
