import { expect } from 'chai'
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAnchorFiles } from '../../src/adapters/filesystem/anchor-store.ts'
import { createObjectAnchors } from '../../src/adapters/object-anchors/anchor-store.ts'
import { createSeal, sealKeyFrom } from '../../src/adapters/system/seal.ts'
import type { AuditAnchor } from '../../src/domain/audit/anchor.ts'
import type { AnchorStore, KeptAnchor } from '../../src/ports/anchor-store.ts'
import { createMemoryBlobStore } from '../support/memory-blob-store.ts'
import { newId, signal } from './records.ts'

const seal = createSeal(sealKeyFrom('a key for tests only, of some length'))
const otherSeal = createSeal(sealKeyFrom('another key for tests only, of some length'))

function anchorOf(tenantId: string, firstSeq: number, lastSeq: number): AuditAnchor {
  const marks = Array.from({ length: lastSeq - firstSeq + 1 }, (_, index) => `0000000${index % 10}`).join('')
  return {
    tenantId,
    firstSeq,
    lastSeq,
    hash: String(lastSeq % 10).repeat(64),
    marks,
    at: '2026-03-02T08:00:00.000Z',
  }
}

async function all(store: AnchorStore, tenantId: string): Promise<KeptAnchor[]> {
  const found: KeptAnchor[] = []
  for await (const anchor of store.read(tenantId, signal)) found.push(anchor)
  return found
}

const newDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'poststelle-anchor-'))

interface Opened extends AsyncDisposable {
  readonly store: AnchorStore
  /** The same place, opened by somebody with another key. */
  readonly foreign: AnchorStore
}

async function openFiles(): Promise<Opened> {
  const directory = await newDirectory()
  return {
    store: await createAnchorFiles({ directory, seal }),
    foreign: await createAnchorFiles({ directory, seal: otherSeal }),
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  }
}

async function openObjects(): Promise<Opened> {
  const blobs = createMemoryBlobStore()
  return {
    store: createObjectAnchors(blobs, seal),
    foreign: createObjectAnchors(blobs, otherSeal),
    [Symbol.asyncDispose]: () => blobs[Symbol.asyncDispose](),
  }
}

for (const { name, open } of [
  { name: 'files', open: openFiles },
  { name: 'objects', open: openObjects },
]) {
  describe(`anchor store contract: ${name}`, function () {
    it('gives back what was kept, in order, each tenant its own', async function () {
      await using opened = await open()
      const [own, other] = [newId(), newId()]
      expect(await all(opened.store, own)).to.deep.equal([])
      expect(await opened.store.last(own, signal)).to.equal(undefined)
      const anchors = [anchorOf(own, 1, 3), anchorOf(own, 4, 4), anchorOf(own, 5, 120)]
      for (const anchor of anchors) await opened.store.append(anchor, signal)
      await opened.store.append(anchorOf(other, 1, 1), signal)
      const found = await all(opened.store, own)
      expect(
        found.map(({ firstSeq, lastSeq, hash, isGenuine }) => ({ firstSeq, lastSeq, hash, isGenuine })),
      ).to.deep.equal(
        anchors.map(({ firstSeq, lastSeq, hash }) => ({ firstSeq, lastSeq, hash, isGenuine: true })),
      )
      expect(await Promise.all(found.map((anchor) => anchor.marks(signal)))).to.deep.equal(
        anchors.map(({ marks }) => marks),
      )
      expect((await opened.store.last(own, signal))?.lastSeq).to.equal(120)
    })

    it('takes the same anchor twice', async function () {
      await using opened = await open()
      const tenantId = newId()
      for (let count = 0; count < 2; count += 1) await opened.store.append(anchorOf(tenantId, 1, 2), signal)
      expect((await opened.store.last(tenantId, signal))?.lastSeq).to.equal(2)
    })

    it('tells what was sealed with another key', async function () {
      await using opened = await open()
      const tenantId = newId()
      await opened.store.append(anchorOf(tenantId, 1, 2), signal)
      await opened.foreign.append(anchorOf(tenantId, 3, 9), signal)
      expect((await all(opened.store, tenantId)).map(({ isGenuine }) => isGenuine)).to.deep.equal([
        true,
        false,
      ])
      expect((await opened.store.last(tenantId, signal))?.lastSeq).to.equal(2)
    })
  })
}

describe('anchor files', function () {
  it('go on behind a line that a crash has left unfinished', async function () {
    const directory = await newDirectory()
    const store = await createAnchorFiles({ directory, seal })
    const tenantId = newId()
    const path = join(directory, `${tenantId}.jsonl`)
    await store.append(anchorOf(tenantId, 1, 2), signal)
    await store.append(anchorOf(tenantId, 3, 4), signal)
    await truncate(path, (await stat(path)).size - 30)
    await store.append(anchorOf(tenantId, 3, 5), signal)
    const found = await all(store, tenantId)
    expect(found.map(({ lastSeq, isGenuine }) => [lastSeq, isGenuine])).to.deep.equal([
      [2, true],
      [5, true],
    ])
    await rm(directory, { recursive: true })
  })

  for (const line of ['null', '[]', '{}', '"x"', '{"tenantId":1}', '{"__proto__":{}}']) {
    it(`holds ${JSON.stringify(line)} for no anchor`, async function () {
      const directory = await newDirectory()
      const store = await createAnchorFiles({ directory, seal })
      const tenantId = newId()
      await store.append(anchorOf(tenantId, 1, 2), signal)
      await appendFile(join(directory, `${tenantId}.jsonl`), `${line}\n`)
      const found = await all(store, tenantId)
      expect(found.map(({ isGenuine }) => isGenuine)).to.deep.equal([true, false])
      await rm(directory, { recursive: true })
    })
  }

  it('notice one altered digit, and belong to their owner alone', async function () {
    const directory = await newDirectory()
    const store = await createAnchorFiles({ directory, seal })
    const tenantId = newId()
    const path = join(directory, `${tenantId}.jsonl`)
    await store.append(anchorOf(tenantId, 1, 2), signal)
    expect((await stat(path)).mode & 0o777).to.equal(0o600)
    await writeFile(path, (await readFile(path, 'utf8')).replace('"lastSeq":2', '"lastSeq":1'))
    expect((await all(store, tenantId)).map(({ isGenuine }) => isGenuine)).to.deep.equal([false])
    await rm(directory, { recursive: true })
  })

  it('are made for ids of tenants only', async function () {
    const directory = await newDirectory()
    const store = await createAnchorFiles({ directory, seal })
    for (const tenantId of ['../x', '', 'a/b', 'a\0']) {
      const failure = await store.append(anchorOf(tenantId, 1, 1), signal).catch((error: unknown) => error)
      expect(failure).to.be.instanceOf(TypeError)
    }
    await rm(directory, { recursive: true })
  })
})
