import { expect } from 'chai'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import { permissionsOf } from '../../../../src/domain/access/policy.ts'
import { createCloseBatch } from '../../../../src/usecases/batches/close-batch.ts'
import { createCreateBatch } from '../../../../src/usecases/batches/create-batch.ts'
import { createCheckClosing } from '../../../../src/usecases/register/check-closing.ts'
import { createCloseDay } from '../../../../src/usecases/register/close-day.ts'
import { createListClosings } from '../../../../src/usecases/register/list-closings.ts'
import { createPreviewClosing } from '../../../../src/usecases/register/preview-closing.ts'
import { createReopenDay } from '../../../../src/usecases/register/reopen-day.ts'
import { batchOf } from '../../../contract/records.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, UNITS, user, type Mailroom } from '../support/mailroom.ts'

/** Leads the mailroom and works in it. */
const LEA = actorOfUser(
  { ...user('mia'), id: 'lea', roles: ['mailroom', 'head'] },
  UNITS,
  '2026-03-02',
  'request',
)

describe('closing the day', function () {
  let mailroom: Mailroom

  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  const close = (reason?: string) => createCloseDay(mailroom)(LEA, { reason }, SIGNAL)
  const routed = () => aLetter(mailroom, { state: 'routed' })

  it('is for who leads the mailroom, not for its staff or heads of offices', function () {
    expect(permissionsOf(['mailroom', 'head']).has('day:close')).to.equal(true)
    for (const role of ['mailroom', 'head', 'admin', 'auditor'] as const)
      expect(permissionsOf([role]).has('day:close'), role).to.equal(false)
  })

  it('takes every number once, from where the last one ended', async function () {
    await routed()
    await routed()
    const first = await close()
    expect(first.spans.map(({ first: from, last }) => [from, last])).to.deep.equal([[1, 2]])
    expect(first.counts.items).to.equal(2)
    await expectFailure(close(), 'state-conflict')
    await routed()
    const second = await close()
    expect([second.serial, ...second.spans.map(({ first: from, last }) => [from, last])]).to.deep.equal([
      2,
      [3, 3],
    ])
  })

  it('leaves out no number when none was made for years', async function () {
    await routed()
    await close()
    await routed()
    mailroom.clock.advance(3 * 366 * 24 * 60 * 60 * 1_000)
    await routed()
    const { spans, counts } = await close()
    expect(spans.map(({ first, last }) => [first, last])).to.deep.equal([
      [2, 2],
      [1, 1],
    ])
    expect(counts.items).to.equal(2)
  })

  it('wants a reason while something waits, and names what waits', async function () {
    const { item } = await aLetter(mailroom)
    await routed()
    const preview = await createPreviewClosing(mailroom)(person('mia'), SIGNAL)
    expect(preview.waiting.map(({ receiptNumber }) => receiptNumber)).to.deep.equal([item.receiptNumber])
    expect(preview.counts.waiting).to.equal(1)
    await expectFailure(close(), 'state-conflict')
    const closing = await close('Kommt morgen früh dran')
    expect([closing.reason, closing.counts.waiting]).to.deep.equal(['Kommt morgen früh dran', 1])
  })

  it('wants a reason for batches that are open, and for those closed unbalanced since, however old they are', async function () {
    await routed()
    const settings = { operator: 'M. Meier', protectionClass: 'normal', channel: 'letter' } as const
    const open = createCreateBatch(mailroom)
    const old = await open(LEA, { ...settings, dividesAlone: false, byContent: true }, SIGNAL)
    await expectFailure(close(), 'state-conflict')
    expect((await close('Der Stapel wird morgen fertig.')).counts).to.include({
      openBatches: 1,
      unbalancedBatches: 0,
    })
    for (let count = 0; count < 201; count += 1) {
      mailroom.clock.advance(1_000)
      const one = batchOf(LEA.tenantId, { createdAt: mailroom.clock.now().toISOString(), state: 'closed' })
      await mailroom.batches.insert(mailroom.machine, one, SIGNAL)
    }
    mailroom.clock.advance(1_000)
    await createCloseBatch(mailroom)(LEA, { batchId: old.batch.id, reason: 'Papier verloren' }, SIGNAL)
    await routed()
    await expectFailure(close(), 'state-conflict')
    const { batches } = await createPreviewClosing(mailroom)(LEA, SIGNAL)
    expect(batches.map(({ id }) => id)).to.deep.equal([old.batch.id])
    expect((await close('Siehe Stapel.')).counts).to.include({ openBatches: 0, unbalancedBatches: 1 })
    await routed()
    expect((await close()).counts).to.include({ openBatches: 0, unbalancedBatches: 0 })
  })

  it('stands in the audit chain with counts and hash', async function () {
    await routed()
    const closing = await close()
    const [event] = await mailroom.auditLog.history(mailroom.machine, 'day-closing', closing.id, SIGNAL)
    expect(event?.action).to.equal('day.closed')
    expect(event?.changes['hash']).to.deep.equal({ after: closing.hash })
    expect(event?.changes['counts']).to.deep.equal({ after: closing.counts })
  })

  it('holds when letters go their way, and not when a number is taken out of the register', async function () {
    const { item } = await routed()
    const closing = await close()
    const check = createCheckClosing(mailroom)
    const moved = await mailroom.incomingItems.save(mailroom.machine, { ...item, state: 'accepted' }, SIGNAL)
    expect((await check(person('otto'), closing.id, SIGNAL)).matches).to.equal(true)
    await mailroom.incomingItems.save(mailroom.machine, { ...moved, receiptNumber: 'MU-1999-000001' }, SIGNAL)
    expect((await check(person('otto'), closing.id, SIGNAL)).matches).to.equal(false)
  })

  it('can be taken back with a reason, the last one only; the next takes its numbers again', async function () {
    const reopen = createReopenDay(mailroom)
    await routed()
    const first = await close()
    await routed()
    const second = await close()
    const tooEarly = reopen(LEA, { closingId: first.id, reason: 'x' }, SIGNAL)
    await expectFailure(tooEarly, 'state-conflict')
    const taken = await reopen(LEA, { closingId: second.id, reason: 'Brief vergessen' }, SIGNAL)
    expect(taken.reopened?.reason).to.equal('Brief vergessen')
    await expectFailure(reopen(LEA, { closingId: second.id, reason: 'x' }, SIGNAL), 'state-conflict')
    const third = await close()
    expect([third.serial, third.spans[0]?.first, third.spans[0]?.last]).to.deep.equal([3, 2, 2])
    const { items } = await createListClosings(mailroom)(person('mia'), { limit: 9 }, SIGNAL)
    expect(items.map(({ serial }) => serial).toSorted()).to.deep.equal([1, 2, 3])
  })

  it('is refused when somebody else closes at the same time', async function () {
    await routed()
    const both = await Promise.allSettled([close(), close()])
    expect(both.map(({ status }) => status).toSorted()).to.deep.equal(['fulfilled', 'rejected'])
  })
})
