import { MailroomError } from '../domain/errors.ts'
import type { PartialUploads } from '../ports/partial-uploads.ts'
import type { ReceivedUpload } from '../usecases/shared/received-upload.ts'
import { receiveFile, requestTooLarge, type SessionServices } from './upload-session.ts'

export interface GatherServices extends SessionServices {
  readonly partialUploads: PartialUploads
}

/** Uses finished uploads as the files of one request; they are removed when that has succeeded. */
export type GatherUploads = <T>(
  tenantId: string,
  ids: readonly string[],
  use: (files: readonly ReceivedUpload[]) => Promise<T>,
  signal: AbortSignal,
) => Promise<T>

/**
 * Each file goes through the staging area like every other upload: size, hash and kind are told there, of the bytes as they
 * lie on the disk.
 *
 * @throws {MailroomError} `not-found` for an upload of another city, or that is not complete
 */
export function createGatherUploads(services: GatherServices): GatherUploads {
  const { partialUploads, limits } = services
  return async (tenantId, ids, use, signal) => {
    const files: ReceivedUpload[] = []
    try {
      let bytes = 0
      for (const id of ids) {
        const found = await partialUploads.find(id, signal)
        if (found?.tenantId !== tenantId || found.offsetBytes !== found.sizeBytes)
          throw new MailroomError('not-found', 'There is no such finished upload.')
        bytes += found.sizeBytes
        if (bytes > limits.maxRequestBytes) throw requestTooLarge(limits)
        const { filename, sizeBytes } = found
        const content = partialUploads.read(id, signal)
        files.push(await receiveFile(services, { filename, content, announcedBytes: sizeBytes }, signal))
      }
      const result = await use(files)
      for (const id of ids) await partialUploads.remove(id)
      return result
    } finally {
      for (const { staged } of files) await staged.discard()
    }
  }
}
