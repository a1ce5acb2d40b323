import { expect } from 'chai'
import type { NewTrainingExample } from '../../src/domain/classification/training.ts'
import { newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('training journal', function (stores) {
  const example = (documentId: string): NewTrainingExample => ({
    task: 'documentType',
    label: 'rechnung',
    documentId,
    features: 'AAAAB'.repeat(2_000),
  })

  it('numbers the lines of each tenant from 1 and gives them back as they are', async function () {
    const [one, two] = [newTenant(), newTenant()]
    const first = await stores.trainingJournal.append(one.machine, example('d1'), signal)
    const second = await stores.trainingJournal.append(
      one.social,
      { ...example('d1'), retracted: true },
      signal,
    )
    expect([first, second]).to.deep.equal([
      { ...example('d1'), seq: 1 },
      { ...example('d1'), retracted: true, seq: 2 },
    ])
    expect((await stores.trainingJournal.append(two.machine, example('d2'), signal)).seq).to.equal(1)
    expect(await stores.trainingJournal.readSince(one.machine, 0, 10, signal)).to.deep.equal([first, second])
    expect(await stores.trainingJournal.readSince(one.machine, 1, 10, signal)).to.deep.equal([second])
    expect(await stores.trainingJournal.readSince(one.machine, 0, 1, signal)).to.deep.equal([first])
    expect(await stores.trainingJournal.readSince(one.machine, 2, 10, signal)).to.deep.equal([])
  })

  it('numbers appends at once without gaps, also when one fails with its transaction', async function () {
    const { machine } = newTenant()
    const failing = stores.transactor.inTransaction(async () => {
      await stores.trainingJournal.append(machine, example('d'), signal)
      throw new Error('The confirmation fails.')
    }, signal)
    const appends = Array.from({ length: 10 }, () =>
      stores.trainingJournal.append(machine, example('d'), signal),
    )
    await failing.catch(() => undefined)
    const numbers = (await Promise.all(appends)).map(({ seq }) => seq)
    expect(numbers.sort((left, right) => left - right)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await stores.trainingJournal.readSince(machine, 0, 20, signal)).to.have.length(10)
  })
})
