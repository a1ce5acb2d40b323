import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredObject } from '../../domain/intake/document.ts'
import { cleanFilename } from '../../domain/intake/filename.ts'
import { MAX_FILES_PER_ITEM } from '../../domain/intake/limits.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { IntakeStore } from '../../ports/intake-store.ts'
import type { ReceivedUpload } from './received-upload.ts'
import { invalid } from './required.ts'

export interface StoreOriginalsPorts {
  readonly intakeStore: IntakeStore
  readonly blobStore: BlobStore
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** A durable original that no record names yet: its intent tells recovery of it. */
export interface StoredOriginal {
  readonly documentId: string
  readonly intentId: string
  readonly filename: string
  readonly filenameAsSent: string
  readonly original: StoredObject
}

/** What the audit event keeps of a name; longer ones are an attack. */
const MAX_KEPT_NAME_LENGTH = 1_000

/** @throws {MailroomError} `validation-failed`, `unsupported-media-type` */
export function checkUploads(files: readonly ReceivedUpload[]): void {
  if (files.length === 0) throw invalid('files', 'Mindestens eine Datei wird gebraucht.')
  if (files.length > MAX_FILES_PER_ITEM)
    throw invalid('files', `Höchstens ${MAX_FILES_PER_ITEM} Dateien auf einmal.`)
  for (const [index, { staged, mediaType, filename }] of files.entries()) {
    const path = `files.${index}`
    const name = cleanFilename(filename)
    if (staged.sizeBytes === 0) throw invalid(path, `Die Datei „${name}“ ist leer.`)
    if (mediaType !== undefined) continue
    const message = `Die Datei „${name}“ ist in keinem Format, das angenommen wird.`
    throw new MailroomError('unsupported-media-type', message, { faults: [{ path, message }] })
  }
}

/**
 * Stores each file under a key of its own; equal files share nothing.
 *
 * @throws {MailroomError} as `BlobStore.put`; then recovery removes what was stored before
 */
export async function storeOriginals(
  ports: StoreOriginalsPorts,
  actor: Actor,
  files: readonly ReceivedUpload[],
  signal: AbortSignal,
): Promise<StoredOriginal[]> {
  const stored: StoredOriginal[] = []
  for (const { staged, filename, mediaType = '' } of files) {
    const documentId = ports.ids.next()
    const intentId = ports.ids.next()
    const { sizeBytes, sha256 } = staged
    const original = { key: `originals/${actor.tenantId}/${documentId}`, mediaType, sizeBytes, sha256 }
    const createdAt = ports.clock.now().toISOString()
    const intent = { id: intentId, tenantId: actor.tenantId, objectKey: original.key, createdAt }
    await ports.intakeStore.insertIntent(actor, intent, signal)
    const expected = { mediaType, sizeBytes, sha256, syncedFile: staged.path }
    await ports.blobStore.put(original.key, staged.stream(signal), expected, signal)
    const filenameAsSent = filename.slice(0, MAX_KEPT_NAME_LENGTH)
    stored.push({ documentId, intentId, filename: cleanFilename(filename), filenameAsSent, original })
  }
  return stored
}
