import { expect } from 'chai'
import { AGE_BANDS, capturedWithin } from '../../../../src/domain/register/age-bands.ts'
import type { Overview } from '../../../../src/usecases/register/show-overview.ts'
import { createShowOverview } from '../../../../src/usecases/register/show-overview.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const HOUR_MS = 3_600_000

describe('the overview of open mail', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  function overviewOf(name: string): Promise<Overview> {
    return createShowOverview(mailroom)(person(name), SIGNAL)
  }

  /** So many hours before now. */
  function before(hours: number): string {
    return new Date(mailroom.clock.now().getTime() - hours * HOUR_MS).toISOString()
  }

  it('counts what waits in the mailroom by its age', async function () {
    for (const hours of [0, 1, 23, 25, 80, 200, 1_000])
      await aLetter(mailroom, { item: { capturedAt: before(hours) } })
    await aLetter(mailroom, { state: 'filed', item: { capturedAt: before(1) } })
    const { waiting, stages } = await overviewOf('mia')
    expect(waiting).to.deep.equal([3, 1, 1, 1, 1])
    expect(stages).to.deep.equal({ indexing: 7 })
  })

  it('counts what lies in units, and what of it somebody has claimed', async function () {
    const claim = { userId: 'clara', displayName: 'clara', at: before(1) }
    await anInboxLetter(mailroom, { item: { capturedAt: before(30) } })
    await anInboxLetter(mailroom, { state: 'accepted', item: { capturedAt: before(2), claim } })
    const { units, waiting } = await overviewOf('mia')
    expect(units).to.deep.equal([{ orgUnitId: 'social', open: [1, 1, 0, 0, 0], claimed: 1, overdue: 0 }])
    expect(waiting).to.deep.equal([0, 0, 0, 0, 0])
  })

  it('counts nothing that the reader may not see, and shows none of it', async function () {
    await aLetter(mailroom)
    const { item } = await anInboxLetter(mailroom)
    await anInboxLetter(mailroom, {
      item: { target: { orgUnitId: 'tax' }, readKeys: ['mailroom', 'unit:tax'] },
    })
    const seen = await overviewOf('clara')
    expect(seen.units.map(({ orgUnitId }) => orgUnitId)).to.deep.equal(['social'])
    expect(seen.waiting).to.deep.equal([0, 0, 0, 0, 0])
    expect(seen.stages).to.deep.equal({ routed: 1 })
    expect(seen.oldest.map((one) => one.item.id)).to.deep.equal([item.id])
    expect(seen.days[0]).to.include({ received: 1, open: 1 })
    expect((await overviewOf('mia')).days[0]).to.include({ received: 3, open: 3 })
  })

  it('tells of each of the last seven days what came and what of it is open', async function () {
    await aLetter(mailroom, { item: { capturedAt: before(24) } })
    await aLetter(mailroom, { state: 'filed', item: { capturedAt: before(24) } })
    await aLetter(mailroom, { item: { capturedAt: before(24 * 8) } })
    const { days } = await overviewOf('mia')
    expect(days).to.have.length(7)
    expect(days.map(({ received, open }) => [received, open]).slice(0, 3)).to.deep.equal([
      [0, 0],
      [2, 1],
      [0, 0],
    ])
    const [today = { day: '' }, yesterday = { day: '' }] = days
    expect(Date.parse(today.day) - Date.parse(yesterday.day)).to.equal(24 * HOUR_MS)
  })

  it('names the ten that nobody has taken for longest, the oldest first', async function () {
    for (let hours = 1; hours <= 12; hours += 1)
      await aLetter(mailroom, { item: { capturedAt: before(hours) } })
    const claim = { userId: 'clara', displayName: 'clara', at: before(1) }
    await anInboxLetter(mailroom, { state: 'accepted', item: { capturedAt: before(90), claim } })
    const { oldest } = await overviewOf('mia')
    expect(oldest.map(({ item }) => item.capturedAt)).to.deep.equal(
      [12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map(before),
    )
    expect(oldest[0]?.documents).to.have.length(1)
  })

  it('is for those who read mail', async function () {
    await expectFailure(overviewOf('otto'), 'forbidden')
  })
})

describe('bands of age', function () {
  it('follow one another without gaps, so that every item is counted once', function () {
    const now = new Date('2026-11-30T12:00:00.000Z')
    const ranges = AGE_BANDS.map((band) => capturedWithin(band, now))
    expect(ranges[0]).to.deep.equal({ from: '2026-11-29T12:00:00.000Z' })
    expect(ranges.at(-1)).to.deep.equal({ below: '2026-10-31T12:00:00.000Z' })
    for (const [index, range] of ranges.slice(1).entries()) expect(range.below).to.equal(ranges[index]?.from)
  })
})
