import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { createClamdVirusScanner } from '../../../../src/adapters/clamd/virus-scanner.ts'
import type { VirusScanner } from '../../../../src/ports/virus-scanner.ts'
import { EICAR, startFakeClamd, type FakeClamd } from '../../../support/fake-clamd.ts'
import { expectFailure } from '../../usecases/support/expect-failure.ts'

const SIGNAL = new AbortController().signal
const MAX_BYTES = 300_000
/** Long for a socket of this machine, short for a test. */
const PATIENCE = { connectMs: 2_000, silentMs: 200 }

async function* contentOf(...pieces: readonly (string | Buffer)[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield typeof piece === 'string' ? Buffer.from(piece) : piece
}

describe('clamd', function () {
  let clamd: FakeClamd
  let scanner: VirusScanner

  before(async function () {
    clamd = await startFakeClamd({ maxBytes: MAX_BYTES })
    scanner = createClamdVirusScanner({ host: '127.0.0.1', port: clamd.port }, PATIENCE)
  })
  after(() => clamd[Symbol.asyncDispose]())
  afterEach(function () {
    clamd.set('none')
  })

  it('gets the whole file, cut as it comes, and says that it is clean', async function () {
    const large = Buffer.alloc(150_000, 'a')
    expect(await scanner.scan(contentOf('Anfang ', large, '', ' Ende'), SIGNAL)).to.deep.equal({
      kind: 'clean',
    })
    expect(clamd.scanned.at(-1)?.equals(Buffer.concat([Buffer.from('Anfang '), large, Buffer.from(' Ende')])))
      .to.be.true
  })

  it('names what it finds, also where it is cut in two', async function () {
    const halves = [EICAR.slice(0, 20), EICAR.slice(20)]
    expect(await scanner.scan(contentOf('x', ...halves), SIGNAL)).to.deep.equal({
      kind: 'infected',
      signature: 'Eicar-Test-Signature',
    })
  })

  it('takes an empty file', async function () {
    expect(await scanner.scan(contentOf(), SIGNAL)).to.deep.equal({ kind: 'clean' })
  })

  it('says so when a file is larger than it takes', async function () {
    expect(await scanner.scan(contentOf(Buffer.alloc(MAX_BYTES + 1)), SIGNAL)).to.deep.equal({
      kind: 'too-large',
    })
  })

  it('tells its version', async function () {
    expect(await scanner.version(SIGNAL)).to.match(/^ClamAV 1\.0\.3\//)
  })

  for (const fault of ['silent', 'hangs-up', 'babbles', 'no-verdict'] as const) {
    it(`counts as away when it ${fault.replace('-', ' ')}`, async function () {
      clamd.set(fault)
      await expectFailure(scanner.scan(contentOf('x'), SIGNAL), 'dependency-unavailable')
    })
  }

  it('counts as away when nobody listens', async function () {
    const nobody = createClamdVirusScanner({ path: join(tmpdir(), 'no-clamd-listens-here') }, PATIENCE)
    await expectFailure(nobody.scan(contentOf('x'), SIGNAL), 'dependency-unavailable')
  })

  it('is left alone as soon as the caller goes', async function () {
    clamd.set('silent')
    const gone = new AbortController()
    const patient = createClamdVirusScanner({ host: '127.0.0.1', port: clamd.port })
    const scan = patient.scan(contentOf('x'), gone.signal)
    gone.abort(new Error('gone'))
    expect(await scan.catch((error: unknown) => String(error))).to.equal('Error: gone')
  })

  it('passes on what the file itself throws', async function () {
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('x')
      throw new Error('the disk is gone')
    }
    expect(await scanner.scan(broken(), SIGNAL).catch(String)).to.equal('Error: the disk is gone')
  })

  it('is reached by a socket in the file system, too', async function () {
    const directory = await mkdtemp(join(tmpdir(), 'clamd-'))
    try {
      const path = join(directory, 'clamd.sock')
      await using local = await startFakeClamd({ path })
      expect(await createClamdVirusScanner({ path }).scan(contentOf(EICAR), SIGNAL)).to.include({
        kind: 'infected',
      })
      expect(local.scanned).to.have.length(1)
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})
