import { expect } from 'chai'
import { MAILROOM_KEY } from '../../src/domain/access/actor.ts'
import type { PaperBox } from '../../src/domain/paper/paper-box.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

const BY = { userId: 'u', displayName: 'Ö. Müller' }
const AT = '2026-03-02T16:00:00.000Z'

function boxOf(tenantId: string, number: number): PaperBox {
  const step = { at: AT, by: BY }
  return {
    id: newId(),
    tenantId,
    number,
    place: 'Keller',
    state: 'requested',
    createdAt: AT,
    createdBy: BY,
    batches: [{ batchId: 'b', number: 'ST-2026-000001', ...step }],
    taken: [{ itemId: 'i', receiptNumber: 'MU-1', reason: 'keep', remark: 'r', ...step, back: step }],
    holds: [{ id: 'h', owner: 'o', reason: 'r', placedAt: AT, placedBy: BY }],
    requested: step,
    destruction: { requested: step, approved: step, manner: 'm', letters: 1, pages: 2 },
    readKeys: [MAILROOM_KEY],
    version: 1,
  }
}

describeStorage('boxes of paper', function (stores) {
  it('keep every part, show themselves by grant, and take changes by version', async function () {
    const { id, machine, mailroom, social } = newTenant()
    const box = boxOf(id, await stores.paperBoxes.nextNumber(machine, signal))
    await stores.paperBoxes.insert(mailroom, box, signal)
    expect(await stores.paperBoxes.find(mailroom, box.id, signal)).to.deep.equal(box)
    expect(await stores.paperBoxes.find(social, box.id, signal)).to.equal(undefined)
    expect(await stores.paperBoxes.find(newTenant().machine, box.id, signal)).to.equal(undefined)
    expect(await stores.paperBoxes.save(mailroom, box, signal)).to.include({ version: 2 })
    expect(await codeOf(stores.paperBoxes.save(mailroom, box, signal))).to.equal('version-mismatch')
  })

  it('count from 1 in each tenant, once, and come with the highest number first', async function () {
    const { id, machine, mailroom, social } = newTenant()
    for (let count = 0; count < 3; count += 1)
      await stores.paperBoxes.insert(
        machine,
        boxOf(id, await stores.paperBoxes.nextNumber(machine, signal)),
        signal,
      )
    const numbers = async (limit: number) =>
      (await stores.paperBoxes.list(mailroom, limit, signal)).map(({ number }) => number)
    expect(await numbers(10)).to.deep.equal([3, 2, 1])
    expect(await numbers(2)).to.deep.equal([3, 2])
    expect(await stores.paperBoxes.list(social, 10, signal)).to.deep.equal([])
    expect(await codeOf(stores.paperBoxes.insert(machine, boxOf(id, 2), signal))).to.equal('already-exists')
  })
})
