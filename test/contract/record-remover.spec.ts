import { expect } from 'chai'
import type { Disclosure } from '../../src/domain/disclosure/disclosure.ts'
import {
  caseFileOf,
  codeOf,
  documentOf,
  followUpOf,
  itemOf,
  newId,
  newTenant,
  noteOf,
  routeSlipOf,
  pageOf,
  signal,
} from './records.ts'
import { describeStorage } from './storage.ts'

const AT = '2026-03-02T16:00:00.000Z'
const BY = { userId: 'u', displayName: 'U' }

describeStorage('record remover', function (stores) {
  async function aFile(tenant: ReturnType<typeof newTenant>) {
    const { id: tenantId, machine } = tenant
    const caseFile = caseFileOf(tenantId)
    const item = itemOf(tenantId, { caseFileId: caseFile.id })
    const document = documentOf(tenantId, { caseFileId: caseFile.id, itemId: item.id })
    const part = { tenantId, caseFileId: caseFile.id, serial: 1, version: 1 }
    await stores.caseFiles.insert(machine, caseFile, signal)
    await stores.incomingItems.insert(machine, item, signal)
    await stores.documents.insert(machine, document, signal)
    await stores.documents.savePage(machine, document.id, pageOf(1), signal)
    await stores.documents.stagePage(machine, document.id, 'later', { page: pageOf(1), images: [] }, signal)
    await stores.caseFiles.insertProcedure(
      machine,
      { ...part, id: newId(), subject: 's', createdAt: AT },
      signal,
    )
    await stores.caseFileParts.insertSubFile(
      machine,
      { ...part, id: newId(), subject: 's', createdAt: AT },
      signal,
    )
    const entry = { ...part, id: newId(), documentId: document.id, filedAt: AT, filedBy: BY }
    await stores.caseFileParts.insertEntry(machine, entry, signal)
    const disclosure: Disclosure = {
      id: newId(),
      tenantId,
      caseFileId: caseFile.id,
      form: 'pdf',
      recipient: 'r',
      legalBasis: 'l',
      createdAt: AT,
      createdBy: BY,
      documents: [],
      pageCount: 1,
      sizeBytes: 1,
      sha256: 'ab'.repeat(32),
      version: 1,
    }
    await stores.disclosures.insert(machine, disclosure, signal)
    for (const object of [
      { kind: 'case-file', id: caseFile.id },
      { kind: 'incoming-item', id: item.id },
    ] as const) {
      await stores.followUps.insert(machine, followUpOf(tenantId, { object }), signal)
      await stores.notes.insert(machine, noteOf(tenantId, { object }), signal)
      await stores.routeSlips.insert(machine, routeSlipOf(tenantId, { object }), signal)
    }
    const example = { task: 'documentType', label: 'x', documentId: document.id, features: 'A' } as const
    await stores.trainingJournal.append(machine, example, signal)
    return { caseFile, item, document }
  }

  it('removes a case file with all that hangs on it, and nothing of another one', async function () {
    const tenant = newTenant()
    const { machine } = tenant
    const gone = await aFile(tenant)
    const kept = await aFile(tenant)
    const removed = { caseFile: gone.caseFile, documentIds: [gone.document.id], items: [gone.item] }
    await stores.recordRemover.removeCaseFile(machine, removed, signal)
    const leftOf = async ({ caseFile, item, document }: typeof gone) => [
      (await stores.caseFiles.find(machine, caseFile.id, signal)) !== undefined,
      (await stores.documents.find(machine, document.id, signal)) !== undefined,
      (await stores.disclosures.ofCaseFile(machine, caseFile.id, 5, signal)).length,
      (await stores.incomingItems.find(machine, item.id, signal)) !== undefined,
      (await stores.followUps.ofObject(machine, { kind: 'case-file', id: caseFile.id }, signal)).length,
      (await stores.followUps.ofObject(machine, { kind: 'incoming-item', id: item.id }, signal)).length,
      (await stores.notes.ofObject(machine, { kind: 'case-file', id: caseFile.id }, signal)).length,
      (await stores.routeSlips.ofObject(machine, { kind: 'case-file', id: caseFile.id }, signal)).length,
      (await stores.notes.ofObject(machine, { kind: 'incoming-item', id: item.id }, signal)).length,
      (await stores.routeSlips.ofObject(machine, { kind: 'incoming-item', id: item.id }, signal)).length,
    ]
    expect(await leftOf(gone)).to.deep.equal([false, false, 0, true, 0, 0, 0, 0, 0, 0])
    expect(await leftOf(kept)).to.deep.equal([true, true, 1, true, 1, 1, 1, 1, 1, 1])
    const lines = await stores.trainingJournal.readSince(machine, 0, 10, signal)
    const empty = { task: 'documentType', label: '', features: '', retracted: true } as const
    expect(lines.map(({ seq: _seq, ...line }) => line)).to.deep.equal([
      { task: 'documentType', label: 'x', documentId: kept.document.id, features: 'A' },
      { ...empty, documentId: gone.document.id },
    ])
    // Who has read the journal so far must read the line that takes back.
    expect(lines.at(-1)?.seq).to.be.above(2)
    expect(await stores.documents.pages(machine, kept.document.id, signal)).to.have.lengthOf(1)
    // Whoever takes the same ids again finds none of the old parts.
    await stores.caseFiles.insert(machine, gone.caseFile, signal)
    await stores.documents.insert(machine, gone.document, signal)
    const { id } = gone.caseFile
    expect([
      await stores.caseFiles.procedures(machine, id, signal),
      await stores.caseFileParts.subFiles(machine, id, signal),
      await stores.caseFileParts.entries(machine, id, signal),
      await stores.documents.pages(machine, gone.document.id, signal),
      await stores.documents.stagedPages(machine, gone.document.id, 'later', signal),
    ]).to.deep.equal([[], [], [], [], []])
  })

  it('removes pages that came in while a document was removed, and none of one that is there', async function () {
    const tenant = newTenant()
    const { machine } = tenant
    const gone = await aFile(tenant)
    const kept = await aFile(tenant)
    const removed = { caseFile: gone.caseFile, documentIds: [gone.document.id], items: [gone.item] }
    await stores.recordRemover.removeCaseFile(machine, removed, signal)
    // Its own pages are rows of a later reading of what is gone, which nobody else could store any more.
    const late = documentOf(tenant.id, { id: `${gone.document.id}~late` })
    await stores.documents.insert(machine, late, signal)
    await stores.documents.savePage(machine, late.id, pageOf(1), signal)
    expect(await stores.recordRemover.removePagesOfGone(machine, gone.document.id, signal)).to.equal(true)
    expect(await stores.documents.pages(machine, late.id, signal)).to.deep.equal([])
    expect(await stores.recordRemover.removePagesOfGone(machine, kept.document.id, signal)).to.equal(false)
    expect(await stores.documents.pages(machine, kept.document.id, signal)).to.have.lengthOf(1)
  })

  it('removes nothing when the file has changed, or is another tenant’s', async function () {
    const tenant = newTenant()
    const { caseFile, document } = await aFile(tenant)
    const saved = await stores.caseFiles.save(tenant.machine, { ...caseFile, subject: 'neu' }, signal)
    const stale = { caseFile, documentIds: [document.id], items: [] }
    expect(await codeOf(stores.recordRemover.removeCaseFile(tenant.machine, stale, signal))).to.equal(
      'version-mismatch',
    )
    const foreign = { ...stale, caseFile: saved }
    expect(await codeOf(stores.recordRemover.removeCaseFile(newTenant().machine, foreign, signal))).to.equal(
      'version-mismatch',
    )
    expect(await stores.documents.find(tenant.machine, document.id, signal)).to.not.equal(undefined)
    expect(await stores.documents.pages(tenant.machine, document.id, signal)).to.have.lengthOf(1)
  })
})
