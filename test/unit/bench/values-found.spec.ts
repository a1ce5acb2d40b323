import { expect } from 'chai'
import { countValues } from '../../../bench/recognition/values-found.ts'

describe('countValues', function () {
  const cases = [
    { name: 'a date as Germans print it', value: '2024-03-05', text: 'Datum: 05.03.2024', found: 1 },
    { name: 'a date with a short year', value: '2024-03-05', text: '5.3.24 14:02', found: 1 },
    { name: 'an amount with a comma', value: '1234.50', text: 'Summe 1.234,50 EUR', found: 1 },
    { name: 'a name across spaces', value: 'Dr. Muster', text: 'Dr.Muster', found: 1 },
    { name: 'no amount that is misread', value: '24.23', text: '24,28', found: 0 },
  ]
  for (const { name, value, text, found } of cases) {
    it(`finds ${name}`, function () {
      expect(countValues(new Map([['value', value]]), text)).to.deep.equal({ values: 1, found })
    })
  }

  it('leaves out what a page need not show', function () {
    expect(countValues(new Map([['currency', 'EUR']]), 'nothing')).to.deep.equal({ values: 0, found: 0 })
  })
})
