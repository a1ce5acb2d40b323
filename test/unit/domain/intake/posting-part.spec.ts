import { expect } from 'chai'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import {
  isHeldBack,
  missingParts,
  normalKey,
  presentParts,
} from '../../../../src/domain/intake/posting-part.ts'

const part = (number: number, state: IncomingItem['state'] = 'indexing') => ({
  state,
  part: { key: 'K', number, of: 4 },
})

describe('parts of a posting', function () {
  it('are missing when no item is there for their number, voided ones included', function () {
    const items = [part(3), part(1), part(2, 'voided'), part(4, 'misdirectedOut')]
    expect(missingParts({ of: 4 }, items)).to.deep.equal([2, 4])
    expect(presentParts(items).map((one) => one.part.number)).to.deep.equal([1, 3])
  })

  it('are there wherever in the house they are', function () {
    const items = [part(1, 'quarantined'), part(2, 'routed'), part(3, 'filed'), part(4, 'done')]
    expect(missingParts({ of: 4 }, items)).to.deep.equal([])
  })

  it('are held back until none is missing, somebody lets them go, or an office has them', function () {
    const released = { at: '2026-03-02T08:00:00.000Z', by: { userId: 'u', displayName: 'U' }, reason: 'r' }
    expect(isHeldBack(part(1), [2])).to.equal(true)
    expect(isHeldBack(part(1), [])).to.equal(false)
    for (const state of ['routed', 'accepted', 'filed', 'done'] as const)
      expect(isHeldBack(part(1, state), [2]), state).to.equal(false)
    for (const state of ['capturing', 'qc', 'returned', 'quarantined'] as const)
      expect(isHeldBack(part(1, state), [2]), state).to.equal(true)
    expect(isHeldBack({ state: 'indexing', part: { ...part(1).part, released } }, [2])).to.equal(false)
    expect(isHeldBack({ state: 'indexing' }, [2])).to.equal(false)
  })

  it('share a key however it is typed', function () {
    expect(normalKey('  mz-2026-000001 ')).to.equal(normalKey('MZ-2026-000001'))
    expect(normalKey('Bauantrag  Müller')).to.equal('BAUANTRAG MÜLLER')
  })
})
