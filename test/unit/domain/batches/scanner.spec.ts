import { expect } from 'chai'
import { isNews } from '../../../../src/domain/batches/scanner.ts'

describe('what a scanner has last brought in', function () {
  const lastScan = { at: '2026-03-02T08:00:00.000Z', batchId: 'a', batchNumber: 'ST-1' }
  const cases = [
    { name: 'the first file of all', known: {}, next: lastScan, isNew: true },
    {
      name: 'one a minute later',
      known: { lastScan },
      next: { ...lastScan, at: '2026-03-02T08:01:00.000Z' },
      isNew: false,
    },
    {
      name: 'one five minutes later',
      known: { lastScan },
      next: { ...lastScan, at: '2026-03-02T08:05:00.000Z' },
      isNew: true,
    },
    { name: 'one of another batch', known: { lastScan }, next: { ...lastScan, batchId: 'b' }, isNew: true },
  ]
  for (const { name, known, next, isNew } of cases) {
    it(`is ${isNew ? '' : 'not '}worth a write for ${name}`, function () {
      expect(isNews(known, next)).to.equal(isNew)
    })
  }
})
