import { expect } from 'chai'
import { createAddFilingPlanEntry } from '../../../../src/usecases/filing/add-filing-plan-entry.ts'
import { createAddProcedure } from '../../../../src/usecases/filing/add-procedure.ts'
import { createCaseFileDocuments } from '../../../../src/usecases/filing/case-file-documents.ts'
import { createCaseFileHistory } from '../../../../src/usecases/filing/case-file-history.ts'
import {
  createFileItem,
  type FileItem,
  type FileItemInput,
} from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile, type OpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter, type LetterOptions } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
const CONFIRMED: LetterOptions = { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } }

let mailroom: Mailroom
let fileItem: FileItem
let openCaseFile: OpenCaseFile

/** Each test has a mailroom of its own. */
function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
    fileItem = createFileItem(mailroom)
    openCaseFile = createOpenCaseFile(mailroom)
  })
}

describe('OpenCaseFile', function () {
  openBeforeEach()

  it('numbers files by plan, year and serial', async function () {
    const first = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const second = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    expect([first.fileNumber, second.fileNumber]).to.deep.equal(['50.10-2026/000001', '50.10-2026/000002'])
  })

  it('begins anew in a new year of the place', async function () {
    await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    mailroom.clock.advance(Date.parse('2026-12-31T23:30:00Z') - mailroom.clock.now().getTime())
    expect((await openCaseFile(CLARA, NEW_FILE, SIGNAL)).fileNumber).to.equal('50.10-2027/000001')
  })

  const refused = [
    { name: 'an entry that the plan does not have', input: { ...NEW_FILE, filingPlanEntryId: 'none' } },
    { name: 'a unit that is not there', input: { ...NEW_FILE, leadUnitId: 'none' } },
    { name: 'a unit of others', input: { ...NEW_FILE, leadUnitId: 'tax' } },
  ]
  for (const { name, input } of refused) {
    it(`refuses ${name}`, async function () {
      await expectFailure(openCaseFile(CLARA, input, SIGNAL), 'validation-failed')
    })
  }
})

