import { expect } from 'chai'
import { caseFileOf, codeOf, itemOf, newId, newTenant, noteOf, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const ANNA = { userId: 'anna', displayName: 'A. Anna' }

describeStorage('notes', function (stores) {
  async function aHouse() {
    const tenant = newTenant()
    const file = caseFileOf(tenant.id)
    const item = itemOf(tenant.id)
    await stores.caseFiles.insert(tenant.machine, file, signal)
    await stores.incomingItems.insert(tenant.machine, item, signal)
    const onFile = { kind: 'case-file', id: file.id } as const
    const onItem = { kind: 'incoming-item', id: item.id } as const
    return { ...tenant, file, item, onFile, onItem }
  }

  it('keep every part, in their tenant', async function () {
    const { id, machine, onFile } = await aHouse()
    const note = noteOf(id, {
      object: onFile,
      text: 'Zwei\nZeilen',
      mentions: [{ ...ANNA, at: '2026-03-03T08:00:00.000Z' }],
      earlier: [{ text: 'eine', writtenAt: '2026-03-02T16:00:00.000Z' }],
      withdrawn: { at: '2026-03-04T08:00:00.000Z', by: ANNA },
    })
    await stores.notes.insert(machine, note, signal)
    expect(await stores.notes.find(machine, note.id, signal)).to.deep.equal(note)
    const saved = await stores.notes.save(machine, { ...note, text: 'neu' }, signal)
    expect(saved).to.deep.equal({ ...note, text: 'neu', version: 2 })
    expect(await codeOf(stores.notes.save(machine, note, signal))).to.equal('version-mismatch')
    expect(await stores.notes.find(newTenant().machine, note.id, signal)).to.equal(undefined)
  })

  it('are on what is there only, in no other tenant’s hands, and leave it as it was', async function () {
    const { id, machine, item, onItem } = await aHouse()
    const nowhere = noteOf(id, { object: { kind: 'incoming-item', id: newId() } })
    expect(await codeOf(stores.notes.insert(machine, nowhere, signal))).to.equal('not-found')
    const other = newTenant()
    const foreign = noteOf(other.id, { object: onItem })
    expect(await codeOf(stores.notes.insert(other.machine, foreign, signal))).to.equal('not-found')
    await stores.notes.insert(machine, noteOf(id, { object: onItem }), signal)
    expect(await stores.incomingItems.find(machine, item.id, signal)).to.deep.equal(item)
    await stores.incomingItems.save(machine, { ...item, subject: 'neu' }, signal)
    expect(await stores.notes.ofObject(machine, onItem, signal)).to.have.lengthOf(1)
  })

  it('of an object come oldest first; those that call somebody newest first; all by id', async function () {
    const { id, machine, onFile, onItem } = await aHouse()
    for (const day of ['03', '01', '02']) {
      const writtenAt = `2026-03-${day}T16:00:00.000Z`
      const mentions = day === '01' ? [] : [{ ...ANNA, at: writtenAt }]
      const note = noteOf(id, { object: onFile, createdAt: writtenAt, writtenAt, mentions })
      await stores.notes.insert(machine, note, signal)
    }
    await stores.notes.insert(machine, noteOf(id, { object: onItem }), signal)
    const days = (notes: readonly { readonly createdAt: string }[]): string[] =>
      notes.map(({ createdAt }) => createdAt.slice(8, 10))
    expect(days(await stores.notes.ofObject(machine, onFile, signal))).to.deep.equal(['01', '02', '03'])
    expect(days(await stores.notes.mentioning(machine, 'anna', 9, signal))).to.deep.equal(['03', '02'])
    expect(days(await stores.notes.mentioning(machine, 'anna', 1, signal))).to.deep.equal(['03'])
    expect(await stores.notes.mentioning(machine, 'otto', 9, signal)).to.deep.equal([])
    expect(await stores.notes.mentioning(newTenant().machine, 'anna', 9, signal)).to.deep.equal([])
    const first = await stores.notes.all(machine, undefined, 2, signal)
    const rest = await stores.notes.all(machine, first[1]?.id, 9, signal)
    const ids = [...first, ...rest].map((note) => note.id)
    expect(ids).to.have.lengthOf(4)
    expect(ids).to.deep.equal(ids.toSorted())
  })
})
