import { expect } from 'chai'
import { lastDayOfRetention, type RetentionClass } from '../../../../src/domain/filing/retention-class.ts'

describe('lastDayOfRetention', function () {
  const cases: readonly {
    readonly kept: Pick<RetentionClass, 'years' | 'start'>
    readonly closedOn: string
    readonly last: string | undefined
  }[] = [
    { kept: { years: 10, start: 'end-of-closing-year' }, closedOn: '2026-03-02', last: '2036-12-31' },
    { kept: { years: 10, start: 'end-of-closing-year' }, closedOn: '2026-12-31', last: '2036-12-31' },
    { kept: { years: 2, start: 'closing-day' }, closedOn: '2026-03-02', last: '2028-03-02' },
    { kept: { years: 4, start: 'closing-day' }, closedOn: '2028-02-29', last: '2032-02-29' },
    { kept: { years: 1, start: 'closing-day' }, closedOn: '2028-02-29', last: '2029-03-01' },
    { kept: { years: 72, start: 'closing-day' }, closedOn: '2028-02-29', last: '2100-03-01' },
    { kept: { years: 0, start: 'closing-day' }, closedOn: '2026-03-02', last: '2026-03-02' },
    { kept: { start: 'closing-day' }, closedOn: '2026-03-02', last: undefined },
  ]
  for (const { kept, closedOn, last } of cases) {
    it(`is ${last ?? 'never'} after ${String(kept.years)} years by ${kept.start} from ${closedOn}`, function () {
      expect(lastDayOfRetention(kept, closedOn)).to.equal(last)
    })
  }
})
