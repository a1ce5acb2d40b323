import { expect } from 'chai'
import type { ItemView } from '../../../src/contract/incoming-items.ts'
import { runBulk, type BulkItem } from '../../../src/web/features/triage/bulk.ts'
import {
  allOf,
  chosenItems,
  MAX_SELECTED,
  toggled,
  withRange,
} from '../../../src/web/features/triage/selection.ts'
import { inverseOf } from '../../../src/web/features/triage/undo.ts'
import { ApiError } from '../../../src/web/shared/api/client.ts'

const UNIT = { orgUnitId: 'unit1' }

function item(id: string, changed: Partial<BulkItem> = {}): BulkItem {
  return { id, version: 1, receiptNumber: `MZ-${id}`, target: null, ...changed }
}

function after(before: BulkItem, target: BulkItem['target'] = before.target): ItemView {
  return { ...before, version: before.version + 1, target } as ItemView
}

const refusal = (code: string, status = 409): ApiError => new ApiError(status, { code })

describe('one step for many items', function () {
  const step = { action: 'claim', body: {} } as const
  const quiet = { onProgress: () => undefined, isStopped: () => false }

  it('is done one item after the other, each with its own version', async function () {
    const asked: unknown[] = []
    const counts: number[] = []
    const items = [item('a'), item('b', { version: 7 })]
    const result = await runBulk(items, step, {
      ...quiet,
      act: async (one, action, body) => {
        asked.push([one.id, one.version, action, body])
        return after(one)
      },
      onProgress: (finished) => counts.push(finished),
    })
    expect(asked).to.deep.equal([
      ['a', 1, 'claim', {}],
      ['b', 7, 'claim', {}],
    ])
    expect(counts).to.deep.equal([1, 2])
    expect(result.done).to.deep.equal(items)
  })

  it('says which were not done and why, and goes on behind them', async function () {
    const refused = refusal('state-conflict')
    const result = await runBulk([item('a'), item('b'), item('c')], step, {
      ...quiet,
      act: async (one) => {
        if (one.id === 'b') throw refused
        return after(one)
      },
    })
    expect(result.done.map(({ id }) => id)).to.deep.equal(['a', 'c'])
    expect(result.notDone).to.deep.equal([{ item: item('b'), error: refused }])
    expect(result.undoings.map(({ item: { id }, action }) => [id, action])).to.deep.equal([
      ['a', 'release'],
      ['c', 'release'],
    ])
  })

  for (const [name, failure] of [
    ['the server cannot be reached', new ApiError(0, {})],
    ['nobody is signed in any more', refusal('unauthenticated', 401)],
  ] as const) {
    it(`tries no more when ${name}`, async function () {
      const asked: string[] = []
      const result = await runBulk([item('a'), item('b'), item('c')], step, {
        ...quiet,
        act: async ({ id }) => {
          asked.push(id)
          throw failure
        },
      })
      expect(asked).to.deep.equal(['a'])
      expect(result.notDone.map(({ error }) => error)).to.deep.equal([failure, undefined, undefined])
    })
  }

  it('can be stopped; what is done stays done', async function () {
    let finished = 0
    const result = await runBulk([item('a'), item('b'), item('c')], step, {
      act: async (one) => after(one),
      onProgress: (count) => {
        finished = count
      },
      isStopped: () => finished === 2,
    })
    expect(result.done.map(({ id }) => id)).to.deep.equal(['a', 'b'])
    expect(result.notDone).to.deep.equal([{ item: item('c'), error: undefined }])
  })
})

describe('taking a step back', function () {
  const waiting = item('a')
  const routed = item('a', { target: UNIT })

  it('undoes claims and releases with each other', function () {
    expect(inverseOf(routed, 'claim', after(routed))).to.deep.equal([
      { item: after(routed), action: 'release', body: {} },
    ])
    expect(inverseOf(routed, 'release', after(routed))[0]?.action).to.equal('claim')
  })

  it('fetches back what went out of the mailroom, and sends what had a target there again', function () {
    const [back] = inverseOf(waiting, 'confirm', after(waiting, UNIT))
    expect([back?.action, back?.body]).to.deep.equal(['return', { reason: 'Zustellung zurückgenommen' }])
    const [again] = inverseOf(routed, 'route', after(routed, { orgUnitId: 'unit2' }))
    expect([again?.action, again?.body, again?.item.version]).to.deep.equal(['route', UNIT, 2])
  })

  it('knows no way back for what stays', function () {
    expect(inverseOf(routed, 'confirm', after(routed)), 'confirmed where it was').to.deep.equal([])
    for (const action of ['void', 'file', 'return', 'misdirect'] as const)
      expect(inverseOf(routed, action, after(routed, null)), action).to.deep.equal([])
  })
})

describe('choosing items', function () {
  const items = ['a', 'b', 'c', 'd'].map((id) => item(id))
  const many = Array.from({ length: MAX_SELECTED + 5 }, (_, index) => item(String(index)))

  it('adds and takes away', function () {
    const both = toggled(toggled(new Set(), 'a'), 'b')
    expect([...both]).to.deep.equal(['a', 'b'])
    expect([...toggled(both, 'a')]).to.deep.equal(['b'])
  })

  it('goes from one item to another in either direction, and begins with the second where there is no first', function () {
    expect([...withRange(new Set(['d']), items, 'c', 'a')].toSorted()).to.deep.equal(['a', 'b', 'c', 'd'])
    expect([...withRange(new Set(), items, 'b', 'c')]).to.deep.equal(['b', 'c'])
    expect([...withRange(new Set(), items, undefined, 'c')]).to.deep.equal(['c'])
  })

  it('ends at the limit', function () {
    expect(allOf(many).size).to.equal(MAX_SELECTED)
    expect(toggled(allOf(many), 'one more').size).to.equal(MAX_SELECTED)
  })

  it('forgets what has left the list', function () {
    expect(chosenItems(items, new Set(['d', 'gone', 'a'])).map(({ id }) => id)).to.deep.equal(['a', 'd'])
  })
})