describe('FileItem', function () {
  openBeforeEach()

  async function filing(
    fields: Partial<FileItemInput> = {},
    options: LetterOptions = CONFIRMED,
  ): Promise<FileItemInput> {
    const { item } = await anInboxLetter(mailroom, options)
    return { itemId: item.id, ...fields }
  }

  it('puts item and documents into the file and under its keys', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const after = await fileItem(
      CLARA,
      await filing({ caseFileId: caseFile.id }, { ...CONFIRMED, files: 2 }),
      SIGNAL,
    )
    expect(after.item).to.include({ state: 'filed', caseFileId: caseFile.id })
    for (const { readKeys } of [after.item, ...after.documents])
      expect(readKeys).to.deep.equal(['unit:social'])
    const listed = await createCaseFileDocuments(mailroom)(CLARA, caseFile.id, SIGNAL)
    expect(listed.map(({ id }) => id)).to.deep.equal(after.item.documentIds)
    expect(await mailroom.caseFiles.find(CLARA, caseFile.id, SIGNAL)).to.have.property('documentCount', 2)
    const history = await createCaseFileHistory(mailroom)(CLARA, caseFile.id, SIGNAL)
    expect(history.map(({ action }) => action)).to.deep.equal(['case-file.opened', 'case-file.item-filed'])
  })

  it('opens a file of the unit the item was sent to, with a procedure', async function () {
    const newCaseFile = { subject: 'Neu', filingPlanEntryId: 'plan' }
    const after = await fileItem(
      CLARA,
      await filing({ newCaseFile, newProcedure: { subject: 'Antrag' } }),
      SIGNAL,
    )
    const caseFile = await mailroom.caseFiles.find(CLARA, after.item.caseFileId ?? '', SIGNAL)
    expect(caseFile).to.include({ subject: 'Neu', leadUnitId: 'social' })
    const [procedure] = await mailroom.caseFiles.procedures(CLARA, caseFile?.id ?? '', SIGNAL)
    expect(procedure).to.include({ subject: 'Antrag', serial: 1 })
    expect(after.documents[0]?.procedureId).to.equal(procedure?.id)
  })

  it('takes a procedure of the file', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const procedure = await createAddProcedure(mailroom)(
      CLARA,
      { caseFileId: caseFile.id, subject: 'P' },
      SIGNAL,
    )
    const input = await filing({ caseFileId: caseFile.id, procedureId: procedure.id })
    expect((await fileItem(CLARA, input, SIGNAL)).documents[0]?.procedureId).to.equal(procedure.id)
  })

  it('refuses an item whose index data nobody has confirmed', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    await expectFailure(
      fileItem(CLARA, await filing({ caseFileId: caseFile.id }, {}), SIGNAL),
      'state-conflict',
    )
    expect(await mailroom.caseFiles.find(CLARA, caseFile.id, SIGNAL)).to.have.property('documentCount', 0)
  })

  it('refuses a closed file, and leaves no new file behind when it fails', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const closing = { caseFileId: caseFile.id, expectedVersion: caseFile.version, state: 'closed' } as const
    await createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL)
    await expectFailure(fileItem(CLARA, await filing({ caseFileId: caseFile.id }), SIGNAL), 'state-conflict')
    const unconfirmed = await filing({ newCaseFile: { subject: 'N', filingPlanEntryId: 'plan' } }, {})
    await expectFailure(fileItem(CLARA, unconfirmed, SIGNAL), 'state-conflict')
    expect((await mailroom.caseFiles.list(CLARA, {}, { limit: 10 }, SIGNAL)).items).to.have.length(1)
  })

  it('lets one of many who file at once win, and counts its documents once', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const input = await filing({ caseFileId: caseFile.id })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => fileItem(CLARA, input, SIGNAL)),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1)
    expect(await mailroom.caseFiles.find(CLARA, caseFile.id, SIGNAL)).to.have.property('documentCount', 1)
  })

  it('mends a wrong filing: both files count right, and both tell of it', async function () {
    const wrong = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const right = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const input = await filing({ caseFileId: wrong.id, newProcedure: { subject: 'Antrag' } })
    await fileItem(CLARA, input, SIGNAL)
    const after = await fileItem(
      CLARA,
      { itemId: input.itemId, caseFileId: right.id, reason: 'verwechselt' },
      SIGNAL,
    )
    expect(after.item).to.include({ state: 'filed', caseFileId: right.id })
    expect(after.documents[0]).to.have.property('caseFileId', right.id)
    expect(after.documents[0]).not.to.have.property('procedureId')
    for (const [id, count, action] of [
      [wrong.id, 0, 'case-file.item-left'],
      [right.id, 1, 'case-file.item-filed'],
    ] as const) {
      expect(await mailroom.caseFiles.find(CLARA, id, SIGNAL)).to.have.property('documentCount', count)
      const history = await createCaseFileHistory(mailroom)(CLARA, id, SIGNAL)
      expect(history.at(-1)?.action).to.equal(action)
    }
    const again = fileItem(
      CLARA,
      { itemId: input.itemId, caseFileId: right.id, reason: 'verwechselt' },
      SIGNAL,
    )
    await expectFailure(again, 'state-conflict')
  })

  it('mends a filing only for who reads both files', async function () {
    const ours = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const theirs = await openCaseFile(person('tom'), { ...NEW_FILE, leadUnitId: 'tax' }, SIGNAL)
    const { itemId } = await filing()
    await fileItem(CLARA, { itemId, caseFileId: ours.id }, SIGNAL)
    const toTheirs = { itemId, caseFileId: theirs.id, reason: 'verwechselt' }
    await expectFailure(fileItem(CLARA, toTheirs, SIGNAL), 'validation-failed')
    await expectFailure(fileItem(person('tom'), toTheirs, SIGNAL), 'not-found')
    expect(await mailroom.caseFiles.find(CLARA, ours.id, SIGNAL)).to.have.property('documentCount', 1)
  })

  it('counts two items that are filed at once', async function () {
    const caseFile = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const inputs = [await filing({ caseFileId: caseFile.id }), await filing({ caseFileId: caseFile.id })]
    await Promise.all(inputs.map((input) => fileItem(CLARA, input, SIGNAL)))
    expect(await mailroom.caseFiles.find(CLARA, caseFile.id, SIGNAL)).to.have.property('documentCount', 2)
  })

  it('teaches the unit when the item was filed elsewhere than routed', async function () {
    const hans = { ...person('hans'), grantKeys: ['unit:social', 'unit:care'] }
    const care = await openCaseFile(hans, { ...NEW_FILE, leadUnitId: 'care' }, SIGNAL)
    await fileItem(hans, await filing({ caseFileId: care.id }), SIGNAL)
    const lessons = await mailroom.trainingJournal.readSince(mailroom.machine, 0, 10, SIGNAL)
    expect(lessons.map(({ task, label }) => `${task} ${label}`)).to.deep.equal(['orgUnit care'])
  })

  const refused: readonly { name: string; fields: Partial<FileItemInput> }[] = [
    { name: 'no file at all', fields: {} },
    {
      name: 'an old and a new file',
      fields: { caseFileId: 'x', newCaseFile: { subject: 's', filingPlanEntryId: 'plan' } },
    },
    {
      name: 'an old procedure in a new file',
      fields: { procedureId: 'p', newCaseFile: { subject: 's', filingPlanEntryId: 'plan' } },
    },
    {
      name: 'an old and a new procedure',
      fields: { caseFileId: 'x', procedureId: 'p', newProcedure: { subject: 's' } },
    },
    { name: 'a file that is not there', fields: { caseFileId: 'none' } },
  ]
  for (const { name, fields } of refused) {
    it(`refuses ${name}`, async function () {
      await expectFailure(fileItem(CLARA, await filing(fields), SIGNAL), 'validation-failed')
    })
  }

  it('says the same of a file of others as of none', async function () {
    const foreign = await openCaseFile(person('tom'), { ...NEW_FILE, leadUnitId: 'tax' }, SIGNAL)
    const theirs = await expectFailure(
      fileItem(CLARA, await filing({ caseFileId: foreign.id }), SIGNAL),
      'validation-failed',
    )
    const none = await expectFailure(
      fileItem(CLARA, await filing({ caseFileId: 'none' }), SIGNAL),
      'validation-failed',
    )
    expect(theirs.message).to.equal(none.message)
  })

  it('refuses a procedure of another file', async function () {
    const one = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const other = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const procedure = await createAddProcedure(mailroom)(
      CLARA,
      { caseFileId: other.id, subject: 'P' },
      SIGNAL,
    )
    const input = await filing({ caseFileId: one.id, procedureId: procedure.id })
    await expectFailure(fileItem(CLARA, input, SIGNAL), 'validation-failed')
  })
})

