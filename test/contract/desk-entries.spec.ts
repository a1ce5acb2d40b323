import { expect } from 'chai'
import { unitKey } from '../../src/domain/access/actor.ts'
import type { Deadline, DeskEntry } from '../../src/domain/desk/desk-entry.ts'
import { placeOfCaseFile, placeOfItem } from '../../src/domain/desk/desk-place.ts'
import type { CaseFile } from '../../src/domain/filing/case-file.ts'
import type { IncomingItem } from '../../src/domain/intake/incoming-item.ts'
import type { DeskFilter } from '../../src/ports/desk-entries.ts'
import { caseFileOf, codeOf, itemOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const SOCIAL = { target: { orgUnitId: 'social' }, readKeys: [unitKey('social')] }

function entryOn(item: IncomingItem, changed: Partial<Deadline> = {}): Deadline {
  return {
    id: newId(),
    tenantId: item.tenantId,
    kind: 'deadline',
    object: { kind: 'incoming-item', id: item.id },
    ...placeOfItem(item),
    purpose: 'Widerspruch',
    rule: { kind: 'end', endsOn: '2026-12-10', toWorkingDay: true },
    warnDays: 7,
    dueOn: '2026-12-10',
    remindOn: '2026-12-03',
    state: 'open',
    createdAt: '2026-11-30T09:00:00.000Z',
    createdBy: { userId: 'u1', displayName: 'Ö. Müller' },
    version: 1,
    ...changed,
  }
}

function entryOnFile(file: CaseFile): DeskEntry {
  const { rule: _rule, warnDays: _days, ...core } = entryOn(itemOf(file.tenantId))
  return {
    ...core,
    kind: 'resubmission',
    object: { kind: 'case-file', id: file.id },
    ...placeOfCaseFile(file),
    series: { every: 1, unit: 'month', firstOn: '2026-12-10', current: 1, times: 3 },
  }
}

describeStorage('desk entries', function (stores) {
  it('keeps entries of both kinds as they were', async function () {
    const { id, machine, social } = newTenant()
    const item = itemOf(id, SOCIAL)
    const file = caseFileOf(id)
    await stores.incomingItems.insert(machine, item, signal)
    await stores.caseFiles.insert(machine, file, signal)
    const by = { userId: 'u1', displayName: 'Ö. Müller' }
    const full = entryOn(item, {
      legalBasis: '§ 70 VwGO',
      assignee: by,
      rule: {
        kind: 'length',
        event: 'posting',
        eventOn: '2026-11-03',
        count: 1,
        unit: 'month',
        toWorkingDay: true,
      },
      override: { calculatedOn: '2026-12-07', reason: 'verlängert', at: '2026-11-30T09:00:00.000Z', by },
    })
    for (const entry of [full, entryOnFile(file)]) {
      await stores.deskEntries.insert(machine, entry, signal)
      expect(await stores.deskEntries.find(social, entry.id, signal)).to.deep.equal(entry)
    }
  })

  it('takes no entry on what is not there', async function () {
    const { id, machine } = newTenant()
    const entry = entryOn(itemOf(id))
    expect(await codeOf(stores.deskEntries.insert(machine, entry, signal))).to.equal('not-found')
  })

  it('hides entries with their object, and shows them to whom it goes, whoever saves it', async function () {
    const { id, machine, social, roads } = newTenant()
    const item = itemOf(id, SOCIAL)
    await stores.incomingItems.insert(machine, item, signal)
    const assignee = { userId: 'u1', displayName: 'Ö. Müller' }
    const entry = entryOn(item, { assignee })
    await stores.deskEntries.insert(machine, entry, signal)
    expect(await stores.deskEntries.find(roads, entry.id, signal)).to.equal(undefined)
    const moved = { ...item, target: { orgUnitId: 'roads' }, readKeys: [unitKey('roads')], subject: 'Neu' }
    await stores.incomingItems.save(machine, moved, signal)
    expect(await stores.deskEntries.find(social, entry.id, signal)).to.equal(undefined)
    const found = await stores.deskEntries.find(roads, entry.id, signal)
    expect(found).to.deep.include({
      keeper: unitKey('roads'),
      readKeys: [unitKey('roads')],
      objectSubject: 'Neu',
    })
    expect(found).not.to.have.property('assignee')
    expect(await codeOf(stores.deskEntries.save(machine, entry, signal))).to.equal('version-mismatch')
  })

  it('keeps who is to see to it while the object stays on the desk', async function () {
    const { id, machine, social } = newTenant()
    const item = itemOf(id, { ...SOCIAL, subject: 'Alt' })
    await stores.incomingItems.insert(machine, item, signal)
    const assignee = { userId: 'u1', displayName: 'Ö. Müller' }
    const entry = entryOn(item, { assignee })
    await stores.deskEntries.insert(machine, entry, signal)
    const { subject: _subject, ...unnamed } = item
    await stores.incomingItems.save(machine, unnamed, signal)
    const found = await stores.deskEntries.find(social, entry.id, signal)
    expect(found).to.deep.include({ assignee })
    expect(found).not.to.have.property('objectSubject')
  })

  it('finds those on a case file together with those on what lies in it, as long as it does', async function () {
    const { id, machine, social } = newTenant()
    const file = caseFileOf(id)
    const item = itemOf(id, SOCIAL)
    await stores.caseFiles.insert(machine, file, signal)
    await stores.incomingItems.insert(machine, item, signal)
    const [onItem, onFile] = [entryOn(item), entryOnFile(file)]
    await stores.deskEntries.insert(machine, onItem, signal)
    await stores.deskEntries.insert(machine, onFile, signal)
    const idsIn = async (): Promise<string[]> =>
      (await stores.deskEntries.inCaseFile(social, file.id, signal)).map((entry) => entry.id)
    expect(await idsIn()).to.deep.equal([onFile.id])
    const filed = await stores.incomingItems.save(machine, { ...item, caseFileId: file.id }, signal)
    expect(await idsIn()).to.have.members([onFile.id, onItem.id])
    await stores.incomingItems.save(machine, { ...item, version: filed.version }, signal)
    expect(await idsIn()).to.deep.equal([onFile.id])
    expect(await stores.deskEntries.ofObject(social, onFile.object, signal)).to.deep.equal([onFile])
  })

  it('rolls entries back with the change that took them along', async function () {
    const { id, machine, social } = newTenant()
    const item = itemOf(id, SOCIAL)
    await stores.incomingItems.insert(machine, item, signal)
    const entry = entryOn(item)
    await stores.deskEntries.insert(machine, entry, signal)
    const failing = stores.transactor.inTransaction(async () => {
      await stores.incomingItems.save(machine, { ...item, readKeys: [unitKey('roads')] }, signal)
      throw new Error('something later fails')
    }, signal)
    await failing.catch(() => undefined)
    expect(await stores.deskEntries.find(social, entry.id, signal)).to.deep.equal(entry)
  })

  describe('lists', function () {
    const { id, machine, social, roads } = newTenant()
    const item = itemOf(id, SOCIAL)
    const foreign = itemOf(id, { target: { orgUnitId: 'roads' }, readKeys: [unitKey('roads')] })
    const person = { userId: 'u7', displayName: 'S. Ieben' }
    const entries = [
      entryOn(item, { dueOn: '2026-12-20', remindOn: '2026-12-13' }),
      entryOn(item, { dueOn: '2026-11-20', remindOn: '2026-11-13', assignee: person }),
      entryOn(item, { dueOn: '2026-12-01', remindOn: '2026-11-24' }),
      entryOn(item, { dueOn: '2026-11-01', remindOn: '2026-10-24', state: 'done' }),
      entryOn(foreign, { dueOn: '2026-10-01', remindOn: '2026-09-24', assignee: person }),
    ]
    before(async function () {
      await stores.incomingItems.insert(machine, item, signal)
      await stores.incomingItems.insert(machine, foreign, signal)
      for (const entry of entries) await stores.deskEntries.insert(machine, entry, signal)
    })

    const filters: readonly { filter: DeskFilter; expected: readonly number[] }[] = [
      { filter: {}, expected: [1, 2, 0] },
      { filter: { keepers: [unitKey('social'), unitKey('roads')] }, expected: [1, 2, 0] },
      { filter: { keepers: [unitKey('roads')] }, expected: [] },
      { filter: { assigneeIds: ['u7', 'u8'] }, expected: [1] },
      { filter: { remindBy: '2026-11-24' }, expected: [1, 2] },
      { filter: { kind: 'resubmission' }, expected: [] },
    ]
    for (const { filter, expected } of filters) {
      it(`open ones that the actor may read, by day: ${JSON.stringify(filter)}`, async function () {
        const { items } = await stores.deskEntries.list(social, filter, { limit: 50 }, signal)
        expect(items.map((entry) => entry.id)).to.deep.equal(expected.map((index) => entries[index]?.id))
      })
    }

    it('page by page', async function () {
      const first = await stores.deskEntries.list(social, {}, { limit: 2 }, signal)
      expect(first.items.map((entry) => entry.id)).to.deep.equal([entries[1]?.id, entries[2]?.id])
      const rest = await stores.deskEntries.list(
        social,
        {},
        { limit: 2, cursor: first.nextCursor ?? '' },
        signal,
      )
      expect(rest).to.deep.equal({ items: [entries[0]] })
    })

    it('nothing of the other unit and everything for the machine', async function () {
      const ofRoads = await stores.deskEntries.list(roads, {}, { limit: 50 }, signal)
      expect(ofRoads.items).to.deep.equal([entries[4]])
      expect((await stores.deskEntries.list(machine, {}, { limit: 50 }, signal)).items).to.have.length(4)
    })
  })
})
