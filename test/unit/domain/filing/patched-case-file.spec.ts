import { expect } from 'chai'
import { patchedCaseFile } from '../../../../src/domain/filing/patched-case-file.ts'
import { aCaseFile } from '../intake/items.ts'

const NOW = new Date('2026-05-01T10:00:00.000Z')
const CLOSED = aCaseFile({ state: 'closed', closedAt: '2026-04-01T10:00:00.000Z' })

describe('patchedCaseFile', function () {
  it('notes when a file is closed', function () {
    expect(patchedCaseFile(aCaseFile(), { state: 'closed' }, NOW).closedAt).to.equal(NOW.toISOString())
  })

  it('keeps the first time of closing', function () {
    expect(patchedCaseFile(CLOSED, { state: 'closed', subject: 'Neu' }, NOW).closedAt).to.equal(
      CLOSED.closedAt,
    )
  })

  it('forgets the time of closing when the file is opened again', function () {
    expect(patchedCaseFile(CLOSED, { state: 'open' }, NOW)).not.to.have.property('closedAt')
  })

  it('leaves the state alone when only the subject changes', function () {
    const after = patchedCaseFile(CLOSED, { subject: 'Neu' }, NOW)
    expect([after.state, after.subject]).to.deep.equal(['closed', 'Neu'])
  })
})