describe('PatchCaseFile', function () {
  openBeforeEach()

  it('closes, opens again, and refuses an old version', async function () {
    const patchCaseFile = createPatchCaseFile(mailroom)
    const { id } = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const closed = await patchCaseFile(CLARA, { caseFileId: id, expectedVersion: 1, state: 'closed' }, SIGNAL)
    expect(closed.closedAt).to.be.a('string')
    await expectFailure(
      patchCaseFile(CLARA, { caseFileId: id, expectedVersion: 1, subject: 'x' }, SIGNAL),
      'version-mismatch',
    )
    const opening = { caseFileId: id, expectedVersion: 2, state: 'open' } as const
    await expectFailure(patchCaseFile(CLARA, opening, SIGNAL), 'validation-failed')
    const open = await patchCaseFile(CLARA, { ...opening, reason: 'Nachtrag' }, SIGNAL)
    expect(open).not.to.have.property('closedAt')
    await expectFailure(
      patchCaseFile(person('tom'), { caseFileId: id, expectedVersion: 3 }, SIGNAL),
      'not-found',
    )
    const history = await createCaseFileHistory(mailroom)(CLARA, id, SIGNAL)
    expect(history.map(({ action, reason }) => [action, reason])).to.deep.equal([
      ['case-file.opened', undefined],
      ['case-file.closed', undefined],
      ['case-file.reopened', 'Nachtrag'],
    ])
  })
})

describe('AddProcedure', function () {
  openBeforeEach()

  it('numbers the procedures of a file from 1, also when many are added at once', async function () {
    const { id } = await openCaseFile(CLARA, NEW_FILE, SIGNAL)
    const addProcedure = createAddProcedure(mailroom)
    await Promise.all(
      ['a', 'b', 'c'].map((subject) => addProcedure(CLARA, { caseFileId: id, subject }, SIGNAL)),
    )
    const procedures = await mailroom.caseFiles.procedures(CLARA, id, SIGNAL)
    expect(procedures.map(({ serial }) => serial)).to.deep.equal([1, 2, 3])
  })
})

describe('AddFilingPlanEntry', function () {
  openBeforeEach()

  it('refuses parents and units that are not there, and numbers that are taken', async function () {
    const add = createAddFilingPlanEntry(mailroom)
    const ada = person('ada')
    await expectFailure(add(ada, { number: '1', title: 't', parentId: 'none' }, SIGNAL), 'validation-failed')
    await expectFailure(add(ada, { number: '1', title: 't', orgUnitId: 'none' }, SIGNAL), 'validation-failed')
    await expectFailure(add(ada, { number: '50.10', title: 't' }, SIGNAL), 'already-exists')
    expect(
      await add(ada, { number: '50.11', title: 't', parentId: 'plan', orgUnitId: 'care' }, SIGNAL),
    ).to.include({ parentId: 'plan' })
  })
})
