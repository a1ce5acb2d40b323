import { expect } from 'chai'
import { codeOf, itemOf, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('transactor', function (stores) {
  it('keeps all of the work, or nothing', async function () {
    const { id, machine } = newTenant()
    const [kept, dropped] = [itemOf(id), itemOf(id)]
    await stores.transactor.inTransaction(() => stores.incomingItems.insert(machine, kept, signal), signal)
    const failure = stores.transactor.inTransaction(async () => {
      await stores.incomingItems.insert(machine, dropped, signal)
      await stores.incomingItems.save(machine, { ...kept, note: 'changed' }, signal)
      throw new Error('The work fails.')
    }, signal)
    expect(await failure.catch((error: unknown) => error)).to.have.property('message', 'The work fails.')
    expect(await stores.incomingItems.find(machine, dropped.id, signal)).to.equal(undefined)
    expect(await stores.incomingItems.find(machine, kept.id, signal)).to.deep.equal(kept)
  })

  it('lets the work see its own writes, and others only what is done', async function () {
    const { id, machine } = newTenant()
    const item = itemOf(id)
    const reached = promiseWithResolve()
    const seen = promiseWithResolve()
    const running = stores.transactor.inTransaction(async () => {
      await stores.incomingItems.insert(machine, item, signal)
      expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
      reached.resolve()
      await seen.promise
    }, signal)
    await reached.promise
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.equal(undefined)
    seen.resolve()
    await running
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
  })

  it('returns what the work returns, also from a transaction inside another', async function () {
    const { id, machine } = newTenant()
    const item = itemOf(id)
    const inner = (): Promise<string> =>
      stores.transactor.inTransaction(async () => {
        await stores.incomingItems.insert(machine, item, signal)
        return 'inner'
      }, signal)
    const outer = stores.transactor.inTransaction(async () => {
      expect(await inner()).to.equal('inner')
      throw new Error('The outer work fails.')
    }, signal)
    expect(await outer.catch((error: unknown) => error)).to.have.property('message', 'The outer work fails.')
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.equal(undefined)
    expect(await inner()).to.equal('inner')
  })

  it('takes calls that the work makes at the same time', async function () {
    const { id, machine } = newTenant()
    const items = Array.from({ length: 6 }, () => itemOf(id))
    await stores.transactor.inTransaction(async () => {
      await Promise.all(items.map((item) => stores.incomingItems.insert(machine, item, signal)))
      const found = await Promise.all(
        items.map((item) => stores.incomingItems.find(machine, item.id, signal)),
      )
      expect(found).to.deep.equal(items)
    }, signal)
    const page = await stores.incomingItems.list(machine, {}, { limit: 10 }, signal)
    expect(page.items).to.have.length(6)
  })

  it('tells a taken id by its code and keeps nothing', async function () {
    const { id, machine } = newTenant()
    const [first, second] = [itemOf(id), itemOf(id)]
    await stores.incomingItems.insert(machine, first, signal)
    const work = stores.transactor.inTransaction(async () => {
      await stores.incomingItems.insert(machine, second, signal)
      await stores.incomingItems.insert(machine, first, signal)
    }, signal)
    expect(await codeOf(work)).to.equal('already-exists')
    expect(await stores.incomingItems.find(machine, second.id, signal)).to.equal(undefined)
  })

  it('gives consecutive receipt numbers to intakes at once, and leaves no gap for one that fails', async function () {
    const { id, machine } = newTenant()
    const intake = (fails: boolean) => (): Promise<number> =>
      stores.transactor.inTransaction(async () => {
        const serial = await stores.incomingItems.nextReceiptSerial(machine, 2026, signal)
        await stores.incomingItems.insert(machine, itemOf(id, { receiptNumber: `MZ-2026-${serial}` }), signal)
        if (fails) throw new Error('The intake fails.')
        return serial
      }, signal)
    const attempts = Array.from({ length: 12 }, (_, index) => intake(index % 3 === 0)())
    const results = await Promise.allSettled(attempts)
    const serials = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(serials.sort((left, right) => left - right)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await intake(false)()).to.equal(9)
  })

  it('does not begin when the caller has given up, and drops the work when he gives up in between', async function () {
    const { id, machine } = newTenant()
    const item = itemOf(id)
    const caller = new AbortController()
    const work = stores.transactor.inTransaction(async () => {
      await stores.incomingItems.insert(machine, item, signal)
      caller.abort(new Error('The client is gone.'))
      await stores.incomingItems.find(machine, item.id, caller.signal)
    }, caller.signal)
    expect(await work.catch((error: unknown) => error)).to.have.property('message', 'The client is gone.')
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.equal(undefined)
    let begun = false
    const late = stores.transactor.inTransaction(async () => {
      begun = true
    }, caller.signal)
    expect(await late.catch((error: unknown) => error)).to.have.property('message', 'The client is gone.')
    expect(begun).to.equal(false)
  })

  it('goes on with the next transaction after one that was given up while it waited', async function () {
    const release = promiseWithResolve()
    const first = stores.transactor.inTransaction(() => release.promise, signal)
    const waiting = new AbortController()
    const second = stores.transactor.inTransaction(async () => 'second', waiting.signal)
    const third = stores.transactor.inTransaction(async () => 'third', signal)
    waiting.abort(new Error('Waited too long.'))
    release.resolve()
    expect(await second.catch((error: unknown) => error)).to.have.property('message', 'Waited too long.')
    await first
    expect(await third).to.equal('third')
  })
})

function promiseWithResolve(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
