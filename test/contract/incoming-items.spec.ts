import { expect } from 'chai'
import type { Actor } from '../../src/domain/access/actor.ts'
import type { IncomingItem } from '../../src/domain/intake/incoming-item.ts'
import type { ArrivalRange, ItemFilter } from '../../src/ports/incoming-items.ts'
import { codeOf, itemOf, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('incoming items', function (stores) {
  it('finds the parts of a posting by their key and number, as far as they may be read', async function () {
    const { id, machine, mailroom, social } = newTenant()
    const by = { userId: 'u', displayName: 'Ö. Müller' }
    const released = { at: '2026-03-02T08:00:00.000Z', by, reason: 'Frist' }
    const second = itemOf(id, { part: { key: 'K', number: 2, of: 3, released } })
    const first = itemOf(id, { part: { key: 'K', number: 1, of: 3 }, state: 'voided' })
    const other = itemOf(id, { part: { key: 'L', number: 1, of: 2 } })
    for (const item of [second, first, other, itemOf(id)])
      await stores.incomingItems.insert(machine, item, signal)
    expect(await stores.incomingItems.partsOf(mailroom, 'K', signal)).to.deep.equal([first, second])
    expect(await stores.incomingItems.partsOf(social, 'K', signal)).to.deep.equal([])
    expect(await stores.incomingItems.partsOf(newTenant().machine, 'K', signal)).to.deep.equal([])
    const { part: _part, ...whole } = second
    await stores.incomingItems.save(machine, whole, signal)
    expect(await stores.incomingItems.find(machine, second.id, signal)).to.deep.equal({
      ...whole,
      version: 2,
    })
  })

  it('keeps every part of an item, and takes parts away again', async function () {
    const { id, machine } = newTenant()
    const full = itemOf(id, {
      subject: '',
      sender: 'Stadtwerke <$where>',
      note: '‮Ä 😀',
      batchId: 'b',
      arrival: {
        nightBox: 'before-midnight',
        earlyCollection: true,
        evidence: { kind: 'transport', text: 'Received: from <x>\n by y' },
        correction: {
          from: '2026-03-01T08:00:00.000Z',
          at: '2026-03-02T10:00:00.000Z',
          by: { userId: 'a', displayName: 'A' },
          reason: 'x',
        },
      },
      closure: { reason: 'x', at: '2026-03-02T10:00:00.000Z', by: { userId: 'a', displayName: 'A' } },
      target: { orgUnitId: 'u', caseFileId: 'c', assigneeId: 'a' },
      claim: { userId: 'a', displayName: 'A', at: '2026-03-02T10:00:00.000Z' },
      processing: { state: 'needs-attention', stage: 'recognise', reason: 'x', pagesDone: 1, pagesTotal: 2 },
      confirmedAt: '2026-03-02T11:00:00.000Z',
      caseFileId: 'c',
      documentIds: [],
    })
    await stores.incomingItems.insert(machine, full, signal)
    expect(await stores.incomingItems.find(machine, full.id, signal)).to.deep.equal(full)
    const { claim: _claim, target: _target, ...rest } = full
    const saved = await stores.incomingItems.save(machine, rest, signal)
    expect(saved).to.deep.equal({ ...rest, version: 2 })
    expect(await stores.incomingItems.find(machine, full.id, signal)).to.deep.equal(saved)
  })

  it('refuses a receipt number that is taken in the tenant, not one of another tenant', async function () {
    const { id, machine } = newTenant()
    const other = newTenant()
    await stores.incomingItems.insert(machine, itemOf(id, { receiptNumber: 'MZ-1' }), signal)
    const same = itemOf(id, { receiptNumber: 'MZ-1' })
    expect(await codeOf(stores.incomingItems.insert(machine, same, signal))).to.equal('already-exists')
    await stores.incomingItems.insert(other.machine, itemOf(other.id, { receiptNumber: 'MZ-1' }), signal)
  })

  it('counts receipt numbers by tenant and year', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const next = (actor: Actor, year: number): Promise<number> =>
      stores.incomingItems.nextReceiptSerial(actor, year, signal)
    expect([
      await next(one.machine, 2026),
      await next(one.machine, 2026),
      await next(one.machine, 2027),
    ]).to.deep.equal([1, 2, 1])
    expect(await next(two.machine, 2026)).to.equal(1)
  })

  it('tells the number given last', async function () {
    const [one, two] = [newTenant(), newTenant()]
    expect(await stores.incomingItems.lastReceiptSerial(one.machine, 2026, signal)).to.equal(0)
    await stores.incomingItems.nextReceiptSerial(one.machine, 2026, signal)
    await stores.incomingItems.nextReceiptSerial(one.machine, 2026, signal)
    expect(await stores.incomingItems.lastReceiptSerial(one.machine, 2026, signal)).to.equal(2)
    expect(await stores.incomingItems.lastReceiptSerial(one.machine, 2027, signal)).to.equal(0)
    expect(await stores.incomingItems.lastReceiptSerial(two.machine, 2026, signal)).to.equal(0)
  })

  it('counts numbers from one to another, of those that the actor may read', async function () {
    const { id, machine, social } = newTenant()
    for (const [index, readKeys] of [['mailroom'], ['unit:social'], ['mailroom']].entries())
      await stores.incomingItems.insert(
        machine,
        itemOf(id, { receiptNumber: `A-${index + 1}`, readKeys }),
        signal,
      )
    const count = (actor: Actor, from: string, to: string): Promise<number> =>
      stores.incomingItems.countReceiptNumbers(actor, from, to, signal)
    expect(await count(machine, 'A-1', 'A-3')).to.equal(3)
    expect(await count(machine, 'A-2', 'A-2')).to.equal(1)
    expect(await count(machine, 'A-4', 'A-9')).to.equal(0)
    expect(await count(social, 'A-1', 'A-3')).to.equal(1)
    expect(await count(newTenant().machine, 'A-1', 'A-3')).to.equal(0)
  })

  describe('by arrival', function () {
    const { id, machine, social } = newTenant()
    const day = (number: number): string => `2026-03-0${number}T08:00:00.000Z`
    const items = [3, 1, 2, 2, 4].map((arrived, index) =>
      itemOf(id, {
        receivedAt: day(arrived),
        channel: index === 3 ? 'fax' : 'letter',
        readKeys: index === 4 ? ['unit:social'] : ['mailroom'],
      }),
    )

    before(async function () {
      for (const item of items) await stores.incomingItems.insert(machine, item, signal)
    })

    const cases: readonly {
      filter: Parameters<typeof stores.incomingItems.byArrival>[1]
      expected: number[]
    }[] = [
      { filter: {}, expected: [4, 0, 3, 2, 1] },
      { filter: { received: { from: day(2) } }, expected: [4, 0, 3, 2] },
      { filter: { received: { below: day(3) } }, expected: [3, 2, 1] },
      { filter: { received: { from: day(2), below: day(3) } }, expected: [3, 2] },
      { filter: { received: { from: day(1), below: day(5) }, channel: 'fax' }, expected: [3] },
    ]
    for (const { filter, expected } of cases) {
      for (const limit of [1, 2, 200]) {
        it(`page by page of ${limit} those that fit ${JSON.stringify(filter)}`, async function () {
          const seen: string[] = []
          let cursor: string | undefined
          do {
            const request = { limit, ...(cursor === undefined ? {} : { cursor }) }
            const page = await stores.incomingItems.byArrival(machine, filter, request, signal)
            if (cursor === undefined) expect(page.total).to.equal(expected.length)
            seen.push(...page.items.map((item) => item.id))
            cursor = page.nextCursor
          } while (cursor !== undefined && seen.length < 20)
          expect(seen).to.deep.equal(expected.map((index) => items[index]?.id))
        })
      }
    }

    it('only what the actor may read', async function () {
      const page = await stores.incomingItems.byArrival(social, {}, { limit: 9 }, signal)
      expect(page.items.map((item) => item.id)).to.deep.equal([items[4]?.id])
    })
  })

  describe('lists', function () {
    const { id, machine, social, roads, mailroom } = newTenant()
    const at = (minute: number): string => `2026-03-02T09:0${minute}:00.000Z`
    const items: IncomingItem[] = [
      itemOf(id, { capturedAt: at(1), state: 'qc', channel: 'fax', batchId: 'b1' }),
      itemOf(id, {
        capturedAt: at(3),
        state: 'routed',
        target: { orgUnitId: 'social', assigneeId: 'u9' },
        readKeys: ['unit:social'],
      }),
      itemOf(id, {
        capturedAt: at(2),
        state: 'qc',
        claim: { userId: 'u9', displayName: 'U', at: at(2) },
        readKeys: ['mailroom', 'unit:parks:confidential'],
      }),
      itemOf(id, {
        capturedAt: at(2),
        state: 'filed',
        caseFileId: 'c1',
        readKeys: ['unit:social', 'unit:roads'],
      }),
      itemOf(id, {
        capturedAt: at(2),
        state: 'indexing',
        batchId: 'b1',
        readKeys: ['mailroom', 'unit:social'],
      }),
    ]
    const newestFirst = [1, 4, 3, 2, 0].map((index) => items[index]?.id)

    before(async function () {
      for (const item of items) await stores.incomingItems.insert(machine, item, signal)
    })

    async function idsOf(actor: Actor, filter: ItemFilter = {}): Promise<readonly (string | undefined)[]> {
      const page = await stores.incomingItems.list(actor, filter, { limit: 200 }, signal)
      expect(page.total).to.equal(page.items.length)
      return page.items.map((item) => item.id)
    }

    it('newest first, ties by id', async function () {
      expect(await idsOf(machine)).to.deep.equal(newestFirst)
    })

    const filters: readonly { filter: ItemFilter; expected: readonly number[] }[] = [
      { filter: { states: ['qc', 'filed'] }, expected: [3, 2, 0] },
      { filter: { states: [] }, expected: [] },
      { filter: { channel: 'fax' }, expected: [0] },
      { filter: { orgUnitId: 'social' }, expected: [1] },
      { filter: { readBy: 'social' }, expected: [1, 4, 3] },
      { filter: { readBy: 'parks', assigneeId: 'u9' }, expected: [2] },
      { filter: { readBy: 'park' }, expected: [] },
      { filter: { assigneeId: 'u9' }, expected: [1, 2] },
      { filter: { assigneeId: 'u9', states: ['qc'] }, expected: [2] },
      { filter: { batchId: 'b1' }, expected: [4, 0] },
      { filter: { batchId: 'b1', states: ['indexing'] }, expected: [4] },
      { filter: { caseFileId: 'c1' }, expected: [3] },
    ]
    for (const { filter, expected } of filters) {
      it(`those that fit ${JSON.stringify(filter)}`, async function () {
        expect(await idsOf(machine, filter)).to.deep.equal(expected.map((index) => items[index]?.id))
      })
    }

    it('those of one person page by page, each once', async function () {
      const filter = { assigneeId: 'u9' }
      const first = await stores.incomingItems.list(machine, filter, { limit: 1 }, signal)
      if (first.nextCursor === undefined) throw new Error('There should be a second page.')
      const rest = { limit: 1, cursor: first.nextCursor }
      const second = await stores.incomingItems.list(machine, filter, rest, signal)
      expect([...first.items, ...second.items].map((item) => item.id)).to.deep.equal([
        items[1]?.id,
        items[2]?.id,
      ])
      expect(second.nextCursor).to.equal(undefined)
    })

    it('only what the actor may read, in counts too', async function () {
      expect(await idsOf(social)).to.deep.equal([1, 4, 3].map((index) => items[index]?.id))
      expect(await idsOf(roads)).to.deep.equal([items[3]?.id])
      expect(await idsOf(newTenant().machine)).to.deep.equal([])
      expect(await stores.incomingItems.countByState(machine, signal)).to.deep.equal({
        qc: 2,
        routed: 1,
        filed: 1,
        indexing: 1,
      })
      expect(await stores.incomingItems.countByState(mailroom, signal)).to.deep.equal({ qc: 2, indexing: 1 })
      expect(await stores.incomingItems.countByState(newTenant().social, signal)).to.deep.equal({})
    })

    const captured: readonly (readonly [
      name: string,
      filter: ItemFilter,
      range: ArrivalRange,
      count: number,
    ])[] = [
      ['at any time', {}, {}, 5],
      ['from a minute on', {}, { from: at(2) }, 4],
      ['before a minute', {}, { below: at(2) }, 1],
      ['in a minute', {}, { from: at(2), below: at(3) }, 3],
      ['in a minute, in some states', { states: ['qc', 'indexing'] }, { from: at(2), below: at(3) }, 2],
      ['for a unit', { states: ['routed', 'accepted'], orgUnitId: 'social' }, { from: at(1) }, 1],
      ['for another unit', { orgUnitId: 'roads' }, {}, 0],
    ]
    for (const [name, filter, range, count] of captured) {
      it(`counted by capture: ${name}`, async function () {
        expect(await stores.incomingItems.countCaptured(machine, filter, range, signal)).to.equal(count)
      })
    }

    it('counted by capture: only what the actor may read', async function () {
      expect(await stores.incomingItems.countCaptured(social, {}, { from: at(2) }, signal)).to.equal(3)
      expect(await stores.incomingItems.countCaptured(roads, { orgUnitId: 'social' }, {}, signal)).to.equal(0)
    })

    it('the oldest first, so many and only what the actor may read', async function () {
      const oldest = async (actor: Actor, filter: ItemFilter, limit: number) =>
        (await stores.incomingItems.oldest(actor, filter, limit, signal)).map(({ id: itemId }) => itemId)
      expect(await oldest(machine, {}, 3)).to.deep.equal(newestFirst.toReversed().slice(0, 3))
      expect(await oldest(social, { states: ['routed', 'indexing'] }, 5)).to.deep.equal([
        items[4]?.id,
        items[1]?.id,
      ])
    })

    for (const limit of [1, 2, 4, 5]) {
      it(`page by page of ${limit}, each item once, while newer ones come in`, async function () {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const request = { limit, ...(cursor === undefined ? {} : { cursor }) }
          const page = await stores.incomingItems.list(
            machine,
            { states: ['qc', 'routed', 'filed', 'indexing'] },
            request,
            signal,
          )
          expect(page.total !== undefined).to.equal(cursor === undefined)
          seen.push(...page.items.map((item) => item.id))
          cursor = page.nextCursor
          await stores.incomingItems.insert(
            machine,
            itemOf(id, { state: 'voided', capturedAt: at(9) }),
            signal,
          )
        } while (cursor !== undefined && seen.length < 20)
        expect(seen).to.deep.equal(newestFirst)
      })
    }

    const cursors = [
      '',
      'x',
      '%',
      Buffer.from('{"$gt":""}').toString('base64url'),
      Buffer.from('[1,{}]').toString('base64url'),
      'A'.repeat(1_000),
    ]
    for (const cursor of cursors) {
      it(`not from a cursor that nobody gave: "${cursor.slice(0, 20)}"`, async function () {
        const listing = stores.incomingItems.list(machine, {}, { limit: 5, cursor }, signal)
        expect(await codeOf(listing)).to.equal('malformed-request')
      })
    }
  })
})
