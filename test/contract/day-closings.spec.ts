import { expect } from 'chai'
import type { DayClosing } from '../../src/domain/register/day-closing.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function closingOf(tenantId: string, changed: Partial<DayClosing> = {}): DayClosing {
  return {
    id: newId(),
    tenantId,
    serial: 1,
    day: '2026-03-02',
    closedAt: '2026-03-02T16:00:00.000Z',
    closedBy: { userId: 'u', displayName: 'Ö. Müller' },
    spans: [{ year: 2026, first: 1, last: 7 }],
    takenUpTo: [
      { year: 2025, last: 0 },
      { year: 2026, last: 7 },
    ],
    counts: { items: 7, files: 9, byChannel: { letter: 7 }, byState: { routed: 6, voided: 1 }, waiting: 0 },
    hash: 'ab'.repeat(32),
    version: 1,
    ...changed,
  }
}

describeStorage('day closings', function (stores) {
  it('keeps every part', async function () {
    const { id, machine } = newTenant()
    const reopened = { at: '2026-03-02T17:00:00.000Z', by: { userId: 'u', displayName: 'U' }, reason: 'r' }
    const closing = closingOf(id, { reason: 'Anlieferung um 16 Uhr', reopened })
    await stores.dayClosings.insert(machine, closing, signal)
    expect(await stores.dayClosings.find(machine, closing.id, signal)).to.deep.equal(closing)
    expect(await stores.dayClosings.find(newTenant().machine, closing.id, signal)).to.equal(undefined)
  })

  it('takes a serial number once in a tenant', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await stores.dayClosings.insert(one.machine, closingOf(one.id), signal)
    expect(await codeOf(stores.dayClosings.insert(one.machine, closingOf(one.id), signal))).to.equal(
      'already-exists',
    )
    await stores.dayClosings.insert(two.machine, closingOf(two.id), signal)
  })

  it('finds the latest, the latest that stands, and lists newest first', async function () {
    const { id, machine } = newTenant()
    expect(await stores.dayClosings.latest(machine, signal)).to.equal(undefined)
    expect(await stores.dayClosings.latestStanding(machine, signal)).to.equal(undefined)
    const reopened = { at: '2026-03-05T17:00:00.000Z', by: { userId: 'u', displayName: 'U' }, reason: 'r' }
    const closings = [1, 2, 3].map((serial) =>
      closingOf(id, {
        serial,
        closedAt: `2026-03-0${serial}T16:00:00.000Z`,
        ...(serial === 3 ? { reopened } : {}),
      }),
    )
    for (const closing of closings) await stores.dayClosings.insert(machine, closing, signal)
    expect((await stores.dayClosings.latest(machine, signal))?.serial).to.equal(3)
    expect((await stores.dayClosings.latestStanding(machine, signal))?.serial).to.equal(2)
    const page = await stores.dayClosings.list(machine, { limit: 2 }, signal)
    expect(page.items.map(({ serial }) => serial)).to.deep.equal([3, 2])
    expect(page.nextCursor).to.be.a('string')
  })
})
