import type { AuditEvent } from '../../domain/audit/event.ts'
import { sumLine, type FileSum } from '../../domain/backup/sums.ts'
import { pathsOf, redactedPath, type GivenDocument } from '../../domain/disclosure/contents.ts'
import type { CaseFile, Procedure } from '../../domain/filing/case-file.ts'
import type { StoredObject } from '../../domain/intake/document.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Digest } from '../../ports/digest.ts'
import type { ScratchFile } from '../../ports/scratch.ts'
import type { ZipMember, ZipWriter } from '../../ports/zip-writer.ts'
import type { MadeFile } from './disclosed-pdf.ts'

export interface ZipContents {
  readonly caseFile: CaseFile
  readonly procedures: readonly Procedure[]
  readonly given: readonly GivenDocument[]
  /** Absent where something is redacted: old values could tell what is hidden. */
  readonly history?: readonly AuditEvent[]
  /** What this is, for whom and why. */
  readonly about: Readonly<Record<string, unknown>>
  readonly createdAt: string
}

interface Ports {
  readonly blobStore: BlobStore
  readonly digest: Digest
  readonly zipWriter: ZipWriter
}

/** Bytes that are packed already gain nothing. */
const PACKED = /^(?:image\/(?!tiff)|application\/pdf|application\/zip|application\/vnd\.)/

/**
 * The file as ZIP: originals and searchable copies (or the redacted version in their place), what is known of them as JSON, and
 * the hash of each, as `sha256sum -c` reads it.
 *
 * @throws {MailroomError} `integrity-failure`, `dependency-unavailable`, `insufficient-storage`
 */
export async function makeZipFile(
  { blobStore, digest, zipWriter }: Ports,
  contents: ZipContents,
  scratch: ScratchFile,
  signal: AbortSignal,
): Promise<MadeFile> {
  const members: ZipMember[] = []
  const sums: FileSum[] = []
  const addText = (path: string, text: string): void => {
    const bytes = new TextEncoder().encode(text)
    sums.push({ path, sha256: digest.sha256(bytes) })
    members.push({ path, isPackable: true, open: async () => once(bytes) })
  }
  for (const one of contents.given) {
    for (const { path, object } of objectsOf(one)) {
      sums.push({ path, sha256: object.sha256 })
      const isPackable = !PACKED.test(object.mediaType)
      members.push({ path, isPackable, open: (opening) => blobStore.open(object.key, object, opening) })
    }
  }
  addText('metadata.json', json(metadataOf(contents)))
  if (contents.history !== undefined) addText('history.json', json(contents.history.map(eventOf)))
  const list = new TextEncoder().encode(sums.map(sumLine).join(''))
  members.push({ path: 'SHA256SUMS', isPackable: true, open: async () => once(list) })
  const request = { members, modifiedAt: new Date(contents.createdAt), targetPath: scratch.path }
  const written = await zipWriter.write(request, signal)
  const included = contents.given.filter((one) => objectsOf(one).length > 0)
  return {
    ...written,
    pageCount: included.reduce((sum, one) => sum + pagesOf(one), 0),
    included: new Set(included.map(({ number }) => number)),
  }
}

function pagesOf({ document, redaction }: GivenDocument): number {
  return redaction?.pageCount ?? document.pageCount
}

interface PathedObject {
  readonly path: string
  readonly object: StoredObject
}

function objectsOf(one: GivenDocument): PathedObject[] {
  const { document, redaction, isShut } = one
  if (isShut) return []
  if (redaction !== undefined) return [{ path: redactedPath(one), object: redaction.object }]
  const { original, copy } = pathsOf(one)
  const copies = document.viewCopy === undefined ? [] : [{ path: copy, object: document.viewCopy }]
  return [{ path: original, object: document.original }, ...copies]
}

function metadataOf({ caseFile, procedures, given, about }: ZipContents): unknown {
  return {
    format: 'poststelle-case-file',
    version: 1,
    ...about,
    caseFile: {
      id: caseFile.id,
      fileNumber: caseFile.fileNumber,
      subject: caseFile.subject,
      state: caseFile.state,
      createdAt: caseFile.createdAt,
      closedAt: caseFile.closedAt ?? null,
    },
    procedures: procedures.map(({ id, serial, subject, createdAt }) => ({ id, serial, subject, createdAt })),
    documents: given.map((one) => (one.redaction === undefined ? wholeDocument(one) : redactedDocument(one))),
  }
}

function wholeDocument(one: GivenDocument): unknown {
  const { number, document, isShut, isVoided } = one
  const { original, index } = document
  return {
    number,
    id: document.id,
    filename: document.filename,
    ...(isShut ? { quarantined: true } : { files: objectsOf(one).map(({ path }) => path) }),
    ...(isVoided ? { voided: true } : {}),
    mediaType: original.mediaType,
    sizeBytes: original.sizeBytes,
    sha256: original.sha256,
    pages: document.pageCount,
    capturedAt: document.capturedAt,
    itemId: document.itemId,
    outgoing:
      one.outgoing === undefined
        ? null
        : {
            recipient: one.outgoing.recipient,
            sentOn: one.outgoing.sentOn,
            author: one.outgoing.author.displayName,
          },
    procedureId: document.procedureId ?? null,
    partOf: document.partOf ?? null,
    index: Object.fromEntries(Object.entries(index).map(([field, entry]) => [field, entry.value])),
  }
}

/** Neither name nor index data: they may hold what is hidden. */
function redactedDocument(one: GivenDocument): unknown {
  const { number, redaction } = one
  const reasons = [...new Set(redaction?.marks.map(({ reason }) => reason))]
  return {
    number,
    redacted: true,
    files: objectsOf(one).map(({ path }) => path),
    pages: pagesOf(one),
    reasons,
  }
}

/** Which other case files have a bearing on this one is told to who may read those. */
function eventOf({ seq, at, actor, action, object, reason, changes: all }: AuditEvent): unknown {
  const { reference: _other, ...changes } = all
  return { seq, at, actor: actor.displayName, action, object, reason: reason ?? null, changes }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
