import { expect } from 'chai'
import type { Disclosure } from '../../src/domain/disclosure/disclosure.ts'
import { codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

function disclosureOf(tenantId: string, changed: Partial<Disclosure> = {}): Disclosure {
  return {
    id: newId(),
    tenantId,
    caseFileId: 'file',
    form: 'pdf',
    recipient: 'Rechtsanwältin Ö. Berg',
    legalBasis: '§ 29 VwVfG',
    createdAt: '2026-03-02T16:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'Ö. Müller' },
    documents: [
      { documentId: 'd1', number: 1, pages: 3 },
      { documentId: 'd2', number: 2, pages: 0, redactionId: 'r' },
    ],
    pageCount: 5,
    sizeBytes: 12_345,
    sha256: 'ab'.repeat(32),
    version: 1,
    ...changed,
  }
}

describeStorage('disclosures', function (stores) {
  it('keep every part, in their tenant', async function () {
    const { id, machine } = newTenant()
    const disclosure = disclosureOf(id, { note: 'Abgeholt' })
    await stores.disclosures.insert(machine, disclosure, signal)
    expect(await stores.disclosures.find(machine, disclosure.id, signal)).to.deep.equal(disclosure)
    expect(await stores.disclosures.find(newTenant().machine, disclosure.id, signal)).to.equal(undefined)
    expect(await codeOf(stores.disclosures.insert(machine, disclosure, signal))).to.equal('already-exists')
  })

  it('of a case file come newest first, as many as asked for', async function () {
    const { id, machine } = newTenant()
    const days = ['03', '01', '02']
    for (const day of days) {
      const createdAt = `2026-03-${day}T16:00:00.000Z`
      await stores.disclosures.insert(machine, disclosureOf(id, { createdAt }), signal)
    }
    await stores.disclosures.insert(machine, disclosureOf(id, { caseFileId: 'other' }), signal)
    const found = async (limit: number): Promise<readonly string[]> => {
      const all = await stores.disclosures.ofCaseFile(machine, 'file', limit, signal)
      return all.map(({ createdAt }) => createdAt.slice(8, 10))
    }
    expect(await found(10)).to.deep.equal(['03', '02', '01'])
    expect(await found(2)).to.deep.equal(['03', '02'])
    const { machine: stranger } = newTenant()
    expect(await stores.disclosures.ofCaseFile(stranger, 'file', 10, signal)).to.deep.equal([])
  })
})
