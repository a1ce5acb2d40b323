import { objectsInLine } from '../../domain/backup/archived-document.ts'
import type { BackupManifest } from '../../domain/backup/manifest.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { BackupFolder } from '../../ports/backup-folder.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Digest } from '../../ports/digest.ts'
import type { RecordArchive } from '../../ports/record-archive.ts'
import { recordsPath } from '../shared/backup-files.ts'
import { textLines } from '../shared/text-lines.ts'

export interface RestoreBackupPorts {
  readonly archive: RecordArchive
  readonly blobStore: BlobStore
  readonly folder: BackupFolder
  readonly digest: Digest
}

export interface Restored {
  readonly records: number
  readonly objects: number
  readonly bytes: number
}

const ROWS_A_BATCH = 200

/**
 * Puts a verified backup into empty stores and proves it: every object is hashed by the store, and the records are read
 * out again and must give the same text.
 *
 * @param sums of the verified backup, by path
 * @throws {MailroomError} `state-conflict` when something is stored there, `integrity-failure` when the proof fails
 */
export async function restoreBackup(
  ports: RestoreBackupPorts,
  manifest: BackupManifest,
  sums: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<Restored> {
  await requireEmpty(ports, signal)
  const objects = await restoreObjects(ports, manifest, signal)
  let records = 0
  for (const collection of Object.keys(manifest.records)) {
    records += await restoreRecords(ports, manifest.id, collection, signal)
  }
  await proveRecords(ports, manifest, sums, signal)
  return { records, ...objects }
}

async function requireEmpty({ archive, blobStore }: RestoreBackupPorts, signal: AbortSignal): Promise<void> {
  const conflict = (what: string): MailroomError =>
    new MailroomError('state-conflict', `${what} not empty. A backup is restored into empty stores only.`)
  if (!(await archive.isEmpty(signal))) throw conflict('The database is')
  for await (const { key } of blobStore.list('', signal)) {
    throw new MailroomError('state-conflict', conflict('The object store is').message, { facts: { key } })
  }
}

/** Objects first, so that no record ever names one that is not there. */
async function restoreObjects(
  { blobStore, folder }: RestoreBackupPorts,
  { id, damaged }: BackupManifest,
  signal: AbortSignal,
): Promise<Omit<Restored, 'records'>> {
  const left = new Set(damaged)
  let [objects, bytes] = [0, 0]
  for await (const line of textLines(folder.read(recordsPath(id, 'documents'), signal))) {
    for (const object of objectsInLine(line)) {
      if (left.has(object.key)) continue
      await blobStore.put(object.key, folder.read(`objects/${object.key}`, signal), object, signal)
      objects += 1
      bytes += object.sizeBytes
    }
  }
  return { objects, bytes }
}

async function restoreRecords(
  { archive, folder }: RestoreBackupPorts,
  id: string,
  collection: string,
  signal: AbortSignal,
): Promise<number> {
  let count = 0
  let batch: string[] = []
  for await (const line of textLines(folder.read(recordsPath(id, collection), signal))) {
    batch.push(line)
    count += 1
    if (batch.length < ROWS_A_BATCH) continue
    await archive.insert(collection, batch, signal)
    batch = []
  }
  await archive.insert(collection, batch, signal)
  return count
}

async function proveRecords(
  { archive, digest }: RestoreBackupPorts,
  { id, records }: BackupManifest,
  sums: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<void> {
  await archive.snapshot(async (read) => {
    const encoder = new TextEncoder()
    for (const collection of Object.keys(records)) {
      const hash = digest.begin()
      for await (const line of read(collection)) hash.update(encoder.encode(`${line}\n`))
      if (hash.digest('hex') === sums.get(recordsPath(id, collection))) continue
      throw new MailroomError(
        'integrity-failure',
        `The restored records of ${collection} differ from the backup.`,
      )
    }
  }, signal)
}
