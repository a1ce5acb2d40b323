import { expect } from 'chai'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createAddProcedure } from '../../../../src/usecases/filing/add-procedure.ts'
import { createCaseFileHistory } from '../../../../src/usecases/filing/case-file-history.ts'
import { createChangeProcedure } from '../../../../src/usecases/filing/change-procedure.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createListFileEntries } from '../../../../src/usecases/filing/list-file-entries.ts'
import { createMoveDocument } from '../../../../src/usecases/filing/move-document.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createAddSubFile, createListSubFiles } from '../../../../src/usecases/filing/sub-files.ts'
import { createVoidDocument } from '../../../../src/usecases/filing/void-document.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
const CONFIRMED = { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } }

describe('inside a case file', function () {
  let mailroom: Mailroom
  let file: CaseFile
  beforeEach(async function () {
    mailroom = await openMailroom()
    file = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
  })

  async function fileLetter(
    caseFileId: string,
    files = 1,
    pageCount = 2,
  ): Promise<readonly [string, string]> {
    const { item } = await anInboxLetter(mailroom, { ...CONFIRMED, files, document: { pageCount } })
    const after = await createFileItem(mailroom)(CLARA, { itemId: item.id, caseFileId }, SIGNAL)
    return [item.id, after.documents[0]?.id ?? '']
  }
  const procedure = async (subject: string, subFileId?: string) =>
    createAddProcedure(mailroom)(CLARA, { caseFileId: file.id, subject, subFileId }, SIGNAL)
  const listed = async (caseFileId = file.id) =>
    (await createListFileEntries(mailroom)(CLARA, caseFileId, SIGNAL)).map(({ entry }) => entry)
  const lastEvent = async (caseFileId = file.id) =>
    (await createCaseFileHistory(mailroom)(CLARA, caseFileId, SIGNAL)).at(-1)
  const close = async () => {
    const { version } = (await mailroom.caseFiles.find(CLARA, file.id, SIGNAL)) ?? file
    const closing = { caseFileId: file.id, expectedVersion: version, state: 'closed' } as const
    await createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL)
  }

  it('every document gets a number and pages that stay', async function () {
    await fileLetter(file.id, 2)
    await fileLetter(file.id, 1, 0)
    await fileLetter(file.id, 1, 3)
    expect(
      (await listed()).map(({ serial, firstPage, lastPage }) => [serial, firstPage, lastPage]),
    ).to.deep.equal([
      [1, 1, 2],
      [2, 3, 4],
      [3, undefined, undefined],
      [4, 5, 7],
    ])
    expect((await lastEvent())?.changes['serials']).to.deep.equal({ after: [4] })
  })

  it('a document that goes elsewhere leaves its number behind, with the reason', async function () {
    const other = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    const [itemId] = await fileLetter(file.id)
    const fileItem = createFileItem(mailroom)
    await expectFailure(fileItem(CLARA, { itemId, caseFileId: other.id }, SIGNAL), 'validation-failed')
    await fileItem(CLARA, { itemId, caseFileId: other.id, reason: 'verwechselt' }, SIGNAL)
    await fileItem(CLARA, { itemId, caseFileId: file.id, reason: 'doch nicht' }, SIGNAL)
    const [first, second] = await listed()
    expect(first?.left).to.deep.include({
      reason: 'verwechselt',
      by: { userId: 'clara', displayName: 'clara' },
    })
    expect([second?.serial, second?.firstPage, second?.left]).to.deep.equal([2, 3, undefined])
    expect((await listed(other.id))[0]?.left).to.deep.include({ reason: 'doch nicht' })
    const events = await createCaseFileHistory(mailroom)(CLARA, file.id, SIGNAL)
    expect(events.find(({ action }) => action === 'case-file.item-left')?.reason).to.equal('verwechselt')
  })

  it('a document is moved between procedures with a reason', async function () {
    const [, documentId] = await fileLetter(file.id)
    const [one, two] = [await procedure('Antrag'), await procedure('Widerspruch')]
    const move = createMoveDocument(mailroom)
    const at = async () => (await mailroom.documents.find(CLARA, documentId, SIGNAL))?.procedureId
    const to = (procedureId: string | null) => ({
      caseFileId: file.id,
      documentId,
      procedureId,
      reason: 'gehört dahin',
    })
    await move(CLARA, to(one.id), SIGNAL)
    expect(await at()).to.equal(one.id)
    await move(CLARA, to(two.id), SIGNAL)
    const event = await lastEvent()
    expect(event).to.deep.include({ action: 'case-file.document-moved', reason: 'gehört dahin' })
    expect(event?.changes).to.deep.equal({
      document: { after: { serial: 1, documentId } },
      procedure: {
        before: { id: one.id, serial: 1, subject: 'Antrag' },
        after: { id: two.id, serial: 2, subject: 'Widerspruch' },
      },
    })
    await move(CLARA, to(two.id), SIGNAL)
    expect((await lastEvent())?.seq).to.equal(event?.seq)
    await move(CLARA, to(null), SIGNAL)
    expect(await at()).to.equal(undefined)
    expect((await listed())[0]).to.include({ serial: 1, version: 1 })
  })

  it('nothing is moved to where it cannot lie, and nothing that is not there', async function () {
    const other = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    const [, documentId] = await fileLetter(file.id)
    const foreign = await createAddProcedure(mailroom)(CLARA, { caseFileId: other.id, subject: 'P' }, SIGNAL)
    const move = createMoveDocument(mailroom)
    const base = { caseFileId: file.id, documentId, procedureId: null, reason: 'r' }
    await expectFailure(move(CLARA, { ...base, procedureId: foreign.id }, SIGNAL), 'validation-failed')
    await expectFailure(move(CLARA, { ...base, caseFileId: other.id }, SIGNAL), 'validation-failed')
    await expectFailure(move(person('tom'), base, SIGNAL), 'not-found')
    await close()
    await expectFailure(move(CLARA, base, SIGNAL), 'state-conflict')
  })

  it('a document is voided once, and stays with its number and reason', async function () {
    const [, documentId] = await fileLetter(file.id)
    const voidDocument = createVoidDocument(mailroom)
    const input = { caseFileId: file.id, documentId, reason: 'doppelt erfasst' }
    await voidDocument(CLARA, input, SIGNAL)
    const [shown] = await createListFileEntries(mailroom)(CLARA, file.id, SIGNAL)
    expect(shown?.entry.voided).to.deep.include({ reason: 'doppelt erfasst' })
    expect(shown?.document?.id).to.equal(documentId)
    expect(await lastEvent()).to.deep.include({
      action: 'case-file.document-voided',
      reason: 'doppelt erfasst',
    })
    await expectFailure(voidDocument(CLARA, input, SIGNAL), 'state-conflict')
    await expectFailure(voidDocument(CLARA, { ...input, documentId: 'none' }, SIGNAL), 'validation-failed')
    await expectFailure(voidDocument(person('tom'), input, SIGNAL), 'not-found')
    await close()
    await expectFailure(voidDocument(CLARA, input, SIGNAL), 'state-conflict')
  })

  it('a document that is more confidential than the file keeps its place without its content', async function () {
    const [, documentId] = await fileLetter(file.id)
    const document = await mailroom.documents.find(mailroom.machine, documentId, SIGNAL)
    if (document === undefined) throw new Error('There is no document.')
    const secret = { ...document, readKeys: ['unit:social:strict'] } as typeof document
    await mailroom.documents.save(mailroom.machine, secret, SIGNAL)
    const [shown] = await createListFileEntries(mailroom)(CLARA, file.id, SIGNAL)
    expect(shown?.entry.serial).to.equal(1)
    expect(shown?.document).to.equal(undefined)
  })

  it('a file from before there were numbers shows those that it gets with its next change', async function () {
    const [itemId, documentId] = await fileLetter(file.id, 2)
    const { machine } = mailroom
    const old = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    const documents = await mailroom.documents.ofItem(machine, itemId, SIGNAL)
    for (const document of documents) {
      await mailroom.documents.save(machine, { ...document, caseFileId: old.id }, SIGNAL)
    }
    await mailroom.caseFiles.save(machine, { ...old, documentCount: 2 }, SIGNAL)
    const shown = await createListFileEntries(mailroom)(CLARA, old.id, SIGNAL)
    const placesOf = (entries: readonly { readonly serial: number; readonly firstPage?: number }[]) =>
      entries.map(({ serial, firstPage }) => [serial, firstPage])
    expect(placesOf(shown.map(({ entry }) => entry))).to.deep.equal([
      [1, 1],
      [2, 3],
    ])
    await createVoidDocument(mailroom)(CLARA, { caseFileId: old.id, documentId, reason: 'doppelt' }, SIGNAL)
    const kept = await mailroom.caseFileParts.entries(CLARA, old.id, SIGNAL)
    expect(placesOf(kept)).to.deep.equal([
      [1, 1],
      [2, 3],
    ])
    expect(await mailroom.caseFiles.find(CLARA, old.id, SIGNAL)).to.deep.include({
      numbered: { documents: 2, pages: 4 },
    })
    await fileLetter(old.id)
    expect(placesOf(await listed(old.id)).at(-1)).to.deep.equal([3, 5])
  })

  it('sub-files are numbered from 1 and take procedures, which can be named anew and moved', async function () {
    const addSubFile = createAddSubFile(mailroom)
    const one = await addSubFile(CLARA, { caseFileId: file.id, subject: 'Erstantrag' }, SIGNAL)
    const two = await addSubFile(CLARA, { caseFileId: file.id, subject: 'Folgejahre' }, SIGNAL)
    expect(await createListSubFiles(mailroom)(CLARA, file.id, SIGNAL)).to.deep.equal([one, two])
    expect([one.serial, two.serial]).to.deep.equal([1, 2])
    const added = await procedure('Antrag', one.id)
    expect(added).to.include({ subFileId: one.id, serial: 1 })
    const change = createChangeProcedure(mailroom)
    const base = { caseFileId: file.id, procedureId: added.id, reason: 'Folgejahr' }
    const moved = await change(CLARA, { ...base, subject: 'Antrag 2027', subFileId: two.id }, SIGNAL)
    expect(moved).to.include({ subject: 'Antrag 2027', subFileId: two.id, serial: 1 })
    expect(await lastEvent()).to.deep.include({ action: 'case-file.procedure-changed', reason: 'Folgejahr' })
    expect(await change(CLARA, { ...base, subFileId: null }, SIGNAL)).not.to.have.property('subFileId')
    await expectFailure(change(CLARA, { ...base, subFileId: 'none' }, SIGNAL), 'validation-failed')
    await expectFailure(change(CLARA, { ...base, procedureId: 'none' }, SIGNAL), 'validation-failed')
    await expectFailure(procedure('Antrag', 'none'), 'validation-failed')
    await close()
    await expectFailure(change(CLARA, base, SIGNAL), 'state-conflict')
    await expectFailure(addSubFile(CLARA, { caseFileId: file.id, subject: 'x' }, SIGNAL), 'state-conflict')
  })
})
