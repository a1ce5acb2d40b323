import { BACKUP_ID } from '../../domain/backup/manifest.ts'
import { sumIn } from '../../domain/backup/sums.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { BackupFolder } from '../../ports/backup-folder.ts'
import type { Seal } from '../../ports/seal.ts'
import { textLines, wholeText } from './text-lines.ts'

export function recordsPath(id: string, collection: string): string {
  return `${id}/records/${collection}.jsonl`
}

/** The id of the newest complete backup in the folder; `undefined` when there is none. */
export async function latestBackup(folder: BackupFolder, signal: AbortSignal): Promise<string | undefined> {
  try {
    const id = (await wholeText(folder.read('latest', signal))).trim()
    return BACKUP_ID.test(id) ? id : undefined
  } catch (error) {
    if (isMailroomError(error, 'not-found') || error instanceof TypeError) return undefined
    throw error
  }
}

/** The hashes of the newest backup, by path: what an earlier one has left may be used again. */
export async function latestSums(
  folder: BackupFolder,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string>> {
  const id = await latestBackup(folder, signal)
  const sums = new Map<string, string>()
  if (id === undefined) return sums
  for await (const line of textLines(folder.read(`${id}/SHA256SUMS`, signal))) {
    const sum = sumIn(line)
    if (sum !== undefined) sums.set(sum.path, sum.sha256)
  }
  return sums
}

/** Key and seal of a list of hashes. */
export function sealText(seal: Seal, sumsSha256: string): string {
  return `${seal.keyId} ${seal.seal(sealedText(sumsSha256))}\n`
}

export type SealCheck = 'genuine' | 'altered' | 'other-key'

/** @param text as it stands in the backup */
export function checkSeal(seal: Seal, sumsSha256: string, text: string): SealCheck {
  const [keyId = '', given = '', ...rest] = text.split(/[ \n]/)
  const isWellFormed = /^[0-9a-f]{16}$/.test(keyId) && /^[0-9a-f]{64}$/.test(given) && rest.join('') === ''
  if (!isWellFormed) return 'altered'
  if (seal.isGenuine(sealedText(sumsSha256), given)) return keyId === seal.keyId ? 'genuine' : 'altered'
  return keyId === seal.keyId ? 'altered' : 'other-key'
}

function sealedText(sumsSha256: string): string {
  return JSON.stringify(['backup', sumsSha256])
}
