import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { archiveCopyName, notedAt } from '../../domain/quality/archive-copy.ts'
import { transferNoteView } from '../../domain/quality/transfer-note-view.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { EmbeddedCopy, EmbeddedFile, FileEmbedder } from '../../ports/file-embedder.ts'
import type { ReportPageWriter } from '../../ports/report-page-writer.ts'
import type { ScratchSpace } from '../../ports/scratch.ts'
import { notedLetter, type NotedLetter, type NotePorts } from '../shared/noted-letter.ts'
import { downloadedDocument } from '../shared/opened-records.ts'
import { required } from '../shared/required.ts'

/** A file that was made. Gone when it is disposed of. */
export interface ArchiveCopy extends AsyncDisposable {
  readonly copy: EmbeddedCopy
  readonly filename: string
  content(signal: AbortSignal): AsyncIterable<Uint8Array>
}

/**
 * The searchable copy of a letter that was cut out of a scan, with its transfer note inside: as JSON and as a page. Where the copy
 * keeps PDF/A-2b, this one keeps PDF/A-3b; the same note gives the same bytes.
 *
 * @throws {MailroomError} `forbidden`, `not-found` also for what was not cut out of a scan or has no copy yet, `quarantined`,
 *   `document-damaged`, `integrity-failure`, `insufficient-storage`
 */
export type MakeArchiveCopy = (actor: Actor, itemId: string, signal: AbortSignal) => Promise<ArchiveCopy>

interface Ports extends NotePorts {
  readonly blobStore: BlobStore
  readonly fileEmbedder: FileEmbedder
  readonly reportPages: ReportPageWriter
  readonly scratch: ScratchSpace
}

export function createMakeArchiveCopy(ports: Ports): MakeArchiveCopy {
  return async function makeArchiveCopy(actor, itemId, signal) {
    requirePermission(actor, 'items:read')
    const letter = await notedLetter(ports, actor, itemId, signal)
    const documentId = required(letter.documents[0]).id
    const wish = { documentId, isWhole: true }
    const document = await downloadedDocument(ports, actor, wish, signal)
    const object = required(document.viewCopy)
    const files = await filesOf(ports, actor, letter, signal)
    await using source = await ports.blobStore.localCopy(object.key, object, signal)
    const scratch = await ports.scratch.reserve(signal)
    try {
      const isArchivable = document.viewCopyConformance?.claim === 'PDF/A-2b'
      const request = { files, isArchivable, targetPath: scratch.path }
      const from = { path: source.path, mediaType: object.mediaType }
      return {
        copy: await ports.fileEmbedder.embedFiles(from, request, signal),
        filename: archiveCopyName(letter.note),
        content: (reading) => scratch.stream(reading),
        [Symbol.asyncDispose]: () => scratch[Symbol.asyncDispose](),
      }
    } catch (error) {
      await scratch[Symbol.asyncDispose]()
      throw error
    }
  }
}

async function filesOf(
  ports: Ports,
  actor: Actor,
  { note, json, sha256 }: NotedLetter,
  signal: AbortSignal,
): Promise<EmbeddedFile[]> {
  const tenant = required(await ports.tenants.find(actor.tenantId, signal))
  const modifiedAt = notedAt(note)
  const page = await ports.reportPages.pagesOf(transferNoteView(note, sha256, tenant), signal)
  return [
    {
      filename: 'transfervermerk.json',
      mediaType: 'application/json',
      description: `Transfervermerk zu ${note.receiptNumber}, SHA-256 ${sha256}`,
      relationship: 'Data',
      modifiedAt,
      bytes: new TextEncoder().encode(json),
    },
    {
      filename: 'transfervermerk.pdf',
      mediaType: 'application/pdf',
      description: `Transfervermerk zu ${note.receiptNumber} als Seite`,
      relationship: 'Supplement',
      modifiedAt,
      bytes: page,
    },
    ...tokenOf(note, modifiedAt),
  ]
}

/** So that anybody can verify it with the original, by other programs than ours. */
function tokenOf({ files }: NotedLetter['note'], modifiedAt: string): EmbeddedFile[] {
  const letter = files.find(({ role }) => role === 'letter')
  if (letter?.timeStamp?.state !== 'stamped') return []
  const { token, time } = letter.timeStamp
  return [
    {
      filename: 'zeitstempel.tst',
      mediaType: 'application/timestamp-token',
      description: `Zeitstempel (RFC 3161) vom ${time} über die Datei mit SHA-256 ${letter.sha256}`,
      relationship: 'Supplement',
      modifiedAt,
      bytes: Uint8Array.from(atob(token), (character) => character.charCodeAt(0)),
    },
  ]
}
