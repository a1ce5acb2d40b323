import { expect } from 'chai'
import { open, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFts5SearchIndex } from '../../../src/adapters/search-fts5/search-index.ts'
import { loadSqlite } from '../../../src/adapters/search-fts5/sqlite.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import type { SearchIndex } from '../../../src/ports/search-index.ts'
import { rejected } from '../../contract/blob-store.suite.ts'
import { documentOf } from '../../contract/search-desk.ts'

describe('search index in a file', function () {
  const signal = new AbortController().signal
  const everyone = systemActor('tenant-1', 'test')
  let directory: string
  let path: string

  beforeEach(async function () {
    directory = await mkdtemp(join(tmpdir(), 'poststelle-search-'))
    path = join(directory, 'search.db')
  })
  afterEach(async function () {
    await rm(directory, { recursive: true })
  })

  async function countOf(index: SearchIndex, text: string): Promise<number> {
    return (await index.query(everyone, { text, filter: {}, limit: 10 }, signal)).total
  }

  async function filled(documentCount: number): Promise<void> {
    await using index = await createFts5SearchIndex({ path })
    for (let number = 0; number < documentCount; number += 1) {
      await index.upsert(documentOf(`d${number}`, `Mahnung Nummer ${number} ${'Wort'.repeat(50)}`), signal)
    }
    await index.advance(documentCount, signal)
  }

  async function changeFile(sql: string): Promise<void> {
    const { DatabaseSync } = await loadSqlite()
    const database = new DatabaseSync(path)
    database.exec(sql)
    database.close()
  }

  it('is there again after a restart, with its position', async function () {
    await filled(3)
    await using index = await createFts5SearchIndex({ path })
    expect(await countOf(index, 'Mahnung')).to.equal(3)
    expect(await index.position(signal)).to.equal(3)
    expect((await index.health(signal)).sizeBytes).to.be.above(4096)
  })

  it('has no position any more when it was made by another version of the analysis, and still answers', async function () {
    await filled(3)
    await changeFile("UPDATE meta SET value = 'older' WHERE name = 'analysis'")
    await using index = await createFts5SearchIndex({ path })
    expect(await index.position(signal)).to.equal(undefined)
    expect(await countOf(index, 'Mahnung')).to.equal(3)
    await index.reset(signal)
    await index.advance(3, signal)
    expect(await index.position(signal)).to.equal(3)
  })

  it('asks to be filled anew after a rebuild that a crash cut short', async function () {
    await filled(3)
    {
      await using index = await createFts5SearchIndex({ path })
      await index.reset(signal)
      await index.upsert(documentOf('d0', 'Mahnung'), signal)
    }
    await using index = await createFts5SearchIndex({ path })
    expect(await index.position(signal)).to.equal(undefined)
  })

  it('begins empty where the file has another format', async function () {
    await filled(3)
    await changeFile('PRAGMA user_version = 999')
    await using index = await createFts5SearchIndex({ path })
    expect(await index.position(signal)).to.equal(undefined)
    expect(await countOf(index, 'Mahnung')).to.equal(0)
  })

  it('begins empty where the file is no database', async function () {
    await writeFile(path, 'x'.repeat(10_000))
    await using index = await createFts5SearchIndex({ path })
    expect(await index.position(signal)).to.equal(undefined)
    await index.upsert(documentOf('a', 'Mahnung'), signal)
    expect(await countOf(index, 'Mahnung')).to.equal(1)
  })

  it('says that it is damaged, asks to be filled anew, and can be', async function () {
    await filled(300)
    const { size } = await stat(path)
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(size - 8192, 0xff), 0, size - 8192, 8192)
    await file.close()

    await using index = await createFts5SearchIndex({ path })
    await rejected(countOf(index, 'Mahnung'), 'dependency-unavailable')
    expect(await index.position(signal)).to.equal(undefined)
    await index.reset(signal)
    await index.upsert(documentOf('a', 'Mahnung'), signal)
    await index.advance(1, signal)
    expect(await countOf(index, 'Mahnung')).to.equal(1)
    expect(await index.position(signal)).to.equal(1)
  })

  it('cannot be opened where there is no directory', async function () {
    const failure = await createFts5SearchIndex({ path: join(directory, 'missing', 'search.db') }).catch(
      (error: unknown) => error,
    )
    expect(failure).to.be.instanceOf(Error)
  })

  it('keeps no second copy of the texts beside the pages that it shows', async function () {
    await filled(1)
    const { DatabaseSync } = await loadSqlite()
    const database = new DatabaseSync(path)
    const columns = database.prepare('SELECT title, sender, numbers, body, joined FROM words').get()
    database.close()
    expect(Object.values(columns ?? {})).to.deep.equal([null, null, null, null, null])
  })
})
