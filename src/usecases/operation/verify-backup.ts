import { objectsInLine } from '../../domain/backup/archived-document.ts'
import { parseManifest, type BackupManifest } from '../../domain/backup/manifest.ts'
import { sumIn } from '../../domain/backup/sums.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { BackupFolder } from '../../ports/backup-folder.ts'
import type { Digest } from '../../ports/digest.ts'
import type { Seal } from '../../ports/seal.ts'
import { checkSeal, latestBackup, recordsPath, type SealCheck } from '../shared/backup-files.ts'
import { textLines, wholeText } from '../shared/text-lines.ts'

export interface VerifyBackupPorts {
  readonly folder: BackupFolder
  readonly digest: Digest
  /** Absent where the key of the installation is not at hand. */
  readonly seal: Seal | undefined
}

export interface BackupFinding {
  readonly path: string
  readonly problem: 'missing' | 'altered' | 'not-listed'
}

export interface BackupVerification {
  readonly id: string | undefined
  readonly manifest: BackupManifest | undefined
  readonly seal: SealCheck | 'no-key'
  readonly checkedFiles: number
  readonly findings: readonly BackupFinding[]
  /** By path. */
  readonly sums: ReadonlyMap<string, string>
}

/** In place of the hash of a file that the disk cannot give back: like no other one. */
const UNREADABLE = ''

/** Reads every file of the newest backup in the folder and names each that is not as it was written. */
export async function verifyBackup(
  ports: VerifyBackupPorts,
  signal: AbortSignal,
): Promise<BackupVerification> {
  const { folder } = ports
  const id = await latestBackup(folder, signal)
  const findings: BackupFinding[] = []
  const sums = new Map<string, string>()
  if (id === undefined || (await folder.sizeOf(`${id}/SHA256SUMS`)) === undefined) {
    findings.push({ path: id === undefined ? 'latest' : `${id}/SHA256SUMS`, problem: 'missing' })
    return { id, manifest: undefined, seal: 'no-key', checkedFiles: 0, findings, sums }
  }
  const seal = await readSums(ports, id, sums, findings, signal)
  for (const [path, sha256] of sums) {
    const found = await hashOf(ports, path, signal)
    if (found !== sha256) findings.push({ path, problem: found === undefined ? 'missing' : 'altered' })
  }
  const isReadable = !findings.some(({ path }) => path.startsWith(`${id}/`))
  const manifest = isReadable ? await readManifest(ports, id, sums, findings, signal) : undefined
  return { id, manifest, seal, checkedFiles: sums.size + 3, findings, sums }
}

async function readSums(
  ports: VerifyBackupPorts,
  id: string,
  sums: Map<string, string>,
  findings: BackupFinding[],
  signal: AbortSignal,
): Promise<BackupVerification['seal']> {
  const path = `${id}/SHA256SUMS`
  for await (const line of linesOrNone(ports.folder.read(path, signal))) {
    const sum = line === undefined ? undefined : sumIn(line)
    if (sum !== undefined) sums.set(sum.path, sum.sha256)
    else if (!findings.some((finding) => finding.path === path)) findings.push({ path, problem: 'altered' })
  }
  const sealPath = `${path}.seal`
  if ((await ports.folder.sizeOf(sealPath)) === undefined) {
    findings.push({ path: sealPath, problem: 'missing' })
    return 'altered'
  }
  if (ports.seal === undefined) return 'no-key'
  const text = await textOrNone(ports.folder.read(sealPath, signal))
  const check = checkSeal(ports.seal, (await hashOf(ports, path, signal)) ?? '', text)
  // Either of the two was touched; nothing tells which.
  if (check === 'altered') findings.push({ path, problem: 'altered' }, { path: sealPath, problem: 'altered' })
  return check
}

/** Whether every object that the records name is listed. */
async function readManifest(
  { folder }: VerifyBackupPorts,
  id: string,
  sums: ReadonlyMap<string, string>,
  findings: BackupFinding[],
  signal: AbortSignal,
): Promise<BackupManifest> {
  const manifest = parseManifest(await wholeText(folder.read(`${id}/manifest.json`, signal)))
  const damaged = new Set(manifest.damaged)
  for (const collection of Object.keys(manifest.records)) {
    const path = recordsPath(id, collection)
    if (!sums.has(path)) findings.push({ path, problem: 'not-listed' })
  }
  for await (const line of textLines(folder.read(recordsPath(id, 'documents'), signal))) {
    for (const { key, sha256 } of objectsInLine(line)) {
      const path = `objects/${key}`
      if (!damaged.has(key) && sums.get(path) !== sha256) findings.push({ path, problem: 'not-listed' })
    }
  }
  return manifest
}

async function hashOf(
  { folder, digest }: VerifyBackupPorts,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const hash = digest.begin()
    for await (const chunk of folder.read(path, signal)) hash.update(chunk)
    return hash.digest('hex')
  } catch (error) {
    if (isMailroomError(error, 'integrity-failure')) return UNREADABLE
    // A path that leads out of the backup is no file of it either.
    if (isMailroomError(error, 'not-found') || isMailroomError(error, 'malformed-request')) return undefined
    throw error
  }
}

/** `undefined` once for bytes that are no text. */
async function* linesOrNone(content: AsyncIterable<Uint8Array>): AsyncGenerator<string | undefined, void> {
  try {
    yield* textLines(content)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    yield undefined
  }
}

async function textOrNone(content: AsyncIterable<Uint8Array>): Promise<string> {
  try {
    return await wholeText(content)
  } catch (error) {
    if (error instanceof TypeError) return ''
    throw error
  }
}
