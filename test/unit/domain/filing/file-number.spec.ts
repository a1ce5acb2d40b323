import { expect } from 'chai'
import { MailroomError } from '../../../../src/domain/errors.ts'
import {
  DEFAULT_FILE_NUMBER_TEMPLATE,
  fileNumberFrom,
  fileNumberStem,
} from '../../../../src/domain/filing/file-number.ts'

const PARTS = { office: '50', plan: '50.10', year: 2026 }

describe('file numbers', function () {
  const cases = [
    { template: DEFAULT_FILE_NUMBER_TEMPLATE, number: '50.10-2026/000123' },
    { template: '{office}/{plan}-{serial}-{year}', number: '50/50.10-000123-2026' },
    { template: '{serial}', number: '000123' },
  ]
  for (const { template, number } of cases) {
    it(`makes ${number} of ${template}`, function () {
      expect(fileNumberFrom(fileNumberStem(template, PARTS), 123)).to.equal(number)
    })
  }

  for (const template of ['{plan}-{year}', '{serial}/{serial}', '{serial}-{month}', '{serial}{}', '']) {
    it(`refuses the template "${template}"`, function () {
      expect(() => fileNumberStem(template, PARTS))
        .to.throw(MailroomError)
        .with.property('code', 'validation-failed')
    })
  }

  it('takes numbers with dollar signs as they are', function () {
    expect(fileNumberStem('{plan}-{serial}', { ...PARTS, plan: "$&$'" })).to.equal("$&$'-{serial}")
  })
})
