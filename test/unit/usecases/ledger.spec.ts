import { expect } from 'chai'
import { requireVersion } from '../../../src/usecases/shared/required.ts'
import { expectFailure } from './support/expect-failure.ts'
import { openMailroom, SIGNAL } from './support/mailroom.ts'

describe('a change of records', function () {
  it('that rests on a stale version is refused at once: no second try could mend it', async function () {
    const { ledger, machine } = await openMailroom()
    let tries = 0
    const change = ledger.change(
      machine,
      async () => {
        tries += 1
        requireVersion({ version: 2 }, 1)
        return { result: undefined, events: [], changed: [] }
      },
      SIGNAL,
    )
    await expectFailure(change, 'version-mismatch')
    expect(tries).to.equal(1)
  })
})
