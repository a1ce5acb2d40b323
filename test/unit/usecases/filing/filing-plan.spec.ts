import { expect } from 'chai'
import { createAddFilingPlanEntry } from '../../../../src/usecases/filing/add-filing-plan-entry.ts'
import { createExportFilingPlan } from '../../../../src/usecases/filing/export-filing-plan.ts'
import {
  createImportFilingPlan,
  createPreviewPlanImport,
  type PlanTable,
} from '../../../../src/usecases/filing/import-filing-plan.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createPatchFilingPlanEntry } from '../../../../src/usecases/filing/patch-filing-plan-entry.ts'
import {
  createAddRetentionClass,
  createPatchRetentionClass,
} from '../../../../src/usecases/filing/retention-classes.ts'
import { createTryFileNumber } from '../../../../src/usecases/filing/try-file-number.ts'
import { csvOf } from '../../../../src/http/csv.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type Mailroom } from '../support/mailroom.ts'

const ADA = person('ada')
const CLARA = person('clara')
const NEW_FILE = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
const TEN_YEARS = {
  id: '10-v',
  name: 'Zehn Jahre',
  years: 10,
  start: 'end-of-closing-year',
  proposal: 'V',
} as const

describe('the filing plan', function () {
  let mailroom: Mailroom
  beforeEach(async function () {
    mailroom = await openMailroom()
    await createAddRetentionClass(mailroom)(ADA, TEN_YEARS, SIGNAL)
  })

  const eventsOf = async (kind: 'filing-plan-entry' | 'retention-class', id: string): Promise<string[]> =>
    (await mailroom.auditLog.history(mailroom.machine, kind, id, SIGNAL)).map(({ action }) => action)

  it('opens no case file under an entry that has ended, and names what took its place', async function () {
    const add = createAddFilingPlanEntry(mailroom)
    const next = await add(ADA, { number: '50.20', title: 'Pflege neu' }, SIGNAL)
    const patch = { entryId: 'plan', expectedVersion: 1, validTo: '2020-12-31', successorId: next.id }
    await createPatchFilingPlanEntry(mailroom)(ADA, patch, SIGNAL)
    const refused = await expectFailure(
      createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL),
      'validation-failed',
    )
    expect(refused.message).to.contain('Nehmen Sie 50.20 Pflege neu.')
    await add(ADA, { number: '50.30', title: 'Später', validFrom: '2999-01-01' }, SIGNAL)
    const later = (await mailroom.filingPlan.list(ADA, SIGNAL)).find(({ number }) => number === '50.30')
    const early = { ...NEW_FILE, filingPlanEntryId: later?.id ?? '' }
    await expectFailure(createOpenCaseFile(mailroom)(CLARA, early, SIGNAL), 'validation-failed')
  })

  it('takes the template of file numbers from the entry above', async function () {
    const patch = { entryId: 'plan', expectedVersion: 1, fileNumberTemplate: '{office} {plan}-{serial}' }
    await createPatchFilingPlanEntry(mailroom)(ADA, patch, SIGNAL)
    const below = { number: '50.10.1', title: 'Heimpflege', parentId: 'plan' }
    const entry = await createAddFilingPlanEntry(mailroom)(ADA, below, SIGNAL)
    const opened = await createOpenCaseFile(mailroom)(
      CLARA,
      { ...NEW_FILE, filingPlanEntryId: entry.id },
      SIGNAL,
    )
    expect(opened.fileNumber).to.match(/^\S+ 50\.10\.1-000001$/)
  })

  it('changes and takes away what an entry says, but not its number', async function () {
    const patchEntry = createPatchFilingPlanEntry(mailroom)
    const given = { retentionClassId: '10-v', validFrom: '2020-01-01', orgUnitId: 'social' }
    const after = await patchEntry(ADA, { entryId: 'plan', expectedVersion: 1, ...given }, SIGNAL)
    expect(after).to.include({ number: '50.10', ...given, version: 2 })
    const taken = { retentionClassId: null, validFrom: null }
    const bare = await patchEntry(ADA, { entryId: 'plan', expectedVersion: 2, ...taken }, SIGNAL)
    expect(bare).not.to.have.any.keys('retentionClassId', 'validFrom')
    expect(await eventsOf('filing-plan-entry', 'plan')).to.deep.equal([
      'filing-plan-entry.changed',
      'filing-plan-entry.changed',
    ])
  })

  const unsound = [
    { name: 'an end before the beginning', patch: { validFrom: '2026-01-02', validTo: '2026-01-01' } },
    { name: 'a template without a serial', patch: { fileNumberTemplate: '{plan}' } },
    { name: 'a template that grows too long', patch: { fileNumberTemplate: `${'x'.repeat(99)}{serial}` } },
    { name: 'a retention that is not there', patch: { retentionClassId: 'none' } },
    { name: 'a unit that is not there', patch: { orgUnitId: 'none' } },
    { name: 'a parent that is not there', patch: { parentId: 'none' } },
    { name: 'itself as its parent', patch: { parentId: 'plan' } },
    { name: 'itself as its successor', patch: { successorId: 'plan' } },
  ]
  for (const { name, patch } of unsound) {
    it(`refuses ${name}`, async function () {
      const input = { entryId: 'plan', expectedVersion: 1, ...patch }
      await expectFailure(createPatchFilingPlanEntry(mailroom)(ADA, input, SIGNAL), 'validation-failed')
    })
  }

  it('shows what a template would give and uses no number up', async function () {
    const tryNumber = createTryFileNumber(mailroom)
    const parts = { plan: '50.10', office: '50' }
    expect(
      await tryNumber(ADA, { template: '{office}/{plan}-{year}-{serial}', ...parts }, SIGNAL),
    ).to.deep.equal({
      fileNumber: '50/50.10-2026-000001',
    })
    expect(await tryNumber(ADA, { template: '', ...parts }, SIGNAL)).to.deep.equal({
      fileNumber: '50.10-2026/000001',
    })
    await expectFailure(tryNumber(ADA, { template: '{sub}{serial}', ...parts }, SIGNAL), 'validation-failed')
    expect((await createOpenCaseFile(mailroom)(CLARA, NEW_FILE, SIGNAL)).fileNumber).to.equal(
      '50.10-2026/000001',
    )
  })

  describe('as a table', function () {
    const TABLE: PlanTable = {
      text: 'Nummer;Titel;Übergeordnet;Aufbewahrung\n50.10;Pflege;;10-v\n50.11;Heimpflege;50.10;10-v',
      missing: 'keep',
    }

    it('is taken over as the preview showed it, with an event for each entry', async function () {
      const { differences, seal } = await createPreviewPlanImport(mailroom)(ADA, TABLE, SIGNAL)
      expect(differences.map(({ outcome }) => outcome)).to.deep.equal(['changed', 'new'])
      expect(await mailroom.filingPlan.list(ADA, SIGNAL)).to.have.length(1)
      const imported = await createImportFilingPlan(mailroom)(ADA, { ...TABLE, seal }, SIGNAL)
      expect(imported).to.deep.equal({ added: 1, changed: 1, ended: 0 })
      const [first, second] = await mailroom.filingPlan.list(ADA, SIGNAL)
      expect(first).to.include({ id: 'plan', title: 'Pflege', retentionClassId: '10-v' })
      expect(second).to.include({ number: '50.11', parentId: 'plan', retentionClassId: '10-v' })
      expect(await eventsOf('filing-plan-entry', second?.id ?? '')).to.deep.equal(['filing-plan-entry.added'])
    })

    it('is refused when the plan is no more what the preview saw', async function () {
      const { seal } = await createPreviewPlanImport(mailroom)(ADA, TABLE, SIGNAL)
      await createAddFilingPlanEntry(mailroom)(ADA, { number: '50.11', title: 'Anderes' }, SIGNAL)
      const importing = createImportFilingPlan(mailroom)(ADA, { ...TABLE, seal }, SIGNAL)
      await expectFailure(importing, 'state-conflict')
    })

    it('is refused as a whole for one faulty line, and when it cannot be read', async function () {
      for (const text of [`${TABLE.text}\n50.12;x;77;`, 'Titel\nx']) {
        const table = { ...TABLE, text }
        const { seal } = await createPreviewPlanImport(mailroom)(ADA, table, SIGNAL)
        const importing = createImportFilingPlan(mailroom)(ADA, { ...table, seal }, SIGNAL)
        await expectFailure(importing, 'validation-failed')
      }
      expect(await mailroom.filingPlan.list(ADA, SIGNAL)).to.have.length(1)
    })

    it('comes out as it can go in again', async function () {
      const { seal } = await createPreviewPlanImport(mailroom)(ADA, TABLE, SIGNAL)
      await createImportFilingPlan(mailroom)(ADA, { ...TABLE, seal }, SIGNAL)
      const patch = {
        entryId: 'plan',
        expectedVersion: 2,
        validTo: '2026-12-31',
        orgUnitId: 'social',
        title: '=1',
      }
      await createPatchFilingPlanEntry(mailroom)(ADA, patch, SIGNAL)
      const table = await createExportFilingPlan(mailroom)(ADA, SIGNAL)
      expect(table[1]).to.include.members(['50.10', '31.12.2026'])
      const again = await createPreviewPlanImport(mailroom)(
        ADA,
        { text: csvOf(table), missing: 'end' },
        SIGNAL,
      )
      expect(again.differences.map(({ outcome }) => outcome)).to.deep.equal(['unchanged', 'unchanged'])
    })
  })

  it('changes retention classes, and keeps what is not said', async function () {
    const patchClass = createPatchRetentionClass(mailroom)
    const change = { retentionClassId: '10-v', expectedVersion: 1, years: null, proposal: 'A' } as const
    const after = await patchClass(ADA, change, SIGNAL)
    expect(after).to.deep.include({ name: 'Zehn Jahre', proposal: 'A', start: 'end-of-closing-year' })
    expect(after).not.to.have.property('years')
    const retired = { retentionClassId: '10-v', expectedVersion: 2, years: 5, retired: true }
    expect(await patchClass(ADA, retired, SIGNAL)).to.include({ years: 5, retired: true })
    await expectFailure(patchClass(ADA, retired, SIGNAL), 'version-mismatch')
    await expectFailure(createAddRetentionClass(mailroom)(ADA, TEN_YEARS, SIGNAL), 'already-exists')
    expect(await eventsOf('retention-class', '10-v')).to.have.length(3)
  })
})
