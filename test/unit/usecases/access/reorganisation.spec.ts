import { expect } from 'chai'
import { unitKey } from '../../../../src/domain/access/actor.ts'
import type { Level } from '../../../../src/domain/access/confidentiality.ts'
import { disposedItem } from '../../../../src/domain/disposal/disposed-item.ts'
import type { ReportView } from '../../../../src/domain/report-view.ts'
import { createExportUnitMoves } from '../../../../src/usecases/access/export-unit-moves.ts'
import { createListUnitMoves } from '../../../../src/usecases/access/list-unit-moves.ts'
import { createMoveUnitWork, type MovedWork } from '../../../../src/usecases/access/move-unit-work.ts'
import { createPatchOrgUnit } from '../../../../src/usecases/access/patch-org-unit.ts'
import { createFindItem } from '../../../../src/usecases/intake/find-item.ts'
import { moveDue } from '../../../../src/workers/move-ended-units.ts'
import { SILENT_LOG } from '../../../support/silent-log.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter, aLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, TENANT, type Mailroom } from '../support/mailroom.ts'

const ADA = person('ada')
const MOVE = { fromUnitId: 'social', toUnitId: 'tax' }
let mailroom: Mailroom

async function moveAll(): Promise<MovedWork[]> {
  const steps: MovedWork[] = []
  do steps.push(await createMoveUnitWork(mailroom)(ADA, MOVE, SIGNAL))
  while (steps.at(-1)?.more === true)
  return steps
}

function setClock(instant: string): void {
  mailroom.clock.advance(Date.parse(instant) - mailroom.clock.now().getTime())
}

async function aCaseFile(id: string, level: Level = 'normal') {
  const leadUnitId = 'social'
  const file = {
    id,
    tenantId: 'tenant',
    fileNumber: `50.10-2026/${id}`,
    subject: 'Akte',
    filingPlanEntryId: 'plan',
    leadUnitId,
    state: 'open',
    createdAt: '2026-03-02T10:00:00.000Z',
    createdBy: { userId: 'clara', displayName: 'Clara' },
    documentCount: 0,
    level,
    readKeys: [unitKey(leadUnitId, level)],
    version: 1,
  } as const
  await mailroom.caseFiles.insert(mailroom.machine, file, SIGNAL)
  return file
}

