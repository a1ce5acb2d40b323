import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { MailroomError } from '../../domain/errors.ts'

/** Writes a file that must not be there yet, so that it is on the disk. @throws {MailroomError} `already-exists` */
export async function writeNewFile(
  targetPath: string,
  bytes: Uint8Array,
): Promise<{ readonly sizeBytes: number; readonly sha256: string }> {
  try {
    await writeFile(targetPath, bytes, { flag: 'wx', flush: true })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') {
      throw new MailroomError('already-exists', 'The file is there already.', { cause: error })
    }
    throw error
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { sizeBytes: bytes.length, sha256 }
}

/** The library fails in many ways on files that viewers still open; all of them mean the same. */
export async function orDamaged<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw new MailroomError('document-damaged', 'The PDF cannot be rewritten.', { cause: error })
  }
}
