import { objectsInLine, type ArchivedObject } from '../../domain/backup/archived-document.ts'
import { backupId, type BackupManifest } from '../../domain/backup/manifest.ts'
import { sumLine } from '../../domain/backup/sums.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { Content } from '../../domain/integrity/finding.ts'
import type { BackupFolder } from '../../ports/backup-folder.ts'
import type { BlobStore } from '../../ports/blob-store.ts'
import type { Clock } from '../../ports/clock.ts'
import type { RecordArchive } from '../../ports/record-archive.ts'
import type { Seal } from '../../ports/seal.ts'
import { latestSums, recordsPath, sealText } from '../shared/backup-files.ts'
import { textChunks, textLines } from '../shared/text-lines.ts'

export interface BackUpPorts {
  readonly archive: RecordArchive
  readonly blobStore: BlobStore
  readonly folder: BackupFolder
  readonly seal: Seal
  readonly clock: Clock
}

/**
 * Writes everything into a folder, while people go on working: first the records of one point in time, then the objects
 * that they name, which never change. Objects that an earlier backup has left there are taken as they are when size and
 * kept hash are right. A backup counts from the moment at which `latest` names it.
 *
 * @param snapshotAt when the database was copied, if it was
 */
export async function backUp(
  ports: BackUpPorts,
  snapshotAt: Date | undefined,
  signal: AbortSignal,
): Promise<BackupManifest> {
  const { folder, clock, seal } = ports
  const begunAt = snapshotAt ?? clock.now()
  const id = backupId(begunAt)
  const sums = new Map<string, string>()
  const keep = async (path: string, content: AsyncIterable<Uint8Array>): Promise<Content> => {
    const written = await folder.write(path, content, signal)
    sums.set(path, written.sha256)
    return written
  }
  const records = await copyRecords(ports, (name, lines) => keep(recordsPath(id, name), lines), signal)
  const objects = await copyObjects(ports, id, sums, signal)
  const manifest: BackupManifest = {
    format: 'poststelle-backup',
    version: 1,
    id,
    snapshotAt: begunAt.toISOString(),
    finishedAt: clock.now().toISOString(),
    records,
    ...objects,
  }
  await keep(`${id}/manifest.json`, textChunks([`${JSON.stringify(manifest, undefined, 2)}\n`]))
  const lines = [...sums].map(([path, sha256]) => sumLine({ path, sha256 }))
  const listed = await folder.write(`${id}/SHA256SUMS`, textChunks(lines), signal)
  await folder.write(`${id}/SHA256SUMS.seal`, textChunks([sealText(seal, listed.sha256)]), signal)
  await folder.write('latest', textChunks([`${id}\n`]), signal)
  return manifest
}

async function copyRecords(
  { archive }: BackUpPorts,
  keep: (collection: string, lines: AsyncIterable<Uint8Array>) => Promise<Content>,
  signal: AbortSignal,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  await archive.snapshot(async (read) => {
    for (const collection of archive.collections) {
      let count = 0
      const ended = async function* (): AsyncGenerator<string> {
        for await (const line of read(collection)) {
          count += 1
          yield `${line}\n`
        }
      }
      await keep(collection, textChunks(ended()))
      counts[collection] = count
    }
  }, signal)
  return counts
}

async function copyObjects(
  ports: BackUpPorts,
  id: string,
  sums: Map<string, string>,
  signal: AbortSignal,
): Promise<Pick<BackupManifest, 'objects' | 'damaged'>> {
  const before = await latestSums(ports.folder, signal)
  const damaged: string[] = []
  let [count, bytes, reused] = [0, 0, 0]
  for await (const line of textLines(ports.folder.read(recordsPath(id, 'documents'), signal))) {
    for (const object of objectsInLine(line)) {
      const path = `objects/${object.key}`
      const isThere =
        before.get(path) === object.sha256 && (await ports.folder.sizeOf(path)) === object.sizeBytes
      if (!isThere && !(await copyObject(ports, path, object, signal))) {
        damaged.push(object.key)
        continue
      }
      sums.set(path, object.sha256)
      count += 1
      bytes += object.sizeBytes
      reused += isThere ? 1 : 0
    }
  }
  return { objects: { count, bytes, reused }, damaged }
}

/** False when the object is damaged in the store: the rest is saved all the same. */
async function copyObject(
  { blobStore, folder }: BackUpPorts,
  path: string,
  object: ArchivedObject,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await folder.write(path, await blobStore.open(object.key, object, signal), signal)
    return true
  } catch (error) {
    if (isMailroomError(error, 'integrity-failure') || isMailroomError(error, 'not-found')) return false
    throw error
  }
}
