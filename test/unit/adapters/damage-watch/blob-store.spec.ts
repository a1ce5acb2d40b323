import { expect } from 'chai'
import { createHash } from 'node:crypto'
import { createWatchedBlobStore } from '../../../../src/adapters/damage-watch/blob-store.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { createMemoryBlobStore } from '../../../support/memory-blob-store.ts'

const signal = new AbortController().signal
const BYTES = Buffer.from('as it was received')
const EXPECTED = { sizeBytes: BYTES.byteLength, sha256: createHash('sha256').update(BYTES).digest('hex') }
const KEY = 'originals/t/d'

function openWatched() {
  const memory = createMemoryBlobStore()
  const told: string[] = []
  const store = createWatchedBlobStore(memory, (key, kind) => told.push(`${kind} ${key}`))
  const put = (bytes: Uint8Array): void => void memory.objects.set(KEY, { bytes, storedAt: new Date() })
  async function read(): Promise<string> {
    const parts: Uint8Array[] = []
    for await (const part of await store.open(KEY, EXPECTED, signal)) parts.push(part)
    return Buffer.concat(parts).toString()
  }
  return { store, put, read, told }
}

describe('a watched object store', function () {
  it('passes on what is sound, and tells nothing', async function () {
    const { put, read, told } = openWatched()
    put(BYTES)
    expect(await read()).to.equal(BYTES.toString())
    expect(told).to.deep.equal([])
  })

  const cases = [
    { name: 'other bytes', bytes: Buffer.from('as it was RECEIVED'), told: 'altered' },
    { name: 'nothing', bytes: undefined, told: 'missing' },
  ]
  for (const { name, bytes, told: kind } of cases) {
    it(`tells once for each reader that ${name} was found, as an integrity failure`, async function () {
      const { store, put, read, told } = openWatched()
      if (bytes !== undefined) put(bytes)
      const failures = [
        await read().catch((error: unknown) => error),
        await store.localCopy(KEY, EXPECTED, signal).catch((error: unknown) => error),
      ]
      expect(failures.every((error) => isMailroomError(error, 'integrity-failure'))).to.equal(true)
      expect(told).to.deep.equal([`${kind} ${KEY}`, `${kind} ${KEY}`])
    })
  }
})
