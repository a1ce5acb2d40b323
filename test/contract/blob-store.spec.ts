import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFilesystemBlobStore } from '../../src/adapters/filesystem/blob-store.ts'
import { createMemoryBlobStore } from '../support/memory-blob-store.ts'
import { describeBlobStore } from './blob-store.suite.ts'

describeBlobStore('file system', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'poststelle-blobs-'))
  return {
    store: await createFilesystemBlobStore({ directory, headroomBytes: 0 }),
    async tamper(key, bytes) {
      const path = join(directory, key)
      await chmod(path, 0o600)
      await writeFile(path, bytes)
    },
    close: () => rm(directory, { recursive: true }),
  }
})

describeBlobStore('memory (for unit tests)', async () => {
  const memory = createMemoryBlobStore()
  return {
    store: memory,
    async tamper(key, bytes) {
      memory.objects.set(key, { bytes, storedAt: new Date() })
    },
    close: async () => {
      await memory[Symbol.asyncDispose]()
    },
  }
})
