import { expect } from 'chai'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import {
  createAppraiseCaseFile,
  createAppraiseDueFile,
  createAppraiseEntry,
} from '../../../../src/usecases/disposal/appraise.ts'
import { createListDueFiles } from '../../../../src/usecases/disposal/list-due-files.ts'
import { createCaseFileHistory } from '../../../../src/usecases/filing/case-file-history.ts'
import { createPlaceHold } from '../../../../src/usecases/filing/legal-holds.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from '../../../../src/usecases/filing/patch-case-file.ts'
import { createPatchFilingPlanEntry } from '../../../../src/usecases/filing/patch-filing-plan-entry.ts'
import { createAddRetentionClass } from '../../../../src/usecases/filing/retention-classes.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const CLARA = person('clara')
const RITA = person('rita')
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
const TWO_YEARS = {
  id: '2-v',
  name: 'Zwei Jahre',
  years: 2,
  start: 'end-of-closing-year',
  proposal: 'V',
} as const

describe('case files whose time is over', function () {
  let mailroom: Mailroom
  let file: CaseFile
  let thisYear: number
  beforeEach(async function () {
    mailroom = await openMailroom()
    await createAddRetentionClass(mailroom)(person('ada'), TWO_YEARS, SIGNAL)
    const patch = { entryId: 'plan', expectedVersion: 1, retentionClassId: '2-v' }
    await createPatchFilingPlanEntry(mailroom)(person('ada'), patch, SIGNAL)
    file = await closedFile()
    thisYear = mailroom.clock.now().getUTCFullYear()
  })

  async function closedFile(): Promise<CaseFile> {
    const { id } = await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    return createPatchCaseFile(mailroom)(
      CLARA,
      { caseFileId: id, expectedVersion: 1, state: 'closed' },
      SIGNAL,
    )
  }
  const due = async (on?: string) => (await createListDueFiles(mailroom)(RITA, on, SIGNAL)).files

  it('are listed from the day after the last one on, over all units, to who manages records', async function () {
    await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)
    expect(await due()).to.deep.equal([])
    expect(await due(`${thisYear + 2}-12-31`)).to.deep.equal([])
    const [first, ...others] = await due(`${thisYear + 3}-01-01`)
    expect([first?.caseFile.id, first?.heldBack, others]).to.deep.equal([file.id, [], []])
    await expectFailure(createListDueFiles(mailroom)(CLARA, undefined, SIGNAL), 'forbidden')
  })

  it('are held back by holds and by what is still to be seen to', async function () {
    await createPlaceHold(mailroom)(
      CLARA,
      { caseFileId: file.id, owner: 'Rechtsamt', reason: 'Klage' },
      SIGNAL,
    )
    const [held] = await due(`${thisYear + 3}-01-01`)
    expect(held?.heldBack).to.deep.equal(['hold'])
  })

  it('end as the file itself, else its entry, else its class proposes, which is told with the reason', async function () {
    const on = `${thisYear + 3}-01-01`
    const appraisal = async () => (await due(on))[0]?.retention.appraisal
    expect(await appraisal()).to.deep.equal({ value: 'V', from: 'class' })
    const forEntry = { entryId: 'plan', value: 'B', reason: 'Auswahl prüfen' } as const
    await createAppraiseEntry(mailroom)(RITA, forEntry, SIGNAL)
    expect(await appraisal()).to.deep.equal({ value: 'B', from: 'entry', reason: 'Auswahl prüfen' })
    const forFile = { caseFileId: file.id, value: 'A', reason: 'Stadtgeschichte' } as const
    await createAppraiseCaseFile(mailroom)(CLARA, forFile, SIGNAL)
    expect((await appraisal())?.from).to.equal('case-file')
    await createAppraiseDueFile(mailroom)(RITA, { ...forFile, value: null, reason: 'Irrtum' }, SIGNAL)
    expect((await appraisal())?.from).to.equal('entry')
    const told = (await createCaseFileHistory(mailroom)(CLARA, file.id, SIGNAL)).slice(-2)
    expect(told.map(({ action, reason, changes }) => [action, reason, changes])).to.deep.equal([
      ['case-file.appraised', 'Stadtgeschichte', { appraisal: { after: 'A' } }],
      ['case-file.appraised', 'Irrtum', { appraisal: { before: 'A' } }],
    ])
    await expectFailure(createAppraiseCaseFile(mailroom)(person('tom'), forFile, SIGNAL), 'not-found')
    await expectFailure(createAppraiseDueFile(mailroom)(CLARA, forFile, SIGNAL), 'forbidden')
  })
})
