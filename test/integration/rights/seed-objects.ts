import { createHash } from 'node:crypto'
import type { Platform } from '../../../src/compose.ts'
import type { StoredObject } from '../../../src/domain/intake/document.ts'

const SIGNAL = new AbortController().signal

export async function store(
  { blobStore }: Platform,
  key: string,
  mediaType: string,
  content: string,
): Promise<StoredObject> {
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const expected = { mediaType, sizeBytes: bytes.byteLength, sha256 }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  await blobStore.put(key, chunks(), expected, SIGNAL)
  return { key, ...expected }
}
