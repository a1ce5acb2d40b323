import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import {
  createPartialUploads,
  type PartialUploadOptions,
} from '../../../../src/adapters/filesystem/partial-uploads.ts'
import { collected } from '../../../../src/domain/collected.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import type { PartialUploads } from '../../../../src/ports/partial-uploads.ts'

const SIGNAL = new AbortController().signal
const AT = '2026-03-02T08:00:00.000Z'
const HOUR_MS = 3_600_000
const ID = 'ab'.repeat(16)
const OTHER = 'cd'.repeat(16)
const upload = (id = ID, sizeBytes = 6) => ({
  id,
  tenantId: 't',
  filename: 'ä.pdf',
  sizeBytes,
  createdAt: AT,
})

async function* bytes(...parts: (string | Error)[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) {
    if (part instanceof Error) throw part
    yield Buffer.from(part)
  }
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(String, (error: unknown) => (isMailroomError(error) ? error.code : String(error)))
}

describe('uploads in pieces', function () {
  let directory: string
  let nowMs: number
  let uploads: PartialUploads

  async function opened(changed: Partial<PartialUploadOptions> = {}): Promise<PartialUploads> {
    const bounds = { maxUploads: 2, maxBytes: 20, lifetimeMs: HOUR_MS, headroomBytes: 0 }
    return createPartialUploads({ directory, ...bounds, now: () => nowMs, ...changed })
  }

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-parts-'))
    nowMs = Date.parse(AT)
    uploads = await opened()
  })
  afterEach(() => rm(directory, { recursive: true, force: true }))

  it('leave nothing that outlives them when they are removed while a piece comes in', async function () {
    await uploads.begin(upload(), SIGNAL)
    async function* removing(): AsyncGenerator<Uint8Array, void> {
      yield Buffer.from('ab')
      await uploads.remove(ID)
      yield Buffer.from('c')
    }
    await codeOf(uploads.append(ID, removing(), SIGNAL))
    nowMs += HOUR_MS
    await uploads.begin({ ...upload(OTHER), createdAt: new Date(nowMs).toISOString() }, SIGNAL)
    expect((await readdir(directory)).toSorted()).to.deep.equal([`${OTHER}.json`, `${OTHER}.part`])
  })

  it('grow by what comes, in the next life of the process too, and are read whole', async function () {
    await uploads.begin(upload(), SIGNAL)
    expect(await uploads.append(ID, bytes('ab', 'c'), SIGNAL)).to.equal(3)
    const later = await opened()
    expect(await later.find(ID, SIGNAL)).to.deep.equal({ ...upload(), offsetBytes: 3 })
    expect(await later.append(ID, bytes('def'), SIGNAL)).to.equal(6)
    expect(Buffer.from(await collected(later.read(ID, SIGNAL))).toString()).to.equal('abcdef')
  })

  it('keep what came before the line broke', async function () {
    await uploads.begin(upload(), SIGNAL)
    const broken = uploads.append(ID, bytes('abcd', new Error('the line broke')), SIGNAL)
    expect(await codeOf(broken)).to.equal('Error: the line broke')
    expect(await uploads.find(ID, SIGNAL)).to.include({ offsetBytes: 4 })
  })

  it('go on behind what is noted, whatever a power cut has left behind that', async function () {
    await uploads.begin(upload(), SIGNAL)
    await uploads.append(ID, bytes('abc'), SIGNAL)
    await writeFile(join(directory, `${ID}.part`), 'abc\0\0\0\0\0')
    expect(await uploads.append(ID, bytes('d'), SIGNAL)).to.equal(4)
    expect(await readFile(join(directory, `${ID}.part`), 'utf8')).to.equal('abcd')
  })

  it('take no byte beyond what was announced', async function () {
    await uploads.begin(upload(), SIGNAL)
    expect(await codeOf(uploads.append(ID, bytes('abcdef', 'g'), SIGNAL))).to.equal('upload-too-large')
    expect(await uploads.find(ID, SIGNAL)).to.include({ offsetBytes: 6 })
  })

  it('are bounded in number, in bytes and by the room of the disk', async function () {
    await uploads.begin(upload(), SIGNAL)
    expect(await codeOf(uploads.begin(upload(OTHER, 21), SIGNAL))).to.equal('dependency-unavailable')
    await uploads.begin(upload(OTHER), SIGNAL)
    expect(await codeOf(uploads.begin(upload('ef'.repeat(16)), SIGNAL))).to.equal('dependency-unavailable')
    const full = await opened({ headroomBytes: Number.MAX_SAFE_INTEGER, maxUploads: 9 })
    expect(await codeOf(full.begin(upload('ef'.repeat(16)), SIGNAL))).to.equal('insufficient-storage')
  })

  it('are bounded by what is still to come, too, and go on when there is room again', async function () {
    await uploads.begin(upload(ID, 15), SIGNAL)
    await uploads.begin(upload(OTHER, 15), SIGNAL)
    await uploads.append(ID, bytes('0123456789abcde'), SIGNAL)
    expect(await codeOf(uploads.append(OTHER, bytes('x'), SIGNAL))).to.equal('dependency-unavailable')
    expect(await uploads.find(OTHER, SIGNAL)).to.include({ offsetBytes: 0 })
    await uploads.remove(ID)
    expect(await uploads.append(OTHER, bytes('x'), SIGNAL)).to.equal(1)
  })

  it('ask for the room of the disk with every piece', async function () {
    await uploads.begin(upload(), SIGNAL)
    const full = await opened({ headroomBytes: Number.MAX_SAFE_INTEGER })
    expect(await codeOf(full.append(ID, bytes('a'), SIGNAL))).to.equal('insufficient-storage')
    expect(await uploads.find(ID, SIGNAL)).to.include({ offsetBytes: 0 })
  })

  it('are as if they had never been when their time is over, and leave no file', async function () {
    await uploads.begin(upload(), SIGNAL)
    nowMs += HOUR_MS
    expect(await uploads.find(ID, SIGNAL)).to.equal(undefined)
    expect(await codeOf(uploads.append(ID, bytes('a'), SIGNAL))).to.equal('not-found')
    await opened()
    expect(await readdir(directory)).to.deep.equal([])
  })

  it('know no name but their own', async function () {
    for (const id of ['../etc/passwd', `${ID}.json`, '', ID.toUpperCase()]) {
      expect(await uploads.find(id, SIGNAL)).to.equal(undefined)
      await uploads.remove(id)
    }
    await uploads.begin(upload(), SIGNAL)
    await uploads.remove(ID)
    await uploads.remove(ID)
    expect(await readdir(directory)).to.deep.equal([])
  })
})
