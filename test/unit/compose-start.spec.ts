import { expect } from 'chai'
import { askPatiently, createAskAtStart } from '../../src/compose-start.ts'
import { MailroomError } from '../../src/domain/errors.ts'
import { SILENT_LOG } from '../support/silent-log.ts'

const away = new MailroomError('dependency-unavailable', 'The database cannot be reached.')

/** Fails so many times, then answers. */
function busyFor(times: number, error: Error = away): { ask: () => Promise<string>; asked: () => number } {
  let count = 0
  return {
    ask: () => {
      count += 1
      return count > times ? Promise.resolve('answer') : Promise.reject(error)
    },
    asked: () => count,
  }
}

describe('the patience of a start', function () {
  const stopping = new AbortController().signal

  it('asks a database again that gave no answer in time', async function () {
    const { ask, asked } = busyFor(2)
    expect(await askPatiently(ask, { log: SILENT_LOG, stopping })).to.equal('answer')
    expect(asked()).to.equal(3)
  })

  it('ends, and says why', async function () {
    const { ask, asked } = busyFor(2)
    const failure = await askPatiently(ask, { log: SILENT_LOG, stopping, patienceMs: 0 }).catch(String)
    expect(failure).to.include('cannot be reached')
    expect(asked()).to.equal(1)
  })

  it('does not repeat what failed for another reason', async function () {
    const { ask, asked } = busyFor(1, new Error('a defect'))
    expect(await askPatiently(ask, { log: SILENT_LOG, stopping }).catch(String)).to.include('a defect')
    expect(asked()).to.equal(1)
  })

  it('waits no longer when the process is told to stop', async function () {
    const stop = new AbortController()
    const waiting = askPatiently(() => Promise.reject(away), { log: SILENT_LOG, stopping: stop.signal })
    stop.abort()
    expect(await waiting.catch((error: unknown) => error)).to.be.instanceOf(Error)
  })

  it('is for a database of our own: of another one that is away operators hear at once', async function () {
    const { ask, asked } = busyFor(1)
    const database = { kind: 'mongodb', uri: 'mongodb://elsewhere', databaseName: 'poststelle' } as const
    const askAtStart = createAskAtStart({ database }, { log: SILENT_LOG, stopping })
    expect(await askAtStart(ask).catch(String)).to.include('cannot be reached')
    expect(asked()).to.equal(1)
  })
})
