import { expect } from 'chai'
import { newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('change feed', function (stores) {
  const change = (id: string) => ({ kind: 'item' as const, id, readKeys: ['mailroom', 'unit:u'] })

  it('begins empty', async function () {
    expect(await stores.changeFeed.head(signal)).to.equal(0)
    expect(await stores.changeFeed.tail(signal)).to.equal(0)
    expect(await stores.changeFeed.since(0, 10, signal)).to.deep.equal([])
  })

  it('gives changes of all tenants after a position, in order', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const start = await stores.changeFeed.head(signal)
    const ids = [newId(), newId(), newId()] as const
    await stores.changeFeed.record(one.machine, [change(ids[0])], signal)
    await stores.changeFeed.record(
      two.machine,
      [{ ...change(ids[1]), kind: 'progress', readKeys: [] }],
      signal,
    )
    await stores.changeFeed.record(one.machine, [change(ids[2])], signal)
    const changes = await stores.changeFeed.since(start, 10, signal)
    expect(changes.map(({ at: _at, ...rest }) => rest)).to.deep.equal([
      { ...change(ids[0]), seq: start + 1, tenantId: one.id },
      { kind: 'progress', id: ids[1], readKeys: [], seq: start + 2, tenantId: two.id },
      { ...change(ids[2]), seq: start + 3, tenantId: one.id },
    ])
    expect(Date.parse(changes[0]?.at ?? '')).to.be.closeTo(Date.now(), 60_000)
    expect(await stores.changeFeed.since(start, 2, signal)).to.deep.equal(changes.slice(0, 2))
    expect(await stores.changeFeed.since(start + 3, 2, signal)).to.deep.equal([])
    expect(await stores.changeFeed.head(signal)).to.equal(start + 3)
    expect(await stores.changeFeed.tail(signal)).to.be.within(1, start + 1)
  })

  it('shows a follower every change once, although writers commit at the same time and some fail', async function () {
    const { machine } = newTenant()
    const start = await stores.changeFeed.head(signal)
    const seen: number[] = []
    const state: { writing: boolean } = { writing: true }
    const follower = (async () => {
      for (;;) {
        const isLast = !state.writing
        const changes = await stores.changeFeed.since(seen.at(-1) ?? start, 7, signal)
        seen.push(...changes.map(({ seq }) => seq))
        if (isLast && changes.length === 0) return
      }
    })()
    const writers = Array.from({ length: 30 }, (_, index) =>
      stores.transactor.inTransaction(async () => {
        await stores.changeFeed.record(machine, [change(newId())], signal)
        if (index % 5 === 0) throw new Error('The use case fails.')
        await stores.changeFeed.record(machine, [change(newId())], signal)
      }, signal),
    )
    await Promise.allSettled(writers)
    state.writing = false
    await follower
    expect(seen).to.deep.equal(Array.from({ length: 48 }, (_, index) => start + 1 + index))
  })
})
