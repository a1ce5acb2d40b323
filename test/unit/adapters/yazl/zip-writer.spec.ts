import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { openPromise } from 'yauzl'
import { createZipWriter } from '../../../../src/adapters/yazl/zip-writer.ts'
import type { ZipMember } from '../../../../src/ports/zip-writer.ts'

const SIGNAL = new AbortController().signal
const MODIFIED_AT = new Date('2026-03-02T09:00:00.000Z')

function member(path: string, text: string, isPackable = true): ZipMember {
  return {
    path,
    isPackable,
    open: async () =>
      (async function* () {
        yield Buffer.from(text)
      })(),
  }
}

describe('the ZIP writer', function () {
  let folder: string

  beforeEach(async function () {
    folder = await mkdtemp(join(tmpdir(), 'poststelle-test-'))
  })
  afterEach(async function () {
    await rm(folder, { recursive: true })
  })

  it('writes members in their order, and tells size and hash of what it wrote', async function () {
    const targetPath = join(folder, 'a.zip')
    const members = [member('originale/Größe.txt', 'a'.repeat(10_000)), member('b.pdf', 'b', false)]
    const written = await createZipWriter().write({ members, modifiedAt: MODIFIED_AT, targetPath }, SIGNAL)
    const bytes = await readFile(targetPath)
    expect(written).to.deep.equal({
      sizeBytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })
    const entries = []
    const zip = await openPromise(targetPath)
    for await (const entry of zip.eachEntry()) {
      entries.push([entry.fileName, entry.uncompressedSize, entry.compressionMethod])
    }
    expect(entries).to.deep.equal([
      ['originale/Größe.txt', 10_000, 8],
      ['b.pdf', 1, 0],
    ])
  })

  it('opens one member after the other', async function () {
    const log: string[] = []
    const watched = (name: string): ZipMember => ({
      path: name,
      isPackable: false,
      async open() {
        log.push(`${name} opened`)
        return (async function* () {
          yield Buffer.from(name)
          log.push(`${name} read`)
        })()
      },
    })
    const members = ['a', 'b', 'c'].map(watched)
    const request = { members, modifiedAt: MODIFIED_AT, targetPath: join(folder, 'a.zip') }
    await createZipWriter().write(request, SIGNAL)
    expect(log).to.deep.equal(['a opened', 'a read', 'b opened', 'b read', 'c opened', 'c read'])
  })

  it('fails with what a member fails with, when it is opened and while it is read', async function () {
    const unopened: ZipMember = {
      path: 'x',
      isPackable: true,
      open: () => Promise.reject(new Error('no member')),
    }
    const torn: ZipMember = {
      path: 'x',
      isPackable: true,
      open: async () =>
        (async function* () {
          yield Buffer.from('half')
          throw new Error('torn member')
        })(),
    }
    for (const [index, broken] of [unopened, torn].entries()) {
      const members = [member('a', 'a'), broken, member('c', 'c')]
      const request = { members, modifiedAt: MODIFIED_AT, targetPath: join(folder, `${index}.zip`) }
      const failure = await createZipWriter()
        .write(request, SIGNAL)
        .catch((error: unknown) => String(error))
      expect(failure).to.match(/(?:no|torn) member/)
    }
  })

  it('stops when nobody wants it any more', async function () {
    const stopped = new AbortController()
    const endless: ZipMember = {
      path: 'x',
      isPackable: false,
      open: async () =>
        (async function* () {
          for (let pieces = 0; pieces < 1_000_000; pieces += 1) {
            if (pieces === 10) stopped.abort()
            yield Buffer.alloc(1_000)
          }
        })(),
    }
    const request = { members: [endless], modifiedAt: MODIFIED_AT, targetPath: join(folder, 'a.zip') }
    const failure = await createZipWriter()
      .write(request, stopped.signal)
      .catch((error: unknown) => (error instanceof Error ? error.name : ''))
    expect(failure).to.equal('AbortError')
  })
})
