import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import {
  ITEM_STATES,
  requireMove,
  type IncomingItem,
  type ItemState,
} from '../../../../src/domain/intake/incoming-item.ts'
import {
  arrivalCorrected,
  assigned,
  claimed,
  closed,
  confirmed,
  filed,
  intoQuarantine,
  outOfQuarantine,
  readyForIndexing,
  released,
  requireEditable,
  returned,
  routed,
} from '../../../../src/domain/intake/item-moves.ts'
import { aCaseFile, anActor, anItem } from './items.ts'

const AT = '2026-03-02T09:00:00.000Z'
const ANNA = anActor('anna')
const BERND = anActor('bernd')
const CONFIRMED = { confirmedAt: AT }
const CLOSURE = { reason: 'doppelt', at: AT, by: { userId: 'anna', displayName: 'anna' } }
const TARGET = { orgUnitId: 'unit' }

function isRefused(move: () => unknown): boolean {
  try {
    move()
    return false
  } catch (error) {
    if (!isMailroomError(error, 'state-conflict')) throw error
    return true
  }
}

/** For each move the states from which it is legal; from all others it must be refused. */
const LEGAL: readonly {
  name: string
  from: readonly ItemState[]
  move: (item: IncomingItem) => IncomingItem
  to: ItemState
}[] = [
  {
    name: 'routed',
    from: ['capturing', 'indexing', 'routed', 'accepted', 'returned'],
    move: (item) => routed(item, TARGET),
    to: 'routed',
  },
  { name: 'claimed', from: ['routed'], move: (item) => claimed(item, ANNA, AT), to: 'accepted' },
  { name: 'assigned', from: ['routed', 'accepted'], move: (item) => assigned(item, 'anna'), to: 'routed' },
  { name: 'returned', from: ['routed', 'accepted'], move: returned, to: 'returned' },
  {
    name: 'filed',
    from: ['indexing', 'routed', 'accepted', 'filed', 'returned'],
    move: (item) => filed(item, aCaseFile()),
    to: 'filed',
  },
  {
    name: 'voided',
    from: ['registered', 'capturing', 'qc', 'indexing', 'routed', 'accepted', 'returned', 'quarantined'],
    move: (item) => closed(item, 'voided', CLOSURE),
    to: 'voided',
  },
  {
    name: 'misdirected',
    from: ['capturing', 'indexing', 'returned'],
    move: (item) => closed(item, 'misdirectedOut', CLOSURE),
    to: 'misdirectedOut',
  },
  {
    name: 'forwarded unopened',
    from: ['registered', 'capturing', 'indexing', 'returned'],
    move: (item) => closed(item, 'closedForwarded', CLOSURE),
    to: 'closedForwarded',
  },
  {
    name: 'freed from quarantine',
    from: ['quarantined'],
    move: outOfQuarantine,
    to: 'capturing',
  },
]

describe('the moves of an item', function () {
  for (const { name, from, move, to } of LEGAL) {
    for (const state of ITEM_STATES) {
      const isLegal = from.includes(state)
      it(`${isLegal ? 'lets' : 'does not let'} an item in state ${state} be ${name}`, function () {
        const item = anItem({ state, target: TARGET, ...CONFIRMED })
        expect(isRefused(() => move(item))).to.equal(!isLegal)
        if (isLegal) expect(move(item).state).to.equal(to)
      })
    }
  }

  it('has no way out of a closed state', function () {
    for (const state of ['done', 'closedForwarded', 'misdirectedOut', 'rejected', 'voided'] as const) {
      for (const to of ITEM_STATES) {
        expect(
          isRefused(() => {
            requireMove(state, to)
          }),
          `${state} → ${to}`,
        ).to.equal(true)
      }
    }
  })
})

describe('intoQuarantine', function () {
  const open = ['registered', 'capturing', 'qc', 'indexing', 'routed', 'accepted', 'returned', 'quarantined']
  for (const state of ITEM_STATES) {
    const isShut = open.includes(state)
    it(`${isShut ? 'shuts' : 'leaves'} an item in state ${state}`, function () {
      const before = anItem({ state, claim: { userId: 'anna', displayName: 'Anna', at: AT } })
      const after = intoQuarantine(before)
      expect(after.state).to.equal(isShut ? 'quarantined' : state)
      expect(after.claim === undefined).to.equal(isShut && state !== 'quarantined')
    })
  }
})

describe('routed', function () {
  it('opens the item to the unit and the mailroom, and to nobody else', function () {
    const before = anItem({
      state: 'routed',
      target: { orgUnitId: 'old' },
      readKeys: ['mailroom', 'unit:old'],
    })
    expect(routed(before, TARGET).readKeys).to.deep.equal(['mailroom', 'unit:unit'])
  })

  it('takes the item out of the hands that held it', function () {
    const held = anItem({ state: 'accepted', claim: { userId: 'anna', displayName: 'A', at: AT } })
    expect(routed(held, TARGET)).not.to.have.property('claim')
  })
})

