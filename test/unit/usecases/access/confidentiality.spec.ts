import { expect } from 'chai'
import { levelOf } from '../../../../src/domain/access/actor.ts'
import type { Level } from '../../../../src/domain/access/confidentiality.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createSetFileLevel } from '../../../../src/usecases/access/set-file-level.ts'
import { createConfirmItem } from '../../../../src/usecases/classification/confirm-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createReturnItem } from '../../../../src/usecases/routing/return-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter, PROPOSALS } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, user, type Mailroom, type PersonName } from '../support/mailroom.ts'

import { aFile, fileReadersOf, raise, readersOf } from '../support/readers.ts'

let mailroom: Mailroom

function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

describe('the level of an item', function () {
  openBeforeEach()

  it('decides who finds it, in the mailroom and in the unit', async function () {
    const letter = await anInboxLetter(mailroom)
    expect(await readersOf(mailroom, letter)).to.equal('mia mara clara carla hans')
    await raise(mailroom, 'clara', letter, 'confidential')
    expect(await readersOf(mailroom, letter)).to.equal('mara carla hans')
    await raise(mailroom, 'carla', letter, 'strict')
    expect(await readersOf(mailroom, letter)).to.equal('hans')
    await raise(mailroom, 'hans', letter, 'normal')
    expect(await readersOf(mailroom, letter)).to.equal('mia mara clara carla hans')
  })

  it('stands in the history with its reason, and the records fit the chain', async function () {
    const letter = await anInboxLetter(mailroom)
    const { item } = await raise(mailroom, 'clara', letter, 'confidential')
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    const event = history.at(-1)
    expect(event).to.deep.include({ action: 'item.level-set', reason: 'Personalsache' })
    expect(event?.changes['level']).to.deep.equal({ after: 'confidential' })
    expect(event?.changes['readKeys']?.after).to.deep.equal(item.readKeys)
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('is lowered by heads of the unit only', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise(mailroom, 'clara', letter, 'confidential')
    await expectFailure(raise(mailroom, 'carla', letter, 'normal'), 'forbidden')
    await expectFailure(raise(mailroom, 'mara', letter, 'normal'), 'forbidden')
    await expectFailure(raise(mailroom, 'clara', letter, 'normal'), 'not-found')
  })

  it('goes with the letter through routing, return and filing', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise(mailroom, 'clara', letter, 'confidential')
    const itemId = letter.item.id
    const returned = await createReturnItem(mailroom)(
      person('carla'),
      { itemId, reason: 'Irrläufer' },
      SIGNAL,
    )
    expect(returned.item.readKeys).to.deep.equal(['mailroom:confidential'])
    const target = { orgUnitId: 'tax' }
    const routed = await createRouteItem(mailroom)(person('mara'), { itemId, target }, SIGNAL)
    expect(routed.item.readKeys).to.deep.equal(['mailroom:confidential', 'unit:tax:confidential'])
    expect(await readersOf(mailroom, routed)).to.equal('mara hugo')
  })

  it('leaves nothing with nobody', async function () {
    const letter = await anInboxLetter(mailroom)
    await mailroom.users.save(mailroom.machine, { ...user('mara'), disabled: true }, SIGNAL)
    await raise(mailroom, 'clara', letter, 'confidential')
    const input = { itemId: letter.item.id, reason: 'Irrläufer' }
    await expectFailure(createReturnItem(mailroom)(person('carla'), input, SIGNAL), 'state-conflict')
    const unrouted = await aLetter(mailroom)
    await expectFailure(raise(mailroom, 'mia', unrouted, 'confidential'), 'state-conflict')
  })

  it('is demanded by a document type from its confirmation on, and not lowered below it', async function () {
    const type = await mailroom.documentTypes.find(mailroom.machine, 'mahnung', SIGNAL)
    if (type === undefined) throw new Error('the type is missing')
    await mailroom.documentTypes.save(mailroom.machine, { ...type, level: 'confidential' }, SIGNAL)
    const letter = await aLetter(mailroom)
    const confirm = createConfirmItem(mailroom)
    const input = { itemId: letter.item.id, acceptProposals: true, target: { orgUnitId: 'social' } }
    const { item } = await confirm(person('mia'), { ...input, index: { documentType: 'mahnung' } }, SIGNAL)
    expect(item.readKeys).to.deep.equal(['mailroom:confidential', 'unit:social:confidential'])
    await expectFailure(raise(mailroom, 'hans', letter, 'normal'), 'validation-failed')
    const known = await mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)
    expect(known, 'names of few are not proposed to all').to.deep.equal([])
  })

  it('takes its sender out of what is proposed to all, but for other letters that tell of him', async function () {
    const [one, other] = [await aLetter(mailroom), await aLetter(mailroom)]
    for (const { item } of [one, other]) {
      const input = { itemId: item.id, acceptProposals: true, index: {}, target: { orgUnitId: 'social' } }
      await createConfirmItem(mailroom)(person('mia'), input, SIGNAL)
    }
    const known = () => mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)
    await raise(mailroom, 'clara', one, 'confidential')
    expect((await known()).map(({ confirmations }) => confirmations)).to.deep.equal([1])
    await raise(mailroom, 'hans', one, 'strict')
    expect((await known()).map(({ confirmations }) => confirmations)).to.deep.equal([1])
    await raise(mailroom, 'clara', other, 'confidential')
    expect(await known()).to.deep.equal([])
  })

  it('tells those who lose it once, and not those who are shut out', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise(mailroom, 'clara', letter, 'confidential')
    const raised = (await mailroom.changeFeed.since(0, 1_000, SIGNAL))
      .filter(({ kind }) => kind === 'item')
      .at(-1)
    expect(raised?.readKeys).to.include.members(['unit:social', 'unit:social:confidential'])
    await raise(mailroom, 'hans', letter, 'strict')
    const later = (await mailroom.changeFeed.since(0, 1_000, SIGNAL))
      .filter(({ kind }) => kind === 'item')
      .at(-1)
    expect(later?.readKeys).not.to.include('unit:social')
  })
})

