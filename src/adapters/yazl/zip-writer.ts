import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ZipMember, ZipWriter } from '../../ports/zip-writer.ts'

/** Readable by everybody, a plain file. */
const MODE = 0o100644

export function createZipWriter(): ZipWriter {
  return {
    async write({ members, modifiedAt, targetPath }, signal) {
      const zip = new ZipFile()
      const output = zip.outputStream as Readable
      /** The member that is being read: the library neither hears its errors nor ends it. */
      let current: Readable | undefined
      const fail = (error: unknown): void => {
        output.destroy(error instanceof Error ? error : new Error(String(error)))
      }
      const begin = async (member: ZipMember): Promise<Readable> => {
        current = Readable.from(await member.open(signal))
        return current.on('error', fail)
      }
      zip.on('error', fail)
      for (const member of members) {
        const options = { mtime: modifiedAt, mode: MODE, compress: member.isPackable }
        // Opened when the one before it is written, so that not all files are open at once.
        zip.addReadStreamLazy(member.path, options, (take) => {
          begin(member).then((content) => {
            take(null, content)
          }, fail)
        })
      }
      zip.end()
      const hash = createHash('sha256')
      let sizeBytes = 0
      try {
        await pipeline(
          output,
          async function* (chunks: AsyncIterable<Uint8Array>) {
            for await (const chunk of chunks) {
              hash.update(chunk)
              sizeBytes += chunk.byteLength
              yield chunk
            }
          },
          createWriteStream(targetPath, { flags: 'wx' }),
          { signal },
        )
      } finally {
        current?.destroy()
      }
      return { sizeBytes, sha256: hash.digest('hex') }
    },
  }
}
