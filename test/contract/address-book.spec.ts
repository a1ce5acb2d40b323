import { expect } from 'chai'
import { MOST_MARKS } from '../../src/domain/extraction/sender-marks.ts'
import { newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('address book', function (stores) {
  it('counts confirmations of one name, however it is spelt, and keeps the parts last given', async function () {
    const { machine, social } = newTenant()
    await stores.addressBook.learn(
      social,
      { name: 'Stadtwerke Süd GmbH', postcode: '55116', city: 'Mainz' },
      signal,
    )
    await stores.addressBook.learn(social, { name: 'STADTWERKE SÜD GmbH', street: 'Hafenweg 3' }, signal)
    await stores.addressBook.learn(social, { name: 'Anna Klein' }, signal)
    expect(await stores.addressBook.senders(machine, 10, signal)).to.deep.equal([
      {
        name: 'STADTWERKE SÜD GmbH',
        street: 'Hafenweg 3',
        postcode: '55116',
        city: 'Mainz',
        confirmations: 2,
      },
      { name: 'Anna Klein', confirmations: 1 },
    ])
    expect(await stores.addressBook.senders(machine, 1, signal)).to.have.length(1)
  })

  it('keeps the marks of each letter once, the newest last and not without end', async function () {
    const { machine, social } = newTenant()
    const learn = (...marks: readonly string[]): Promise<void> =>
      stores.addressBook.learn(social, { name: 'Stadtwerke Süd', marks }, signal)
    await learn('vat:DE1', 'site:sued.de')
    await learn()
    await learn('site:sued.de', 'site:werke.de')
    const [sender] = await stores.addressBook.senders(machine, 10, signal)
    expect(sender).to.deep.equal({
      name: 'Stadtwerke Süd',
      marks: ['vat:DE1', 'site:sued.de', 'site:werke.de'],
      confirmations: 3,
    })
    await learn('vat:DE1')
    for (let count = 0; count < MOST_MARKS; count += 1) await learn(`site:more-${count}.de`)
    const [full] = await stores.addressBook.senders(machine, 10, signal)
    expect(full?.marks).to.have.length(MOST_MARKS).and.include('site:more-0.de').and.not.include('vat:DE1')
  })

  it('forgets the marks of a letter with its confirmation', async function () {
    const { machine, social } = newTenant()
    const marks = ['vat:DE1', 'site:sued.de']
    await stores.addressBook.learn(social, { name: 'Stadtwerke Süd', marks }, signal)
    await stores.addressBook.learn(social, { name: 'Stadtwerke Süd' }, signal)
    await stores.addressBook.forget(social, { name: 'Stadtwerke Süd', marks: ['vat:DE1'] }, signal)
    expect(await stores.addressBook.senders(machine, 10, signal)).to.deep.equal([
      { name: 'Stadtwerke Süd', marks: ['site:sued.de'], confirmations: 1 },
    ])
  })

  it('forgets a confirmation, with the last one the sender, and nobody else', async function () {
    const [{ machine, social }, other] = [newTenant(), newTenant()]
    for (const name of ['Stadtwerke Süd', 'STADTWERKE SÜD', 'Anna Klein'])
      await stores.addressBook.learn(social, { name }, signal)
    await stores.addressBook.learn(other.social, { name: 'Anna Klein' }, signal)
    for (const name of ['Stadtwerke Süd', 'Anna Klein', 'Anna Klein', 'Niemand'])
      await stores.addressBook.forget(machine, { name }, signal)
    const left = await stores.addressBook.senders(machine, 10, signal)
    expect(left).to.deep.equal([{ name: 'STADTWERKE SÜD', confirmations: 1 }])
    expect(await stores.addressBook.senders(other.machine, 10, signal)).to.have.length(1)
  })

  it('knows nothing of other tenants', async function () {
    const [one, two] = [newTenant(), newTenant()]
    await stores.addressBook.learn(one.social, { name: 'Anna Klein' }, signal)
    expect(await stores.addressBook.senders(two.machine, 10, signal)).to.deep.equal([])
  })

  it('learns nothing in a transaction that fails', async function () {
    const { machine } = newTenant()
    const failing = stores.transactor.inTransaction(async () => {
      await stores.addressBook.learn(machine, { name: 'Anna Klein' }, signal)
      throw new Error('The confirmation fails.')
    }, signal)
    await failing.catch(() => undefined)
    expect(await stores.addressBook.senders(machine, 10, signal)).to.deep.equal([])
  })
})
