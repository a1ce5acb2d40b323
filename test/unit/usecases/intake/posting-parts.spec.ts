import { expect } from 'chai'
import { createConfirmItem } from '../../../../src/usecases/classification/confirm-item.ts'
import { createMarkItem } from '../../../../src/usecases/desk/mark-item.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createItemHistory } from '../../../../src/usecases/intake/item-history.ts'
import {
  createReleasePart,
  createSetPart,
  createShowPosting,
} from '../../../../src/usecases/intake/posting-parts.ts'
import { createVoidItem } from '../../../../src/usecases/intake/void-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { aLetter, anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const MIA = person('mia')
const CLARA = person('clara')
const MAX = person('max')
const TARGET = { orgUnitId: 'social' }

describe('letters that came in several parts', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  const mark = (itemId: string, number: number, of = 3, key = 'Antrag Müller') =>
    createSetPart(mailroom)(MIA, { itemId, place: { key, number, of } }, SIGNAL)
  const route = (itemId: string) => createRouteItem(mailroom)(MIA, { itemId, target: TARGET }, SIGNAL)
  const posting = (itemId: string, actor = MIA) => createShowPosting(mailroom)(actor, itemId, SIGNAL)

  const letters = async (count: number): Promise<string[]> => {
    const ids: string[] = []
    for (let number = 1; number <= count; number += 1) ids.push((await aLetter(mailroom)).item.id)
    return ids
  }

  it('wait for each other and go on when all are there', async function () {
    const [one = '', two = '', three = ''] = await letters(3)
    await mark(one, 1)
    await mark(two, 2, 3, ' antrag  müller')
    expect(await posting(one)).to.deep.include({ missing: [3], isHeldBack: true })
    expect((await posting(one))?.parts.map(({ id }) => id)).to.deep.equal([one, two])
    for (const id of [one, two]) await expectFailure(route(id), 'parts-missing')
    await mark(three, 3)
    expect(await posting(one)).to.deep.include({ missing: [], isHeldBack: false })
    for (const id of [one, two, three]) expect((await route(id)).item.state).to.equal('routed')
  })

  it('are not routed with a confirmation, filed or closed alone, but can be confirmed', async function () {
    const [one = ''] = await letters(1)
    await mark(one, 1)
    const confirm = createConfirmItem(mailroom)
    const input = { itemId: one, index: {}, acceptProposals: true }
    await expectFailure(confirm(MIA, { ...input, target: TARGET }, SIGNAL), 'parts-missing')
    expect((await confirm(MIA, input, SIGNAL)).item.confirmedAt).to.be.a('string')
    const closing = createMarkItem(mailroom)(MIA, { itemId: one, mark: 'set-aside' }, SIGNAL)
    await expectFailure(closing, 'parts-missing')
    const newCaseFile = { subject: 'Neu', filingPlanEntryId: 'plan', leadUnitId: 'root' }
    const filing = createFileItem(mailroom)(MAX, { itemId: one, newCaseFile }, SIGNAL)
    await expectFailure(filing, 'parts-missing')
  })

  it('are filed by an office that sees only its own of them', async function () {
    const [one = '', two = ''] = await letters(2)
    await mark(one, 1, 2)
    await mark(two, 2, 2)
    await route(one)
    await createRouteItem(mailroom)(MIA, { itemId: two, target: { orgUnitId: 'tax' } }, SIGNAL)
    expect(await posting(one, CLARA)).to.deep.include({ missing: [2], isHeldBack: false })
    await createConfirmItem(mailroom)(CLARA, { itemId: one, index: {}, acceptProposals: true }, SIGNAL)
    const file = await aSocialFile(mailroom, CLARA)
    const filed = await createFileItem(mailroom)(CLARA, { itemId: one, caseFileId: file.id }, SIGNAL)
    expect(filed.item.state).to.equal('filed')
  })

  it('go on alone with a reason, which stands in the history', async function () {
    const [one = ''] = await letters(1)
    const release = (reason: string) => createReleasePart(mailroom)(MIA, { itemId: one, reason }, SIGNAL)
    await expectFailure(release('x'), 'state-conflict')
    await mark(one, 1)
    await release('Frist läuft')
    expect(await posting(one)).to.deep.include({ missing: [2, 3], isHeldBack: false })
    await expectFailure(release('noch einmal'), 'state-conflict')
    expect((await route(one)).item.part?.released).to.deep.include({ reason: 'Frist läuft' })
    const events = await createItemHistory(mailroom)(MIA, one, SIGNAL)
    expect(events.map(({ action, reason }) => [action, reason])).to.deep.include([
      'item.part-released',
      'Frist läuft',
    ])
  })

  it('have each number once, and all the same count', async function () {
    const [one = '', two = ''] = await letters(2)
    await mark(one, 1)
    for (const place of [
      { number: 1, of: 3 },
      { number: 2, of: 4 },
      { number: 5, of: 3 },
    ])
      await expectFailure(mark(two, place.number, place.of), 'validation-failed')
    await mark(two, 1, 3, 'Eine andere Sendung')
    // An item may be corrected: it does not stand in its own way.
    expect((await mark(one, 1, 2)).item.part).to.deep.equal({ key: 'ANTRAG MÜLLER', number: 1, of: 2 })
  })

  it('are missing again when one is voided, and are no part when somebody says so', async function () {
    const [one = '', two = ''] = await letters(2)
    await mark(one, 1, 2)
    await mark(two, 2, 2)
    await createVoidItem(mailroom)(MIA, { itemId: two, reason: 'doppelt' }, SIGNAL)
    await expectFailure(route(one), 'parts-missing')
    const whole = await createSetPart(mailroom)(MIA, { itemId: one, place: undefined }, SIGNAL)
    expect(whole.item.part).to.equal(undefined)
    expect(await posting(one)).to.equal(undefined)
    expect((await route(one)).item.state).to.equal('routed')
  })

  it('tell nobody of a part that he may not read', async function () {
    const { item } = await anInboxLetter(mailroom)
    const [two = ''] = await letters(1)
    await createSetPart(mailroom)(CLARA, { itemId: item.id, place: { key: 'k', number: 1, of: 2 } }, SIGNAL)
    await createSetPart(mailroom)(MIA, { itemId: two, place: { key: 'k', number: 2, of: 2 } }, SIGNAL)
    expect((await posting(item.id, CLARA))?.missing).to.deep.equal([2])
    expect((await posting(item.id, MIA))?.missing).to.deep.equal([])
    await expectFailure(posting(two, CLARA), 'not-found')
  })

  it('are no more to be marked when they are filed', async function () {
    const { item } = await aLetter(mailroom, { state: 'filed' })
    await expectFailure(mark(item.id, 1), 'state-conflict')
  })
})
