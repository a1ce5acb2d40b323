import { expect } from 'chai'
import { canonicalEvent, FIRST_PREVIOUS_HASH, type AuditEntry } from '../../src/domain/audit/event.ts'
import type { AuditFilter } from '../../src/ports/audit-log.ts'
import { newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const entryOf = (id: string, changed: Partial<AuditEntry> = {}): AuditEntry => ({
  action: 'item.routed',
  object: { kind: 'incoming-item', id },
  ...changed,
})

describeStorage('audit log', function (stores) {
  it('keeps who did what to what, why, and from what to what', async function () {
    const { id, social } = newTenant()
    const reason = 'Zuständigkeit "$geändert"'
    const changes = {
      'target.orgUnitId': { before: { $x: [1, null, 0.1] }, after: 'ä' },
      note: { after: undefined },
    }
    const onBehalfOf = { userId: 'u7', displayName: 'B. Absent' }
    await stores.auditLog.append(social, entryOf('i1', { reason, onBehalfOf, changes }), signal)
    await stores.auditLog.append(social, entryOf('i1'), signal)
    const [first, second, ...rest] = await stores.auditLog.history(social, 'incoming-item', 'i1', signal)
    expect(rest).to.deep.equal([])
    expect(first).to.deep.include({
      tenantId: id,
      seq: 1,
      actor: { kind: 'user', userId: social.userId, displayName: 'A. Person' },
      action: 'item.routed',
      object: { kind: 'incoming-item', id: 'i1' },
      reason,
      onBehalfOf,
      changes: { 'target.orgUnitId': changes['target.orgUnitId'], note: {} },
      requestId: 'request-2',
      previousHash: FIRST_PREVIOUS_HASH,
    })
    expect(second).to.deep.include({ seq: 2, previousHash: first?.hash, changes: {} })
    expect(second).not.to.have.property('reason')
    expect(second).not.to.have.property('onBehalfOf')
    expect(await stores.auditLog.verify(social, signal)).to.include({ ok: true, eventCount: 2 })
    expect(first?.hash).to.match(/^[0-9a-f]{64}$/u)
    expect(canonicalEvent(first ?? unreachable())).not.to.equal(canonicalEvent(second ?? unreachable()))
  })

  it('tells the history of one object, oldest first, inside the tenant', async function () {
    const { machine } = newTenant()
    const id = newId()
    for (const action of ['a', 'b', 'c']) {
      await stores.auditLog.append(machine, entryOf(id, { action }), signal)
      await stores.auditLog.append(machine, entryOf('other'), signal)
    }
    const events = await stores.auditLog.history(machine, 'incoming-item', id, signal)
    expect(events.map((event) => [event.action, event.seq])).to.deep.equal([
      ['a', 1],
      ['b', 3],
      ['c', 5],
    ])
    expect(await stores.auditLog.history(machine, 'document', id, signal)).to.deep.equal([])
    expect(await stores.auditLog.history(newTenant().machine, 'incoming-item', id, signal)).to.deep.equal([])
  })

  it('finds events by person, objects, kinds and time, newest first and page by page', async function () {
    const { machine, social, roads } = newTenant()
    const [letter, file] = [newId(), newId()]
    await stores.auditLog.append(social, entryOf(letter, { action: 'a' }), signal)
    await stores.auditLog.append(roads, entryOf(letter, { action: 'b' }), signal)
    const filed = { action: 'c', object: { kind: 'case-file', id: file } } as const
    await stores.auditLog.append(social, filed, signal)
    await stores.auditLog.append(social, { action: 'd', object: { kind: 'user', id: letter } }, signal)
    const objectKinds = ['incoming-item', 'case-file'] as const
    const find = async (filter: Partial<AuditFilter>): Promise<string> => {
      const { items } = await stores.auditLog.find(machine, { objectKinds, ...filter }, { limit: 9 }, signal)
      return items.map(({ action }) => action).join('')
    }
    expect(await find({})).to.equal('cba')
    expect(await find({ userId: social.userId })).to.equal('ca')
    expect(await find({ objectIds: [letter] })).to.equal('ba')
    expect(await find({ objectIds: [letter, file], userId: social.userId })).to.equal('ca')
    expect(await find({ objectIds: [] })).to.equal('')
    expect(await find({ objectKinds: ['user'] })).to.equal('d')
    expect(await find({ from: '2020-01-01T00:00:00.000Z', before: '9999-01-01T00:00:00.000Z' })).to.equal(
      'cba',
    )
    expect(await find({ from: '9999-01-01T00:00:00.000Z' })).to.equal('')
    expect(await find({ before: '2020-01-01T00:00:00.000Z' })).to.equal('')
    const first = await stores.auditLog.find(machine, { objectKinds }, { limit: 2 }, signal)
    const cursor = first.nextCursor ?? ''
    const second = await stores.auditLog.find(machine, { objectKinds }, { limit: 2, cursor }, signal)
    expect(
      [first.items, second.items].map((items) => items.map(({ action }) => action).join('')),
    ).to.deep.equal(['cb', 'a'])
    expect(second).not.to.have.property('nextCursor')
    const foreign = await stores.auditLog.find(newTenant().machine, { objectKinds }, { limit: 9 }, signal)
    expect(foreign).to.deep.equal({ items: [] })
  })

  it('holds an empty chain for sound', async function () {
    const verification = await stores.auditLog.verify(newTenant().machine, signal)
    expect(verification).to.deep.equal({ ok: true, eventCount: 0, headHash: FIRST_PREVIOUS_HASH })
  })

  it('stays one chain without gaps when fifty are appended at once, some in transactions that fail', async function () {
    const { machine } = newTenant()
    const id = newId()
    const append = (): Promise<void> => stores.auditLog.append(machine, entryOf(id), signal)
    const failing = (): Promise<void> =>
      stores.transactor.inTransaction(async () => {
        await append()
        throw new Error('The use case fails.')
      }, signal)
    const appends = Array.from({ length: 50 }, () => append())
    const failures = Array.from({ length: 5 }, () => failing())
    expect(
      (await Promise.allSettled([...appends, ...failures])).filter(({ status }) => status === 'rejected'),
    ).to.have.length(5)
    const events = await stores.auditLog.history(machine, 'incoming-item', id, signal)
    expect(events.map((event) => event.seq)).to.deep.equal(
      Array.from({ length: 50 }, (_, index) => index + 1),
    )
    const verification = await stores.auditLog.verify(machine, signal)
    expect(verification).to.deep.equal({ ok: true, eventCount: 50, headHash: events.at(-1)?.hash })
  })

  it('takes several events at the same time in one transaction', async function () {
    const { machine } = newTenant()
    await stores.transactor.inTransaction(async () => {
      await Promise.all(['a', 'b', 'c'].map((id) => stores.auditLog.append(machine, entryOf(id), signal)))
    }, signal)
    expect(await stores.auditLog.verify(machine, signal)).to.deep.include({ ok: true, eventCount: 3 })
  })

  it('verifies while events are appended', async function () {
    const { machine } = newTenant()
    const work = Array.from({ length: 30 }, async (_, index) => {
      if (index % 3 === 0) return stores.auditLog.verify(machine, signal)
      await stores.auditLog.append(machine, entryOf('i'), signal)
      return { ok: true }
    })
    expect((await Promise.all(work)).every(({ ok }) => ok)).to.equal(true)
  })
})

function unreachable(): never {
  throw new Error('The event is missing.')
}
