import { expect } from 'chai'
import { givenFields } from '../../../src/web/shared/api/given-fields.ts'

describe('the fields of a form', function () {
  it('are sent when something stands in them', function () {
    const fields = { name: ' Mia Muster', subject: ' \n', reference: '', message: undefined }
    expect(givenFields(fields)).to.deep.equal([['name', ' Mia Muster']])
  })
})
