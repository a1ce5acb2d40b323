import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MailroomError } from '../../src/domain/errors.ts'
import { isObjectKey, requireObjectKey } from '../../src/domain/intake/object-key.ts'
import {
  announcedContent,
  integrityFailure,
  verifiedContent,
} from '../../src/domain/intake/verified-content.ts'
import type { BlobStore, ByteRange, ExpectedContent } from '../../src/ports/blob-store.ts'

export interface MemoryBlobStore extends BlobStore, AsyncDisposable {
  readonly objects: Map<string, { readonly bytes: Uint8Array; readonly storedAt: Date }>
}

/** Passes the same contract as the real stores. Local copies go to a directory that disposing removes. */
export function createMemoryBlobStore(): MemoryBlobStore {
  const objects: MemoryBlobStore['objects'] = new Map()
  let directory: string | undefined

  function bytesOf(key: string, expected: ExpectedContent): Uint8Array {
    requireObjectKey(key)
    const found = objects.get(key)?.bytes
    if (found === undefined) throw new MailroomError('not-found', 'The object is not there.')
    if (found.byteLength !== expected.sizeBytes) throw integrityFailure({ key })
    return found
  }

  function verified(key: string, expected: ExpectedContent): AsyncGenerator<Uint8Array, void> {
    return verifiedContent(parts(bytesOf(key, expected)), expected, createHash('sha256'), { key })
  }

  return {
    objects,
    async put(key, content, expected, signal) {
      requireObjectKey(key)
      const received: Uint8Array[] = []
      for await (const chunk of announcedContent(content, expected, createHash('sha256'))) {
        signal.throwIfAborted()
        received.push(chunk)
      }
      if (objects.has(key))
        throw new MailroomError('already-exists', 'An object with this key is stored already.')
      objects.set(key, { bytes: Buffer.concat(received), storedAt: new Date() })
    },
    async open(key, expected, signal, range) {
      signal.throwIfAborted()
      return range === undefined ? verified(key, expected) : parts(partOf(bytesOf(key, expected), range))
    },
    async openUnchecked(key) {
      requireObjectKey(key)
      const found = objects.get(key)
      if (found === undefined) throw new MailroomError('not-found', 'The object is not there.')
      return parts(found.bytes)
    },
    async head(key) {
      requireObjectKey(key)
      const found = objects.get(key)
      return found && { key, sizeBytes: found.bytes.byteLength, storedAt: found.storedAt }
    },
    async remove(key) {
      requireObjectKey(key)
      objects.delete(key)
    },
    async erase(key) {
      requireObjectKey(key)
      objects.delete(key)
    },
    async eraseFolder(folder) {
      requireObjectKey(folder)
      for (const key of objects.keys()) if (key.startsWith(`${folder}/`)) objects.delete(key)
    },
    async protection() {
      return { versions: false, objectLock: false }
    },
    async *list(prefix) {
      for (const key of [...objects.keys()]
        .filter((one) => one.startsWith(prefix) && isObjectKey(one))
        .sort()) {
        const found = objects.get(key)
        if (found !== undefined) yield { key, sizeBytes: found.bytes.byteLength, storedAt: found.storedAt }
      }
    },
    async localCopy(key, expected) {
      const content: Uint8Array[] = []
      for await (const chunk of verified(key, expected)) content.push(chunk)
      directory ??= await mkdtemp(join(tmpdir(), 'poststelle-memory-'))
      const path = join(directory, randomUUID())
      await writeFile(path, Buffer.concat(content))
      return { path, [Symbol.asyncDispose]: () => rm(path, { force: true }) }
    },
    async health() {
      return undefined
    },
    async [Symbol.asyncDispose]() {
      if (directory !== undefined) await rm(directory, { recursive: true, force: true })
    },
  }
}

async function* parts(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  for (let start = 0; start < bytes.byteLength; start += 65_536) yield bytes.subarray(start, start + 65_536)
}

function partOf(bytes: Uint8Array, range: ByteRange): Uint8Array {
  const endByte = Math.min(range.lastByte + 1, bytes.byteLength)
  if (range.firstByte < 0 || range.firstByte >= endByte) {
    throw new MailroomError('range-not-satisfiable', 'The object has no such bytes.')
  }
  return bytes.subarray(range.firstByte, endByte)
}
