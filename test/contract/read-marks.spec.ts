import { expect } from 'chai'
import { newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('marks of what was read', function (stores) {
  it('are each person’s own, and the last ones count', async function () {
    const { social, roads } = newTenant()
    expect(await stores.readMarks.of(social, signal)).to.deep.equal([])
    await stores.readMarks.replace(social, ['a', 'b'], signal)
    await stores.readMarks.replace(roads, ['c'], signal)
    await stores.readMarks.replace(social, ['b', 'd'], signal)
    expect(await stores.readMarks.of(social, signal)).to.deep.equal(['b', 'd'])
    expect(await stores.readMarks.of(roads, signal)).to.deep.equal(['c'])
    const sameIdElsewhere = { ...social, tenantId: newTenant().id }
    expect(await stores.readMarks.of(sameIdElsewhere, signal)).to.deep.equal([])
  })
})
