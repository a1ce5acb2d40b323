import { expect } from 'chai'
import { ConfirmRequest, PatchItemRequest } from '../../../src/contract/incoming-items.ts'
import { isMailroomError } from '../../../src/domain/errors.ts'
import { confirmationOf, patchOf } from '../../../src/http/given-index.ts'

function confirmation(body: unknown) {
  const { index, target } = confirmationOf(ConfirmRequest.parse(body))
  return { index, target: JSON.parse(JSON.stringify(target ?? null)) as unknown }
}

describe('confirmationOf', function () {
  const cases = [
    { name: 'index data in their place', body: { index: { letterDate: '2026-01-02' } }, target: null },
    { name: 'index data beside it', body: { letterDate: '2026-01-02' }, target: null },
    {
      name: 'a unit and a file in the index',
      body: { letterDate: '2026-01-02', index: { orgUnit: 'social', caseFile: 'file' } },
      target: { orgUnitId: 'social', caseFileId: 'file' },
    },
    {
      name: 'a file alone, beside the index',
      body: { letterDate: '2026-01-02', caseFile: 'file' },
      target: { caseFileId: 'file' },
    },
    {
      name: 'the same unit twice',
      body: { letterDate: '2026-01-02', orgUnit: 'social', target: { orgUnitId: 'social' } },
      target: { orgUnitId: 'social' },
    },
    {
      name: 'no unit at all',
      body: { letterDate: '2026-01-02', orgUnit: null },
      target: null,
    },
  ]
  for (const { name, body, target } of cases) {
    it(`reads ${name}`, function () {
      expect(confirmation(body)).to.deep.equal({ index: { letterDate: '2026-01-02' }, target })
    })
  }

  const refused = [
    { name: 'two values for one field', body: { subject: 'a', index: { subject: 'b' } } },
    { name: 'two targets', body: { orgUnit: 'social', target: { orgUnitId: 'tax' } } },
  ]
  for (const { name, body } of refused) {
    it(`refuses ${name}`, function () {
      expect(() => confirmation(body))
        .to.throw()
        .that.satisfies((error: unknown) => isMailroomError(error, 'validation-failed'))
    })
  }
})

describe('patchOf', function () {
  it('reads index data in both places, and subject and sender as those of the item', function () {
    const body = { documentType: 'rechnung', subject: 'S', index: { language: 'deu' } }
    expect(patchOf(PatchItemRequest.parse(body))).to.deep.include({
      index: { documentType: 'rechnung', language: 'deu' },
      subject: 'S',
    })
  })

  for (const body of [{ orgUnit: 'social' }, { index: { caseFile: 'file' } }, { index: { orgUnit: null } }]) {
    it(`names "route" for ${JSON.stringify(body)}`, function () {
      expect(() => patchOf(PatchItemRequest.parse(body))).to.throw('"route"')
    })
  }
})