describe('claimed', function () {
  const inbox = anItem({ state: 'routed', target: TARGET })

  it('names who holds it', function () {
    expect(claimed(inbox, ANNA, AT).claim).to.deep.equal({ userId: 'anna', displayName: 'ANNA', at: AT })
  })

  it('changes nothing for who holds it already', function () {
    const held = claimed(inbox, ANNA, AT)
    expect(claimed(held, ANNA, '2026-03-03T00:00:00.000Z')).to.equal(held)
  })

  it('refuses what somebody else holds', function () {
    expect(isRefused(() => claimed(claimed(inbox, ANNA, AT), BERND, AT))).to.equal(true)
  })

  it('refuses what is assigned to somebody else', function () {
    const forAnna = anItem({ state: 'routed', target: { ...TARGET, assigneeId: 'anna' } })
    expect(isRefused(() => claimed(forAnna, BERND, AT))).to.equal(true)
    expect(claimed(forAnna, ANNA, AT).state).to.equal('accepted')
  })
})

describe('released', function () {
  const held = claimed(anItem({ state: 'routed', target: TARGET }), ANNA, AT)

  it('puts the item back into the inbox', function () {
    expect(released(held, ANNA, false).state).to.equal('routed')
    expect(released(held, ANNA, false)).not.to.have.property('claim')
  })

  it('is refused to others, but not to who assigns work', function () {
    expect(isRefused(() => released(held, BERND, false))).to.equal(true)
    expect(released(held, BERND, true).state).to.equal('routed')
  })

  it('is refused when nobody holds it', function () {
    expect(isRefused(() => released(anItem({ state: 'routed' }), ANNA, true))).to.equal(true)
  })
})

describe('assigned', function () {
  it('is refused for an item that is in no inbox', function () {
    expect(isRefused(() => assigned(anItem({ state: 'routed' }), 'anna'))).to.equal(true)
  })
})

describe('returned', function () {
  it('closes the item to the unit and forgets the target', function () {
    const after = returned(anItem({ state: 'accepted', target: TARGET, readKeys: ['mailroom', 'unit:unit'] }))
    expect(after.readKeys).to.deep.equal(['mailroom'])
    expect(after).not.to.have.any.keys('target', 'claim')
  })
})

describe('filed', function () {
  it('is refused before a person has confirmed the index data', function () {
    expect(isRefused(() => filed(anItem({ state: 'indexing' }), aCaseFile()))).to.equal(true)
  })

  it('is refused for the case file in which the item lies', function () {
    const item = anItem({ ...CONFIRMED, state: 'filed', caseFileId: aCaseFile().id })
    expect(isRefused(() => filed(item, aCaseFile()))).to.equal(true)
  })

  it('hands the item over to the readers of the case file', function () {
    const after = filed(anItem({ ...CONFIRMED, target: TARGET }), aCaseFile())
    expect(after.readKeys).to.deep.equal(['unit:lead'])
    expect(after.target).to.deep.equal({ orgUnitId: 'lead', caseFileId: 'file' })
  })
})

describe('confirmed', function () {
  it('does not wait for the machine', function () {
    expect(confirmed(anItem({ state: 'capturing' }), AT).state).to.equal('indexing')
  })

  it('keeps the first time and every later state', function () {
    const again = confirmed(anItem({ state: 'accepted', confirmedAt: '2026-03-01T00:00:00.000Z' }), AT)
    expect([again.state, again.confirmedAt]).to.deep.equal(['accepted', '2026-03-01T00:00:00.000Z'])
  })
})

describe('readyForIndexing', function () {
  for (const state of ITEM_STATES) {
    it(`moves an item in state ${state} ${state === 'capturing' ? 'on' : 'nowhere'}`, function () {
      expect(readyForIndexing(anItem({ state })).state).to.equal(state === 'capturing' ? 'indexing' : state)
    })
  }
})

describe('requireEditable', function () {
  for (const state of ITEM_STATES) {
    const isClosed = ['closedForwarded', 'misdirectedOut', 'rejected', 'voided', 'split'].includes(state)
    it(`${isClosed ? 'refuses' : 'allows'} changes of an item in state ${state}`, function () {
      expect(
        isRefused(() => {
          requireEditable(anItem({ state }))
        }),
      ).to.equal(isClosed)
    })
  }
})

describe('arrivalCorrected', function () {
  const correction = { at: AT, by: { userId: 'anna', displayName: 'anna' }, reason: 'Stempel von gestern' }

  it('keeps what counted before, and does not touch the time of capture', function () {
    const before = anItem({
      receivedAt: '2026-03-02T08:00:00.000Z',
      capturedAt: AT,
      arrival: { earlyCollection: true },
    })
    const after = arrivalCorrected(before, '2026-03-01T12:00:00+01:00', correction)
    expect(after.receivedAt).to.equal('2026-03-01T11:00:00.000Z')
    expect(after.capturedAt).to.equal(AT)
    expect(after.arrival).to.deep.equal({
      earlyCollection: true,
      correction: { from: '2026-03-02T08:00:00.000Z', ...correction },
    })
  })

  it('refuses the same time again, and items that left the house', function () {
    const item = anItem({ receivedAt: AT, capturedAt: AT })
    expect(isRefused(() => arrivalCorrected(item, AT, correction))).to.equal(true)
    const gone = anItem({ state: 'voided', receivedAt: AT, capturedAt: AT })
    expect(isRefused(() => arrivalCorrected(gone, '2026-03-01T11:00:00.000Z', correction))).to.equal(true)
  })

  it('refuses a time after the capture', function () {
    const item = anItem({ receivedAt: AT, capturedAt: AT })
    expect(() => arrivalCorrected(item, '2026-03-02T09:11:00.000Z', correction)).to.throw(
      'nach der Erfassung',
    )
  })
})
