import { expect } from 'chai'
import type { SecondFactor } from '../../src/domain/access/second-factor.ts'
import { newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function factorOf(tenantId: string): SecondFactor {
  const userId = newId()
  return { tenantId, userId, secret: 'GEZDGNBV', confirmed: true, lastStep: 10, recoveryHashes: ['a', 'b'] }
}

describeStorage('second factors', function (stores) {
  const found = ({ tenantId, userId }: SecondFactor) => stores.secondFactors.find(tenantId, userId, signal)

  it('keeps one a person, in the tenant of the person', async function () {
    const factor = factorOf(newTenant().id)
    expect(await found(factor)).to.equal(undefined)
    await stores.secondFactors.save({ ...factor, confirmed: false, recoveryHashes: [] }, signal)
    await stores.secondFactors.save(factor, signal)
    expect(await found(factor)).to.deep.equal(factor)
    expect(await found({ ...factor, tenantId: newTenant().id })).to.equal(undefined)
  })

  it('takes each step once, and no earlier one, also when they come at once', async function () {
    const factor = factorOf(newTenant().id)
    await stores.secondFactors.save(factor, signal)
    const use = (step: number, tenantId = factor.tenantId) =>
      stores.secondFactors.useStep(tenantId, factor.userId, step, signal)
    const atOnce = await Promise.all([use(12), use(12), use(12)])
    expect(atOnce.filter(Boolean)).to.have.length(1)
    expect([await use(11), await use(12), await use(13, newTenant().id), await use(13)]).to.deep.equal([
      false,
      false,
      false,
      true,
    ])
    expect(await found(factor)).to.deep.equal({ ...factor, lastStep: 13 })
  })

  it('takes each recovery code once', async function () {
    const factor = factorOf(newTenant().id)
    await stores.secondFactors.save(factor, signal)
    const use = (hash: string) =>
      stores.secondFactors.useRecoveryCode(factor.tenantId, factor.userId, hash, signal)
    expect((await Promise.all([use('a'), use('a')])).filter(Boolean)).to.have.length(1)
    expect([await use('c'), await use('a'), await use('b')]).to.deep.equal([false, false, true])
    expect(await found(factor)).to.deep.equal({ ...factor, recoveryHashes: [] })
  })

  it('are listed for all tenants, and take another form of a secret that is still the same', async function () {
    const factor = factorOf(newTenant().id)
    await stores.secondFactors.save(factor, signal)
    const own = async () =>
      (await stores.secondFactors.all(signal)).filter(({ userId }) => userId === factor.userId)
    expect(await own()).to.deep.equal([factor])
    expect(await stores.secondFactors.replaceSecret(factor, 'closed', signal)).to.equal(true)
    expect(await stores.secondFactors.replaceSecret(factor, 'twice', signal)).to.equal(false)
    expect(await own()).to.deep.equal([{ ...factor, secret: 'closed' }])
  })

  it('is removed by its own tenant only', async function () {
    const { id, machine } = newTenant()
    const factor = factorOf(id)
    await stores.secondFactors.save(factor, signal)
    expect(await stores.secondFactors.remove(newTenant().machine, factor.userId, signal)).to.equal(false)
    expect(await found(factor)).to.deep.equal(factor)
    expect(await stores.secondFactors.remove(machine, factor.userId, signal)).to.equal(true)
    expect(await stores.secondFactors.remove(machine, factor.userId, signal)).to.equal(false)
  })
})