describe('the level of a case file', function () {
  openBeforeEach()

  async function setLevel(name: PersonName, { id }: CaseFile, level: Level) {
    const expectedVersion = (await mailroom.caseFiles.find(mailroom.machine, id, SIGNAL))?.version ?? 0
    const input = { caseFileId: id, expectedVersion, level, reason: 'Sozialdaten' }
    return createSetFileLevel(mailroom)(person(name), input, SIGNAL)
  }

  it('holds for all that lies in it, in the same step', async function () {
    const { caseFile, letter } = await aFile(mailroom)
    expect(await readersOf(mailroom, letter)).to.equal('clara carla hans')
    await setLevel('clara', caseFile, 'confidential')
    expect([await fileReadersOf(mailroom, caseFile), await readersOf(mailroom, letter)]).to.deep.equal([
      'carla hans',
      'carla hans',
    ])
    await expectFailure(setLevel('carla', caseFile, 'normal'), 'forbidden')
    await setLevel('hans', caseFile, 'normal')
    expect(await readersOf(mailroom, letter)).to.equal('clara carla hans')
    const scanned = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', letter.item.id, SIGNAL)
    expect(scanned.at(-1)).to.deep.include({ action: 'case-file.level-set-by-file', reason: 'Sozialdaten' })
  })

  it('leaves a more confidential letter in it as it is', async function () {
    const { caseFile, letter } = await aFile(mailroom)
    await raise(mailroom, 'hans', letter, 'strict')
    await setLevel('hans', caseFile, 'confidential')
    expect(await readersOf(mailroom, letter)).to.equal('hans')
  })

  it('takes back what the machine proposed of it', async function () {
    const { caseFile } = await aFile(mailroom)
    const fields = {
      ...PROPOSALS.fields,
      caseFile: [{ value: caseFile.id, weight: 0.9, reasons: [] }],
      orgUnit: [{ value: 'social', weight: 0.9, reasons: [], details: { source: 'case-file' } }],
    }
    const { documents } = await aLetter(mailroom, { document: { proposals: { ...PROPOSALS, fields } } })
    await setLevel('hans', caseFile, 'confidential')
    const after = await mailroom.documents.find(person('mia'), documents[0]?.id ?? '', SIGNAL)
    expect(JSON.stringify(after)).not.to.include(caseFile.id)
    expect(after?.proposals.fields.orgUnit).to.deep.equal([])
  })

  it('can be given when the file is opened, by who may read it then', async function () {
    const input = { subject: 'Abmahnung', filingPlanEntryId: 'plan', leadUnitId: 'social' } as const
    const open = createOpenCaseFile(mailroom)
    await expectFailure(
      open(person('clara'), { ...input, level: 'confidential' }, SIGNAL),
      'validation-failed',
    )
    const caseFile = await open(person('carla'), { ...input, level: 'confidential' }, SIGNAL)
    expect(levelOf(caseFile.readKeys)).to.equal('confidential')
    expect(await fileReadersOf(mailroom, caseFile)).to.equal('carla hans')
  })
})
