import { expect } from 'chai'
import { withMetadata } from '../../../../src/domain/filing/case-file-metadata.ts'
import { numberedNext } from '../../../../src/domain/filing/file-entry.ts'
import { MAX_REFERENCES, noLongerReferring, referring } from '../../../../src/domain/filing/references.ts'
import { MailroomError } from '../../../../src/domain/errors.ts'
import { caseFileOf } from '../../../contract/records.ts'

describe('numberedNext', function () {
  it('goes on behind what was given out, and gives no pages to what has none', function () {
    expect(numberedNext({}, [2, 0, 1])).to.deep.equal({
      numbered: { documents: 3, pages: 3 },
      places: [
        { serial: 1, firstPage: 1, lastPage: 2 },
        { serial: 2 },
        { serial: 3, firstPage: 3, lastPage: 3 },
      ],
    })
    expect(numberedNext({ numbered: { documents: 3, pages: 3 } }, [4]).places).to.deep.equal([
      { serial: 4, firstPage: 4, lastPage: 7 },
    ])
  })
})

describe('withMetadata', function () {
  it('sets what is said, takes away what is null, and keeps the rest', function () {
    const file = caseFileOf('t', { location: 'Keller', foreignReference: 'X 1' })
    const after = withMetadata(file, { medium: 'hybrid', location: null, periodFrom: '2026-01-01' })
    expect(after).to.include({ medium: 'hybrid', foreignReference: 'X 1', periodFrom: '2026-01-01' })
    expect(after).not.to.have.property('location')
    expect(withMetadata(file, {})).to.deep.equal(file)
  })
})

describe('references', function () {
  const [one, other] = [caseFileOf('t', { id: 'one' }), caseFileOf('t', { id: 'other' })]

  it('stand on both sides, and go from both', function () {
    const both = referring(one, other)
    expect(both.map(({ references }) => references)).to.deep.equal([['other'], ['one']])
    expect(noLongerReferring(...both).map(({ references }) => references)).to.deep.equal([[], []])
  })

  it('mend themselves where one side was lost', function () {
    const [, again] = referring(one, { ...other, references: ['one', 'third'] })
    expect(again.references).to.deep.equal(['third', 'one'])
  })

  const many = Array.from({ length: MAX_REFERENCES }, (_, index) => `f${index}`)
  const refused = [
    { name: 'itself', join: () => referring(one, one) },
    { name: 'one that it has already', join: () => referring({ ...one, references: ['other'] }, other) },
    { name: 'one too many', join: () => referring({ ...one, references: many }, other) },
    { name: 'one that it does not have', join: () => noLongerReferring(one, other) },
  ]
  for (const { name, join } of refused) {
    it(`are refused with ${name}`, function () {
      expect(join).to.throw(MailroomError).with.property('code', 'state-conflict')
    })
  }
})
