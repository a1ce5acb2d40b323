import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect } from 'chai'
import { createChildPoolReader, type ChildPoolOptions } from '../../../src/adapters/child-pool/child-pool.ts'
import { findWalls } from '../../../src/adapters/child-pool/walls.ts'
import type { ErrorCode } from '../../../src/domain/errors.ts'
import type { DocumentReader } from '../../../src/ports/document-reader.ts'
import { skipUnless } from '../../support/skip.ts'
import { NEVER } from './reading-room.ts'

function openPool(options: Partial<ChildPoolOptions> = {}): DocumentReader {
  return createChildPoolReader({
    entry: new URL('./misbehaving-child.ts', import.meta.url),
    size: 1,
    settings: { engine: 'tesseract.js' },
    limits: { memoryMiB: 400, dataMiB: 1500 },
    wall: { inspectMs: 4000 },
    ...options,
  })
}

async function inspect(
  pool: DocumentReader,
  mediaType = 'test/good',
  signal = NEVER,
  path = 'file',
): Promise<string> {
  return (await pool.inspect({ path, mediaType }, signal)).title ?? ''
}

/** The id of the process that answered. */
async function answeringPid(pool: DocumentReader): Promise<number> {
  return Number((await inspect(pool)).split(' ')[0])
}

async function failure(
  promise: Promise<unknown>,
): Promise<{ code?: ErrorCode; facts?: Record<string, unknown> }> {
  try {
    await promise
  } catch (error) {
    return error as { code?: ErrorCode; facts?: Record<string, unknown> }
  }
  return expect.fail('it should have failed')
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('The pool of reading processes', function () {
  this.timeout(60_000)
  let pool: DocumentReader | undefined
  afterEach(async function () {
    await pool?.[Symbol.asyncDispose]()
    pool = undefined
  })

  const endings: { misdeed: string; mediaType: string; code: ErrorCode }[] = [
    { misdeed: 'never comes back', mediaType: 'test/loop', code: 'recognition-timeout' },
    { misdeed: 'takes ever more memory', mediaType: 'test/grow', code: 'recognition-out-of-memory' },
    {
      misdeed: 'has a program take ever more memory',
      mediaType: 'test/grow-below',
      code: 'recognition-out-of-memory',
    },
    { misdeed: 'leaves without a word', mediaType: 'test/exit', code: 'recognition-crashed' },
    { misdeed: 'aborts', mediaType: 'test/abort', code: 'recognition-crashed' },
    { misdeed: 'is hit by a segmentation fault', mediaType: 'test/segfault', code: 'recognition-crashed' },
    { misdeed: 'throws a defect', mediaType: 'test/defect', code: 'recognition-crashed' },
    { misdeed: 'finds the disk full', mediaType: 'test/full-disk', code: 'insufficient-storage' },
    { misdeed: 'finds a damaged document', mediaType: 'test/damaged', code: 'document-damaged' },
    {
      misdeed: 'claims a code that is not its own',
      mediaType: 'test/foreign-code',
      code: 'recognition-crashed',
    },
  ]
  for (const { misdeed, mediaType, code } of endings) {
    it(`says ${code} when a child ${misdeed}, and reads the next document`, async function () {
      pool = openPool()
      expect((await failure(inspect(pool, mediaType))).code).to.equal(code)
      expect(await answeringPid(pool)).to.be.above(0)
    })
  }

  it('passes on the facts of a failure', async function () {
    pool = openPool()
    expect((await failure(inspect(pool, 'test/damaged'))).facts).to.deep.equal({ reason: 3 })
  })

  it('keeps a child that failed in an orderly way, and replaces one that was ended', async function () {
    pool = openPool()
    const first = await answeringPid(pool)
    await failure(inspect(pool, 'test/damaged'))
    expect(await answeringPid(pool)).to.equal(first)
    await failure(inspect(pool, 'test/exit'))
    expect(await answeringPid(pool)).to.not.equal(first)
  })

  it('ends the child at once when the caller gives up, with the reason of the caller', async function () {
    pool = openPool({ wall: { inspectMs: 600_000 } })
    await answeringPid(pool)
    const reason = new Error('the lease is lost')
    const controller = new AbortController()
    setTimeout(() => {
      controller.abort(reason)
    }, 200)
    expect(await failure(inspect(pool, 'test/loop', controller.signal))).to.equal(reason)
    expect(await answeringPid(pool)).to.be.above(0)
  })

  it('lets calls wait for a free child and forgets those that are given up while they wait', async function () {
    pool = openPool({ size: 2 })
    const controller = new AbortController()
    const waiting = [1, 2, 3, 4, 5].map(() => inspect(pool ?? expect.fail(), 'test/good'))
    const givenUp = inspect(pool, 'test/good', controller.signal)
    controller.abort(new Error('never mind'))
    expect(await failure(givenUp)).to.have.property('message', 'never mind')
    const pids = (await Promise.all(waiting)).map((title) => title.split(' ')[0])
    expect(new Set(pids).size).to.equal(2)
  })

  it('gives a file to the child that had it before, whichever of them was free last', async function () {
    pool = openPool({ size: 2 })
    const ask = async (path: string): Promise<string | undefined> =>
      (await inspect(pool ?? expect.fail(), 'test/good', NEVER, path)).split(' ')[0]
    const [first, second] = await Promise.all([ask('first'), ask('second')])
    expect(first).to.not.equal(second)
    for (const path of ['first', 'first', 'second', 'first', 'second', 'second']) {
      expect(await ask(path), path).to.equal(path === 'first' ? first : second)
    }
  })

  it('does not let a file that is open go before one that has waited', async function () {
    pool = openPool()
    const order: string[] = []
    const ask = async (path: string, mediaType: string): Promise<void> => {
      await inspect(pool ?? expect.fail(), mediaType, NEVER, path)
      order.push(path)
    }
    await ask('long', 'test/good')
    await Promise.all([ask('long', 'test/slow'), ask('letter', 'test/good'), ask('long', 'test/good')])
    expect(order).to.deep.equal(['long', 'long', 'letter', 'long'])
  })

  it('replaces a child after the set number of calls', async function () {
    pool = openPool({ recycleAfterCalls: 2 })
    const pids = [await answeringPid(pool), await answeringPid(pool), await answeringPid(pool)]
    expect(pids[0]).to.equal(pids[1])
    expect(pids[2]).to.not.equal(pids[0])
  })

  it('replaces a child that holds much memory between its calls, and keeps one that does not', async function () {
    pool = openPool({ recycleAboveMiB: 1 })
    const first = await answeringPid(pool)
    let [pid, calls] = [first, 1]
    for (; pid === first && calls < 1000; calls++) pid = await answeringPid(pool)
    expect(pid).to.not.equal(first)
    expect(calls).to.be.above(20)
    await pool[Symbol.asyncDispose]()
    pool = openPool()
    const kept = await answeringPid(pool)
    for (let call = 0; call < 50; call++) expect(await answeringPid(pool)).to.equal(kept)
  })

  it('shows a child nothing of the environment but what it needs', async function () {
    process.env['POSTSTELLE_TEST_SECRET'] = 'secret'
    try {
      pool = openPool()
      const environment = JSON.parse(await inspect(pool, 'test/environment')) as Record<string, string>
      expect(Object.keys(environment)).to.not.include.members(['POSTSTELLE_TEST_SECRET'])
      expect(environment).to.not.have.any.keys('HOME', 'PATH', 'USER')
    } finally {
      delete process.env['POSTSTELLE_TEST_SECRET']
    }
  })

  it('cuts a child off from every network, where the system allows', async function () {
    skipUnless(this, findWalls().noNetwork.length > 0, 'unshare --net is not allowed here')
    const server = createServer((socket) => socket.destroy())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      pool = openPool()
      const { title } = await pool.inspect({ path: String(port), mediaType: 'test/network' }, NEVER)
      expect(title).to.equal('cut off')
    } finally {
      server.close()
    }
  })

  it('blames no document for a child that cannot be started', async function () {
    pool = openPool({ entry: new URL('./no-such-module.ts', import.meta.url) })
    expect((await failure(inspect(pool))).code).to.equal('dependency-unavailable')
  })

  it('leaves no process and no folder behind', async function () {
    const usual = process.env['TMPDIR']
    const folder = mkdtempSync(join(tmpdir(), 'poststelle-pool-'))
    process.env['TMPDIR'] = folder
    try {
      const own = openPool()
      const pid = await answeringPid(own)
      expect(readdirSync(folder)).not.to.deep.equal([])
      await own[Symbol.asyncDispose]()
      expect(() => process.kill(pid, 0)).to.throw('ESRCH')
      expect(readdirSync(folder)).to.deep.equal([])
    } finally {
      if (usual === undefined) delete process.env['TMPDIR']
      else process.env['TMPDIR'] = usual
      rmSync(folder, { recursive: true })
    }
  })

  it('lets no child and no folder outlive a parent that is killed', async function () {
    const script = fileURLToPath(new URL('./short-lived-parent.ts', import.meta.url))
    const parent = spawn(process.execPath, [...process.execArgv, script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [announced] = (await once(parent.stdout, 'data')) as [Buffer]
    const { pid, folder } = JSON.parse(announced.toString('utf8')) as { pid: number; folder: string }
    parent.kill('SIGKILL')
    await once(parent, 'exit')
    for (let round = 0; round < 100 && (isRunning(pid) || existsSync(folder)); round++) await delay(50)
    expect(isRunning(pid)).to.equal(false)
    expect(existsSync(folder)).to.equal(false)
  })

  it('refuses calls after it was closed, and those that were still waiting', async function () {
    const own = openPool()
    const running = failure(inspect(own, 'test/loop'))
    const waiting = failure(inspect(own))
    await own[Symbol.asyncDispose]()
    expect(await running).to.be.an('error')
    expect(await waiting).to.have.property('message', 'The pool of readers is closed.')
    expect(await failure(inspect(own))).to.have.property('message', 'The pool of readers is closed.')
  })
})
