import { expect } from 'chai'
import { refusedWith, stampedWith, type TimeStamp } from '../../src/domain/quality/time-stamp.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const HOUR_MS = 60 * 60_000
const STAMPED = {
  authority: 'O=Dienst, CN=Größe',
  time: '2026-03-02T16:00:01.250Z',
  serial: '0a',
  policy: '1.2.3',
  token: 'MIIB',
}

function orderOf(tenantId: string): TimeStamp {
  return {
    id: newId(),
    tenantId,
    itemId: newId(),
    sha256: 'ab'.repeat(32),
    state: 'waiting',
    attempt: 0,
    refusals: 0,
    createdAt: '2026-03-02T16:00:00.000Z',
  }
}

describeStorage('time stamps', function (stores) {
  it('wait until they are claimed, come back after a pause, and end once', async function () {
    const { timeStamps } = stores
    const { id, machine } = newTenant()
    const order = orderOf(id)
    await timeStamps.insert(machine, order, signal)
    expect(await codeOf(timeStamps.insert(machine, order, signal))).to.equal('already-exists')
    expect(await timeStamps.ofDocuments(machine, [order.id, 'other'], signal)).to.deep.equal([order])
    expect(await timeStamps.ofDocuments(newTenant().machine, [order.id], signal)).to.deep.equal([])
    const claimed = { ...order, attempt: 1 }
    expect(await timeStamps.claim(HOUR_MS, signal)).to.deep.equal(claimed)
    expect(await timeStamps.claim(HOUR_MS, signal)).to.equal(undefined)
    const refused = refusedWith(claimed, 'rejected')
    await timeStamps.retryLater(refused, 0, signal)
    expect(await timeStamps.claim(0, signal)).to.deep.equal({ ...refused, attempt: 2 })
    const stamped = stampedWith({ ...refused, attempt: 2 }, STAMPED)
    expect(await timeStamps.settle(stamped, signal)).to.equal(true)
    expect(await timeStamps.settle(refused, signal)).to.equal(false)
    // Another process that was slow, and whose answer was none.
    await timeStamps.retryLater(refusedWith({ ...refused, attempt: 2 }, 'unreadable'), 0, signal)
    expect(await timeStamps.claim(0, signal)).to.equal(undefined)
    expect(await timeStamps.ofDocuments(machine, [order.id], signal)).to.deep.equal([stamped])
  })

  it('of another tenant cannot be ordered', async function () {
    const order = orderOf(newTenant().id)
    expect(await codeOf(stores.timeStamps.insert(newTenant().machine, order, signal))).to.not.equal(undefined)
  })
})
