import { setImmediate } from 'node:timers/promises'
import { expect } from 'chai'
import type { Log } from '../../../src/ports/log.ts'
import { recoverInterrupted } from '../../../src/workers/recover-intakes.ts'

describe('recoverInterrupted', function () {
  it('looks at once, tells what it found or how it failed, and ends when it is told to', async function () {
    for (const { outcome, event } of [
      { outcome: async () => 2, event: 'intakes-recovered' },
      { outcome: async () => 0, event: undefined },
      { outcome: () => Promise.reject(new Error('down')), event: 'intake-recovery-failed' },
    ]) {
      const events: string[] = []
      const note = (name: string): void => {
        events.push(name)
      }
      const log: Log = { info: note, warn: note, error: note }
      const stopper = new AbortController()
      const running = recoverInterrupted(log, outcome, stopper.signal)
      for (let turn = 0; turn < 5; turn += 1) await setImmediate()
      stopper.abort()
      await running
      expect(events).to.deep.equal(event === undefined ? [] : [event])
    }
  })
})
