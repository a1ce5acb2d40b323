import { once } from 'node:events'
import { expect } from 'chai'
import { createClamdVirusScanner } from '../../../../src/adapters/clamd/virus-scanner.ts'
import { systemClock } from '../../../../src/adapters/system/clock.ts'
import { scanFiles } from '../../../../src/usecases/shared/scan-files.ts'
import { startFakeClamd } from '../../../support/fake-clamd.ts'
import { SIGNAL } from '../support/mailroom.ts'

const file = {
  async *stream() {
    yield Buffer.from('x')
  },
}

describe('scanning at intake', function () {
  this.timeout(10_000)

  it('does not let post wait for a scanner that takes connections and says nothing', async function () {
    await using clamd = await startFakeClamd({})
    const virusScanner = createClamdVirusScanner({ host: '127.0.0.1', port: clamd.port })
    const ports = { virusScanner, clock: systemClock }
    expect((await scanFiles(ports, [file], SIGNAL))[0]).to.include({ state: 'clean' })
    clamd.set('silent')
    const beganMs = performance.now()
    const scans = await scanFiles(ports, [file, file], SIGNAL)
    expect(performance.now() - beganMs).to.be.below(4_000)
    expect(scans.map((scan) => scan?.reason)).to.deep.equal(['scanner-away', 'scanner-away'])
    clamd.set('none')
    expect((await scanFiles(ports, [file], SIGNAL))[0]).to.include({ state: 'clean' })
  })

  it('ends with whoever has handed the file in', async function () {
    const gone = new AbortController()
    const virusScanner = {
      scan: () => expect.fail('asked'),
      version: async (signal: AbortSignal) => {
        await once(signal, 'abort')
        throw signal.reason as Error
      },
    }
    const scanning = scanFiles({ virusScanner, clock: systemClock }, [file], gone.signal)
    gone.abort(new Error('gone'))
    expect(await scanning.then(String, String)).to.equal('Error: gone')
  })
})
