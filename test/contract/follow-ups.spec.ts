import { expect } from 'chai'
import { codeOf, followUpOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const FILE = { kind: 'case-file', id: 'file' } as const

describeStorage('requests for documents', function (stores) {
  it('keep every part, in their tenant', async function () {
    const { id, machine } = newTenant()
    const answer = { itemId: 'i', receiptNumber: 'n', receivedAt: '2026-03-03T08:00:00.000Z', fileCount: 2 }
    const followUp = followUpOf(id, {
      state: 'withdrawn',
      entryId: newId(),
      answers: [{ ...answer, inTime: true }],
      closed: { at: '2026-03-04T08:00:00.000Z', by: { userId: 'u', displayName: 'U' }, reason: 'r' },
    })
    await stores.followUps.insert(machine, followUp, signal)
    expect(await stores.followUps.find(machine, followUp.id, signal)).to.deep.equal(followUp)
    const saved = await stores.followUps.save(machine, { ...followUp, subject: 'neu' }, signal)
    expect(saved).to.deep.equal({ ...followUp, subject: 'neu', version: 2 })
    expect(await codeOf(stores.followUps.save(machine, followUp, signal))).to.equal('version-mismatch')
    expect(await stores.followUps.find(newTenant().machine, followUp.id, signal)).to.equal(undefined)
  })

  it('are found by the hash of their secret, which no two of a tenant have', async function () {
    const { id, machine } = newTenant()
    const followUp = followUpOf(id)
    const { secretHash } = followUp
    await stores.followUps.insert(machine, followUp, signal)
    expect(await stores.followUps.findBySecret(machine, secretHash, signal)).to.deep.equal(followUp)
    expect(await stores.followUps.findBySecret(machine, 'other', signal)).to.equal(undefined)
    expect(await stores.followUps.findBySecret(newTenant().machine, secretHash, signal)).to.equal(undefined)
    expect(await codeOf(stores.followUps.insert(machine, followUpOf(id, { secretHash }), signal))).to.equal(
      'already-exists',
    )
  })

  it('of an object come newest first; all of a tenant by id', async function () {
    const { id, machine } = newTenant()
    for (const day of ['03', '01', '02']) {
      const createdAt = `2026-03-${day}T16:00:00.000Z`
      await stores.followUps.insert(machine, followUpOf(id, { createdAt }), signal)
    }
    const object = { kind: 'incoming-item', id: 'file' } as const
    await stores.followUps.insert(machine, followUpOf(id, { object }), signal)
    const ofFile = await stores.followUps.ofObject(machine, FILE, signal)
    expect(ofFile.map(({ createdAt }) => createdAt.slice(8, 10))).to.deep.equal(['03', '02', '01'])
    expect(await stores.followUps.ofObject(machine, object, signal)).to.have.lengthOf(1)
    const closed = followUpOf(id, { state: 'settled' })
    await stores.followUps.insert(machine, closed, signal)
    expect(await stores.followUps.openOf(machine, ['file', 'none'], signal)).to.have.lengthOf(4)
    expect(await stores.followUps.openOf(machine, ['none'], signal)).to.deep.equal([])
    expect(await stores.followUps.openOf(newTenant().machine, ['file'], signal)).to.deep.equal([])
    const [first, second] = await stores.followUps.all(machine, undefined, 2, signal)
    const rest = await stores.followUps.all(machine, second?.id, 9, signal)
    expect([first, second, ...rest].map((one) => one?.id)).to.deep.equal(
      [first, second, ...rest].map((one) => one?.id).sort(),
    )
    expect(rest).to.have.lengthOf(3)
    expect(await stores.followUps.ofObject(newTenant().machine, FILE, signal)).to.deep.equal([])
  })
})