describe('a reorganisation', function () {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })

  it('moves open and filed items with their documents, case files and rules, and nothing else', async function () {
    const open = await anInboxLetter(mailroom)
    const file = await aCaseFile('a')
    const filed = await aLetter(mailroom, {
      state: 'filed',
      item: {
        target: { orgUnitId: 'social', caseFileId: 'a' },
        caseFileId: 'a',
        readKeys: ['unit:social'],
      },
    })
    const elsewhere = await anInboxLetter(mailroom, {
      item: { target: { orgUnitId: 'care' }, readKeys: ['mailroom', 'unit:care'] },
    })
    const voided = await anInboxLetter(mailroom, { state: 'voided' })
    const [moved, ...more] = await moveAll()
    expect(more).to.deep.equal([])
    expect(moved?.items).to.have.members([open.item.receiptNumber, filed.item.receiptNumber])
    expect(moved?.caseFiles).to.deep.equal([file.fileNumber])
    const find = createFindItem(mailroom)
    const found = await find(person('tom'), filed.item.id, SIGNAL)
    expect(found.item).to.deep.include({ readKeys: ['unit:tax'], state: 'filed' })
    expect(found.documents[0]?.readKeys).to.deep.equal(['unit:tax'])
    expect((await find(person('tom'), open.item.id, SIGNAL)).item.readKeys).to.deep.equal([
      'mailroom',
      'unit:tax',
    ])
    await expectFailure(find(person('clara'), filed.item.id, SIGNAL), 'not-found')
    for (const { item } of [elsewhere, voided]) {
      expect(await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)).to.deep.equal(item)
    }
    const caseFile = await mailroom.caseFiles.find(mailroom.machine, 'a', SIGNAL)
    expect(caseFile).to.deep.include({ leadUnitId: 'tax', readKeys: ['unit:tax'] })
  })

  it('takes along what is left of destroyed letters', async function () {
    const { item } = await aLetter(mailroom, {
      state: 'filed',
      item: { target: { orgUnitId: 'social', caseFileId: 'a' }, readKeys: ['unit:social'] },
    })
    const disposal = { at: '2026-03-02T10:00:00.000Z', serial: 1, documentIds: item.documentIds }
    const left = await mailroom.incomingItems.save(mailroom.machine, disposedItem(item, disposal), SIGNAL)
    const [moved, ...more] = await moveAll()
    expect([moved?.items, more]).to.deep.equal([[item.receiptNumber], []])
    const { version: _version, processing: _processing, ...kept } = left
    const after = await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)
    expect(after).to.deep.include({ ...kept, target: { orgUnitId: 'tax' }, readKeys: ['unit:tax'] })
  })

  it('takes along what its people read before it was sent anywhere, with all levels and the unit that is proposed', async function () {
    const answer = await aLetter(mailroom, {
      item: {
        followUp: { id: 'f', orgUnitId: 'social' },
        readKeys: ['mailroom:confidential', 'unit:social:confidential'],
      },
    })
    const untouched = await aLetter(mailroom, { item: { readKeys: ['mailroom', 'unit:care'] } })
    const [moved, ...more] = await moveAll()
    expect([moved?.items, more]).to.deep.equal([[answer.item.receiptNumber], []])
    const after = await createFindItem(mailroom)(person('hugo'), answer.item.id, SIGNAL)
    const readKeys = ['mailroom:confidential', 'unit:tax:confidential']
    expect(after.item).to.deep.include({ followUp: { id: 'f', orgUnitId: 'tax' }, readKeys })
    expect(after.item).not.to.have.property('target')
    expect(after.documents[0]?.readKeys).to.deep.equal(readKeys)
    const kept = await mailroom.incomingItems.find(mailroom.machine, untouched.item.id, SIGNAL)
    expect(kept).to.deep.equal(untouched.item)
  })

  it('leaves in the hands of people what they may still see, and frees the rest', async function () {
    const cem = await mailroom.users.find(mailroom.machine, 'cem', SIGNAL)
    if (cem === undefined) throw new Error('Cem is missing')
    await mailroom.users.save(mailroom.machine, { ...cem, orgUnitIds: ['social', 'tax'] }, SIGNAL)
    const claimedBy = (userId: string) => {
      const claim = { userId, displayName: userId, at: '2026-03-02T10:00:00.000Z' }
      const target = { orgUnitId: 'social', assigneeId: userId }
      return anInboxLetter(mailroom, { state: 'accepted', item: { claim, target } })
    }
    const [kept, freed] = [await claimedBy('cem'), await claimedBy('clara')]
    await moveAll()
    const after = async (id: string) => mailroom.incomingItems.find(mailroom.machine, id, SIGNAL)
    expect(await after(kept.item.id)).to.deep.include({
      state: 'accepted',
      claim: kept.item.claim,
      target: { orgUnitId: 'tax', assigneeId: 'cem' },
    })
    const free = await after(freed.item.id)
    expect(free).to.deep.include({ state: 'routed', target: { orgUnitId: 'tax' } })
    expect(free).not.to.have.property('claim')
  })

  it('goes step by step, goes on where it stopped, and keeps a protocol in the chain', async function () {
    for (let number = 0; number < 60; number += 1) await aCaseFile(`f${String(number)}`)
    const { item } = await anInboxLetter(mailroom)
    const first = await createMoveUnitWork(mailroom)(ADA, MOVE, SIGNAL)
    expect(first.caseFiles).to.have.length(50)
    expect(first).to.deep.include({ more: true, items: [item.receiptNumber] })
    const steps = await moveAll()
    expect(steps.map(({ caseFiles, more }) => [caseFiles.length, more])).to.deep.equal([[10, false]])
    const protocol = await createListUnitMoves(mailroom)(ADA, 'social', SIGNAL)
    expect(protocol.map(({ by, toUnitId, caseFiles }) => [by, toUnitId, caseFiles.length])).to.deep.equal([
      ['ada', 'tax', 50],
      ['ada', 'tax', 10],
    ])
    expect(protocol[0]?.items).to.deep.equal([item.receiptNumber])
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    expect(history.at(-1)).to.deep.include({ action: 'item.moved-with-unit' })
    expect(history.at(-1)?.actor.displayName).to.equal('ada')
    await moveAll()
    expect(await createListUnitMoves(mailroom)(ADA, 'social', SIGNAL)).to.have.length(2)
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('leaves nothing with nobody', async function () {
    await aCaseFile('s', 'strict')
    for (const { roles, ...user } of await mailroom.users.list(mailroom.machine, SIGNAL)) {
      const others = roles.filter((role) => role !== 'head')
      if (user.id !== 'hans') await mailroom.users.save(mailroom.machine, { ...user, roles: others }, SIGNAL)
    }
    await expectFailure(moveAll(), 'state-conflict')
    const kept = await mailroom.caseFiles.find(mailroom.machine, 's', SIGNAL)
    expect(kept?.readKeys).to.deep.equal(['unit:social:strict'])
  })

  it('turns routing rules to the new unit', async function () {
    const rule = {
      id: 'rule',
      tenantId: 'tenant',
      name: 'Pflege',
      enabled: true,
      priority: 0,
      conditions: [],
      target: { orgUnitId: 'social' },
      version: 1,
    }
    await mailroom.routingRules.insert(mailroom.machine, rule, SIGNAL)
    expect((await moveAll())[0]?.rules).to.deep.equal(['Pflege'])
    const [after] = await mailroom.routingRules.list(mailroom.machine, SIGNAL)
    expect(after?.target.orgUnitId).to.equal('tax')
  })

  it('turns the filing plan and e-mail accounts to the new unit, and prints what went where', async function () {
    const entry = {
      id: 'e',
      tenantId: 'tenant',
      number: '50.20',
      title: 'Heime',
      orgUnitId: 'social',
      version: 1,
    }
    await mailroom.filingPlan.insert(mailroom.machine, entry, SIGNAL)
    const { item } = await anInboxLetter(mailroom)
    expect((await moveAll())[0]).to.deep.include({ planEntries: ['50.20'], mailAccounts: [] })
    const after = await mailroom.filingPlan.find(mailroom.machine, 'e', SIGNAL)
    expect(after?.orgUnitId).to.equal('tax')
    const printed: ReportView[] = []
    const reportPages = { pagesOf: async (view: ReportView) => (printed.push(view), new Uint8Array()) }
    const made = await createExportUnitMoves({ ...mailroom, reportPages })(ADA, 'social', SIGNAL)
    expect(made.table[0]).to.deep.equal(['Zeitpunkt', 'Was', 'Nummer oder Name', 'Von', 'An', 'Durch'])
    expect(made.table.slice(1).map((row) => row.slice(1))).to.deep.equal([
      ['Eingang', item.receiptNumber, '50 Sozialamt', '20 Steueramt', 'ada'],
      ['Aktenplan', '50.20', '50 Sozialamt', '20 Steueramt', 'ada'],
    ])
    await made.pdf()
    expect(printed[0]?.sections[0]?.table?.rows).to.deep.equal(made.table.slice(1))
  })

  describe('on a day', function () {
    const warnings: string[] = []
    const look = () =>
      moveDue(
        {
          ...mailroom,
          moveUnitWork: createMoveUnitWork(mailroom),
          log: { ...SILENT_LOG, warn: (message) => warnings.push(message) },
        },
        TENANT,
        SIGNAL,
      )
    const arrange = async (toUnitId: string, validTo = '2026-03-31') =>
      createPatchOrgUnit(mailroom)(
        ADA,
        { orgUnitId: 'social', expectedVersion: 1, validTo, successorId: toUnitId },
        SIGNAL,
      )

    beforeEach(function () {
      warnings.length = 0
    })

    it('moves nothing on the last day, and everything on the next one, in the name of who arranged it', async function () {
      const { item } = await anInboxLetter(mailroom)
      await arrange('tax')
      setClock('2026-03-31T21:59:00Z')
      await look()
      expect(await createListUnitMoves(mailroom)(ADA, 'social', SIGNAL)).to.deep.equal([])
      setClock('2026-03-31T22:00:00Z')
      await look()
      await look()
      const moves = await createListUnitMoves(mailroom)(ADA, 'social', SIGNAL)
      expect(moves.map(({ by, arrangedBy, items }) => [by, arrangedBy, items])).to.deep.equal([
        ['Poststelle', 'ada', [item.receiptNumber]],
      ])
      const moved = await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)
      expect(moved?.target?.orgUnitId).to.equal('tax')
      expect(warnings).to.deep.equal([])
    })

    it('is refused without a last day, and to a unit that ends before', async function () {
      const patch = createPatchOrgUnit(mailroom)
      const noDay = { orgUnitId: 'social', expectedVersion: 1, successorId: 'tax' }
      await expectFailure(patch(ADA, noDay, SIGNAL), 'validation-failed')
      for (const other of ['social', 'none']) await expectFailure(arrange(other), 'validation-failed')
      await patch(ADA, { orgUnitId: 'tax', expectedVersion: 1, validTo: '2026-03-31' }, SIGNAL)
      await expectFailure(arrange('tax'), 'validation-failed')
    })

    it('goes to the successor of a successor that has ended, too', async function () {
      await arrange('tax')
      const { item } = await anInboxLetter(mailroom)
      const tax = { orgUnitId: 'tax', expectedVersion: 1, validTo: '2026-04-30', successorId: 'root' }
      await createPatchOrgUnit(mailroom)(ADA, tax, SIGNAL)
      setClock('2026-05-02T10:00:00Z')
      await look()
      await look()
      const moved = await mailroom.incomingItems.find(mailroom.machine, item.id, SIGNAL)
      expect([moved?.target?.orgUnitId, warnings]).to.deep.equal(['root', []])
    })

    it('tells in the log what it could not move, and goes on with the next unit', async function () {
      const { item } = await anInboxLetter(mailroom)
      await arrange('tax')
      const care = { orgUnitId: 'care', expectedVersion: 1, validTo: '2026-03-31', successorId: 'root' }
      await createPatchOrgUnit(mailroom)(ADA, care, SIGNAL)
      const other = await anInboxLetter(mailroom, { item: { target: { orgUnitId: 'care' } } })
      await createPatchOrgUnit(mailroom)(
        ADA,
        { orgUnitId: 'tax', expectedVersion: 1, validFrom: '2027-01-01' },
        SIGNAL,
      )
      setClock('2026-04-01T10:00:00Z')
      await look()
      expect(warnings).to.deep.equal(['unit-not-moved'])
      const place = async (id: string) =>
        (await mailroom.incomingItems.find(mailroom.machine, id, SIGNAL))?.target?.orgUnitId
      expect([await place(item.id), await place(other.item.id)]).to.deep.equal(['social', 'root'])
    })
  })

  it('is done by administrators, to another unit that is there', async function () {
    const move = createMoveUnitWork(mailroom)
    await expectFailure(move(person('hans'), MOVE, SIGNAL), 'forbidden')
    await expectFailure(move(ADA, { ...MOVE, fromUnitId: 'none' }, SIGNAL), 'not-found')
    for (const toUnitId of ['none', 'social']) {
      await expectFailure(move(ADA, { ...MOVE, toUnitId }, SIGNAL), 'validation-failed')
    }
    const patch = createPatchOrgUnit(mailroom)
    await patch(ADA, { orgUnitId: 'tax', expectedVersion: 1, validFrom: '2999-01-01' }, SIGNAL)
    await expectFailure(move(ADA, MOVE, SIGNAL), 'validation-failed')
  })

  it('gives units a first and a last day, in this order', async function () {
    const patch = createPatchOrgUnit(mailroom)
    const days = { validFrom: '2026-04-01', validTo: '2026-12-31' }
    const unit = await patch(ADA, { orgUnitId: 'tax', expectedVersion: 1, ...days }, SIGNAL)
    expect(unit).to.deep.include(days)
    const wrong = { orgUnitId: 'tax', expectedVersion: 2, validTo: '2026-03-31' }
    await expectFailure(patch(ADA, wrong, SIGNAL), 'validation-failed')
    const open = { orgUnitId: 'tax', expectedVersion: 2, validFrom: null, validTo: null }
    expect(await patch(ADA, open, SIGNAL)).not.to.have.any.keys('validFrom', 'validTo')
  })
})
