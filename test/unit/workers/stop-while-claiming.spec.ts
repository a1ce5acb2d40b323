import { expect } from 'chai'
import { createReceiveItem } from '../../../src/usecases/intake/receive-item.ts'
import { runJobs } from '../../../src/workers/run-jobs.ts'
import { NO_STACKS } from './no-stacks.ts'
import { silentGauges } from './gauges.ts'
import { openMailroom, person, SIGNAL, upload } from '../usecases/support/mailroom.ts'
import { SILENT_LOG } from '../../support/silent-log.ts'

describe('runJobs at the moment of a stop', function () {
  it('hands back what the queue gives it while it is told to end', async function () {
    const mailroom = await openMailroom()
    await createReceiveItem(mailroom)(
      person('mia'),
      { files: [upload('a letter')], channel: 'letter' },
      SIGNAL,
    )
    const stopper = new AbortController()
    const { jobQueue } = mailroom
    /** The answer of the database arrives after the stop. */
    const slowQueue: typeof jobQueue = {
      ...jobQueue,
      async claim(workerId, leaseMs, signal) {
        const job = await jobQueue.claim(workerId, leaseMs, signal)
        stopper.abort()
        signal.throwIfAborted()
        return job
      },
    }
    const step = { run: () => Promise.reject(new Error('No work is begun after the stop.')) }
    const pipeline = {
      convert: step,
      recognise: step,
      understand: step,
      'compose-view-copy': step,
      renew: step,
    }
    const ports = {
      ...mailroom,
      jobQueue: slowQueue,
      log: SILENT_LOG,
      pipeline,
      ...silentGauges(),
      ...NO_STACKS,
    }
    await runJobs(ports, { workerId: 'w', lanes: 1 }, stopper.signal)
    expect(await jobQueue.status(mailroom.machine, SIGNAL)).to.include({ queued: 1, running: 0 })
  })
})
