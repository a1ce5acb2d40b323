import { expect } from 'chai'
import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createCaseFileHistory } from '../../../../src/usecases/filing/case-file-history.ts'
import {
  createAddReference,
  createListReferences,
  createRemoveReference,
} from '../../../../src/usecases/filing/case-file-references.ts'
import { createLiftHold, createPlaceHold } from '../../../../src/usecases/filing/legal-holds.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createPatchFilingPlanEntry } from '../../../../src/usecases/filing/patch-filing-plan-entry.ts'
import { createAddRetentionClass } from '../../../../src/usecases/filing/retention-classes.ts'
import { createShowRetention } from '../../../../src/usecases/filing/show-retention.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
/** Works in two units. */
const BOTH: Actor = { ...CLARA, grantKeys: ['unit:social', 'unit:tax'], orgUnitIds: ['social', 'tax'] }

describe('around a case file', function () {
  let mailroom: Mailroom
  let file: CaseFile
  beforeEach(async function () {
    mailroom = await openMailroom()
    file = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
  })
  const historyOf = async (actor: Actor, id: string) => createCaseFileHistory(mailroom)(actor, id, SIGNAL)

  describe('metadata', function () {
    it('are given when it is opened and changed later, with old and new values in its history', async function () {
      const given = { medium: 'hybrid', location: 'Keller 2', periodFrom: '2026-01-01' } as const
      const opened = await createOpenCaseFile(mailroom)(CLARA, { ...NEW_FILE, ...given }, SIGNAL)
      expect(opened).to.include(given)
      const patch = {
        caseFileId: opened.id,
        expectedVersion: 1,
        location: null,
        foreignReference: '4 O 17/26',
      }
      const after = await createPatchCaseFile(mailroom)(CLARA, patch, SIGNAL)
      expect(after)
        .to.include({ medium: 'hybrid', foreignReference: '4 O 17/26' })
        .and.not.have.property('location')
      expect((await historyOf(CLARA, opened.id)).at(-1)?.changes).to.deep.equal({
        location: { before: 'Keller 2' },
        foreignReference: { after: '4 O 17/26' },
      })
    })

    it('end no period before it begins', async function () {
      const period = { periodFrom: '2026-02-01', periodTo: '2026-01-31' }
      const opening = createOpenCaseFile(mailroom)(CLARA, { ...NEW_FILE, ...period }, SIGNAL)
      await expectFailure(opening, 'validation-failed')
      const patch = { caseFileId: file.id, expectedVersion: 1, ...period }
      await expectFailure(createPatchCaseFile(mailroom)(CLARA, patch, SIGNAL), 'validation-failed')
    })
  })

  describe('references', function () {
    it('are shown on both sides, to who may read both, and named in both histories', async function () {
      const theirs = await createOpenCaseFile(mailroom)(
        person('tom'),
        { ...NEW_FILE, leadUnitId: 'tax' },
        SIGNAL,
      )
      await createAddReference(mailroom)(BOTH, { caseFileId: file.id, otherId: theirs.id }, SIGNAL)
      const listReferences = createListReferences(mailroom)
      const numbersOf = async (actor: Actor, id: string): Promise<string[]> =>
        (await listReferences(actor, id, SIGNAL)).map(({ fileNumber }) => fileNumber)
      expect(await numbersOf(BOTH, file.id)).to.deep.equal([theirs.fileNumber])
      expect(await numbersOf(BOTH, theirs.id)).to.deep.equal([file.fileNumber])
      expect(await numbersOf(CLARA, file.id)).to.deep.equal([])
      const changesFor = async (actor: Actor) => (await historyOf(actor, file.id)).at(-1)?.changes
      expect(await changesFor(BOTH)).to.deep.equal({ reference: { after: theirs.fileNumber } })
      expect(await changesFor(CLARA)).to.deep.equal({})
      const removal = { caseFileId: theirs.id, otherId: file.id, reason: 'erledigt' }
      await createRemoveReference(mailroom)(BOTH, removal, SIGNAL)
      expect(await numbersOf(BOTH, file.id)).to.deep.equal([])
      expect((await historyOf(BOTH, file.id)).at(-1)).to.deep.include({
        action: 'case-file.reference-removed',
        reason: 'erledigt',
        changes: { reference: { before: theirs.fileNumber } },
      })
    })

    it('go to no file that the actor may not read, and say the same of none', async function () {
      const theirs = await createOpenCaseFile(mailroom)(
        person('tom'),
        { ...NEW_FILE, leadUnitId: 'tax' },
        SIGNAL,
      )
      const add = createAddReference(mailroom)
      const hidden = await expectFailure(
        add(CLARA, { caseFileId: file.id, otherId: theirs.id }, SIGNAL),
        'validation-failed',
      )
      const none = await expectFailure(
        add(CLARA, { caseFileId: file.id, otherId: 'none' }, SIGNAL),
        'validation-failed',
      )
      expect(hidden.message).to.equal(none.message)
      await expectFailure(add(CLARA, { caseFileId: theirs.id, otherId: file.id }, SIGNAL), 'not-found')
      await expectFailure(add(CLARA, { caseFileId: file.id, otherId: file.id }, SIGNAL), 'state-conflict')
    })
  })

  describe('legal holds', function () {
    it('are placed by who works on the file, several at once, and lifted by the head of its unit', async function () {
      const place = createPlaceHold(mailroom)
      await place(CLARA, { caseFileId: file.id, owner: 'Rechtsamt', reason: 'Klage' }, SIGNAL)
      const held = await place(
        CLARA,
        { caseFileId: file.id, owner: 'Rechnungshof', reason: 'Prüfung' },
        SIGNAL,
      )
      expect(held.holds?.map(({ owner, placedBy }) => [owner, placedBy.userId])).to.deep.equal([
        ['Rechtsamt', 'clara'],
        ['Rechnungshof', 'clara'],
      ])
      const lift = createLiftHold(mailroom)
      const input = { caseFileId: file.id, holdId: held.holds?.[0]?.id ?? '', reason: 'Urteil' }
      await expectFailure(lift(CLARA, input, SIGNAL), 'forbidden')
      await expectFailure(lift(person('hugo'), input, SIGNAL), 'not-found')
      const hans = person('hans')
      expect((await lift(hans, input, SIGNAL)).holds?.map(({ owner }) => owner)).to.deep.equal([
        'Rechnungshof',
      ])
      await expectFailure(lift(hans, input, SIGNAL), 'validation-failed')
      const actions = (await historyOf(CLARA, file.id)).map(({ action, reason }) => [action, reason])
      expect(actions.slice(1)).to.deep.equal([
        ['case-file.hold-placed', 'Klage'],
        ['case-file.hold-placed', 'Prüfung'],
        ['case-file.hold-lifted', 'Urteil'],
      ])
    })

    it('are not placed without end', async function () {
      const place = createPlaceHold(mailroom)
      const input = { caseFileId: file.id, owner: 'Rechtsamt', reason: 'Klage' }
      for (let count = 0; count < 20; count += 1) await place(CLARA, input, SIGNAL)
      await expectFailure(place(CLARA, input, SIGNAL), 'validation-failed')
    })
  })

  describe('retention', function () {
    it('follows the filing plan, and has a last day once the file is closed', async function () {
      const show = createShowRetention(mailroom)
      const entry = await mailroom.filingPlan.find(CLARA, 'plan', SIGNAL)
      expect(await show(CLARA, file.id, SIGNAL)).to.deep.equal({ entry, clock: { state: 'unset' } })
      const kept = {
        id: '10-v',
        name: 'Zehn Jahre',
        years: 10,
        start: 'end-of-closing-year',
        proposal: 'V',
      } as const
      const retentionClass = await createAddRetentionClass(mailroom)(person('ada'), kept, SIGNAL)
      const patch = { entryId: 'plan', expectedVersion: 1, retentionClassId: '10-v' }
      const said = {
        entry: await createPatchFilingPlanEntry(mailroom)(person('ada'), patch, SIGNAL),
        retentionClass,
        appraisal: { value: 'V', from: 'class' },
      }
      expect(await show(CLARA, file.id, SIGNAL)).to.deep.equal({ ...said, clock: { state: 'not-started' } })
      const closing = { caseFileId: file.id, expectedVersion: 1, state: 'closed' } as const
      await createPatchCaseFile(mailroom)(CLARA, closing, SIGNAL)
      const year = mailroom.clock.now().getUTCFullYear()
      const clock = { state: 'running', startedOn: `${year}-12-31`, lastDay: `${year + 10}-12-31` }
      expect(await show(CLARA, file.id, SIGNAL)).to.deep.equal({ ...said, clock })
      await expectFailure(show(person('tom'), file.id, SIGNAL), 'not-found')
    })
  })
})
