import { expect } from 'chai'
import type { FileEntry } from '../../src/domain/filing/file-entry.ts'
import { caseFileOf, codeOf, newId, newTenant, signal } from './records.ts'
import { describeStorage } from './storage.ts'

describeStorage('parts of case files', function (stores) {
  const filed = { filedAt: '2026-03-02T09:00:00.000Z', filedBy: { userId: 'c', displayName: 'Clara' } }

  it('are kept by serial, given once, and hidden with their case file', async function () {
    const { id: tenantId, machine, social, roads } = newTenant()
    const caseFile = caseFileOf(tenantId)
    await stores.caseFiles.insert(machine, caseFile, signal)
    const base = { tenantId, caseFileId: caseFile.id, version: 1 }
    const { caseFileParts: parts } = stores
    const subFile = (serial: number) => ({
      ...base,
      id: newId(),
      serial,
      subject: `Teil ${serial}`,
      createdAt: '2026-03-02T09:00:00.000Z',
    })
    const [second, first] = [subFile(2), subFile(1)]
    await parts.insertSubFile(social, second, signal)
    await parts.insertSubFile(social, first, signal)
    expect(await parts.subFiles(social, caseFile.id, signal)).to.deep.equal([first, second])
    expect(await codeOf(parts.insertSubFile(social, subFile(2), signal))).to.equal('already-exists')
    expect(await codeOf(parts.insertSubFile(roads, subFile(3), signal))).to.equal('not-found')
    expect(await parts.subFiles(roads, caseFile.id, signal)).to.deep.equal([])

    const entry = (serial: number): FileEntry => ({
      ...base,
      id: newId(),
      serial,
      documentId: newId(),
      ...filed,
    })
    const [later, earlier] = [{ ...entry(2), firstPage: 1, lastPage: 3 }, entry(1)]
    await parts.insertEntry(social, later, signal)
    await parts.insertEntry(social, earlier, signal)
    expect(await parts.entries(social, caseFile.id, signal)).to.deep.equal([earlier, later])
    expect(await codeOf(parts.insertEntry(social, entry(1), signal))).to.equal('already-exists')
    expect(await codeOf(parts.insertEntry(roads, entry(3), signal))).to.equal('not-found')
    expect(await codeOf(parts.saveEntry(roads, earlier, signal))).to.equal('not-found')
    expect(await parts.entries(roads, caseFile.id, signal)).to.deep.equal([])

    const voided = { at: filed.filedAt, by: filed.filedBy, reason: 'doppelt' }
    const saved = await parts.saveEntry(social, { ...earlier, voided }, signal)
    expect(saved).to.deep.equal({ ...earlier, voided, version: 2 })
    expect(await codeOf(parts.saveEntry(social, earlier, signal))).to.equal('version-mismatch')
    expect((await parts.entries(social, caseFile.id, signal))[0]).to.deep.equal(saved)
  })

  it('let procedures change, for readers of the file', async function () {
    const { id: tenantId, machine, social, roads } = newTenant()
    const caseFile = caseFileOf(tenantId)
    await stores.caseFiles.insert(machine, caseFile, signal)
    const named = { caseFileId: caseFile.id, serial: 1, subject: 'Antrag' }
    const procedure = { id: newId(), tenantId, ...named, createdAt: filed.filedAt, version: 1 }
    await stores.caseFiles.insertProcedure(social, procedure, signal)
    const { saveProcedure } = stores.caseFileParts
    const moved = { ...procedure, subject: 'Widerspruch', subFileId: 'part' }
    expect(await codeOf(saveProcedure(roads, moved, signal))).to.equal('not-found')
    expect(await saveProcedure(social, moved, signal)).to.deep.equal({ ...moved, version: 2 })
    expect(await stores.caseFiles.procedures(social, caseFile.id, signal)).to.deep.equal([
      { ...moved, version: 2 },
    ])
  })
})
