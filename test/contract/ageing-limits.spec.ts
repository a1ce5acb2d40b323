import { expect } from 'chai'
import { defaultAgeingLimits } from '../../src/domain/register/ageing.ts'
import { codeOf, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('limits of age', function (stores) {
  it('are the defaults until they are changed, in each tenant', async function () {
    const { id, machine } = newTenant()
    const { ageingLimits } = stores
    expect(await ageingLimits.current(machine, signal)).to.deep.equal(defaultAgeingLimits(id))
    const changed = { ...defaultAgeingLimits(id), hours: { waiting: 8, accepted: 480 }, version: 1 }
    await ageingLimits.insert(machine, changed, signal)
    expect(await ageingLimits.current(machine, signal)).to.deep.equal(changed)
    expect(await codeOf(ageingLimits.insert(machine, changed, signal))).to.equal('already-exists')
    const saved = await ageingLimits.save(machine, { ...changed, hours: {} }, signal)
    expect(await ageingLimits.current(machine, signal)).to.deep.equal(saved)
    expect(saved).to.deep.include({ hours: {}, version: 2 })
    const other = newTenant()
    expect(await ageingLimits.current(other.machine, signal)).to.deep.equal(defaultAgeingLimits(other.id))
  })
})
