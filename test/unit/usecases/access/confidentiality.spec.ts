import { expect } from 'chai'
import { levelOf } from '../../../../src/domain/access/actor.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createAddDeputyship } from '../../../../src/usecases/access/add-deputyship.ts'
import { createGiveAccess, type GiveAccessInput } from '../../../../src/usecases/access/give-access.ts'
import { createSetFileLevel } from '../../../../src/usecases/access/set-file-level.ts'
import { createSetItemLevel } from '../../../../src/usecases/access/set-item-level.ts'
import { createShowReaders } from '../../../../src/usecases/access/show-readers.ts'
import { createTakeBackAccess } from '../../../../src/usecases/access/take-back-access.ts'
import { createConfirmItem } from '../../../../src/usecases/classification/confirm-item.ts'
import { createFileItem } from '../../../../src/usecases/filing/file-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createReturnItem } from '../../../../src/usecases/routing/return-item.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aLetter, anInboxLetter, PROPOSALS } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, user, type Mailroom, type PersonName } from '../support/mailroom.ts'
import { signedIn } from '../support/signed-in.ts'

const HOUR_MS = 3_600_000
const ALL = ['mia', 'mara', 'clara', 'carla', 'hans', 'tom', 'hugo'] as const

let mailroom: Mailroom

function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

/** Who of the people finds the item at the next request, and the same with its document. */
async function readersOf({ item, documents }: ItemWithDocuments): Promise<string> {
  const names: string[] = []
  for (const name of ALL) {
    const actor = await signedIn(mailroom, name)
    const found = await mailroom.incomingItems.find(actor, item.id, SIGNAL)
    const document = await mailroom.documents.find(actor, documents[0]?.id ?? '', SIGNAL)
    expect(document === undefined, name).to.equal(found === undefined)
    if (found !== undefined) names.push(name)
  }
  return names.join(' ')
}

async function fileReadersOf({ id }: CaseFile): Promise<string> {
  const names: string[] = []
  for (const name of ALL) {
    const actor = await signedIn(mailroom, name)
    if ((await mailroom.caseFiles.find(actor, id, SIGNAL)) !== undefined) names.push(name)
  }
  return names.join(' ')
}

const raise = (name: PersonName, { item }: ItemWithDocuments, level: 'normal' | 'confidential' | 'strict') =>
  createSetItemLevel(mailroom)(person(name), { itemId: item.id, level, reason: 'Personalsache' }, SIGNAL)

/** A file of the social office with one letter in it. */
async function aFile(): Promise<{ readonly caseFile: CaseFile; readonly letter: ItemWithDocuments }> {
  const input = { subject: 'Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social' }
  const opened = await createOpenCaseFile(mailroom)(person('clara'), input, SIGNAL)
  const { item } = await anInboxLetter(mailroom, { item: { confirmedAt: '2026-03-02T08:00:00.000Z' } })
  const filing = { itemId: item.id, caseFileId: opened.id }
  const letter = await createFileItem(mailroom)(person('clara'), filing, SIGNAL)
  const caseFile = await mailroom.caseFiles.find(mailroom.machine, opened.id, SIGNAL)
  return { caseFile: caseFile ?? opened, letter }
}

describe('the level of an item', function () {
  openBeforeEach()

  it('decides who finds it, in the mailroom and in the unit', async function () {
    const letter = await anInboxLetter(mailroom)
    expect(await readersOf(letter)).to.equal('mia mara clara carla hans')
    await raise('clara', letter, 'confidential')
    expect(await readersOf(letter)).to.equal('mara carla hans')
    await raise('carla', letter, 'strict')
    expect(await readersOf(letter)).to.equal('hans')
    await raise('hans', letter, 'normal')
    expect(await readersOf(letter)).to.equal('mia mara clara carla hans')
  })

  it('stands in the history with its reason, and the records fit the chain', async function () {
    const letter = await anInboxLetter(mailroom)
    const { item } = await raise('clara', letter, 'confidential')
    const history = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', item.id, SIGNAL)
    const event = history.at(-1)
    expect(event).to.deep.include({ action: 'item.level-set', reason: 'Personalsache' })
    expect(event?.changes['level']).to.deep.equal({ after: 'confidential' })
    expect(event?.changes['readKeys']?.after).to.deep.equal(item.readKeys)
    expect((await mailroom.auditLog.verify(mailroom.machine, SIGNAL)).ok).to.equal(true)
  })

  it('is lowered by heads of the unit only', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise('clara', letter, 'confidential')
    await expectFailure(raise('carla', letter, 'normal'), 'forbidden')
    await expectFailure(raise('mara', letter, 'normal'), 'forbidden')
    await expectFailure(raise('clara', letter, 'normal'), 'not-found')
  })

  it('goes with the letter through routing, return and filing', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise('clara', letter, 'confidential')
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
    expect(await readersOf(routed)).to.equal('mara hugo')
  })

  it('leaves nothing with nobody', async function () {
    const letter = await anInboxLetter(mailroom)
    await mailroom.users.save(mailroom.machine, { ...user('mara'), disabled: true }, SIGNAL)
    await raise('clara', letter, 'confidential')
    const input = { itemId: letter.item.id, reason: 'Irrläufer' }
    await expectFailure(createReturnItem(mailroom)(person('carla'), input, SIGNAL), 'state-conflict')
    const unrouted = await aLetter(mailroom)
    await expectFailure(raise('mia', unrouted, 'confidential'), 'state-conflict')
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
    await expectFailure(raise('hans', letter, 'normal'), 'validation-failed')
    const known = await mailroom.addressBook.senders(mailroom.machine, 10, SIGNAL)
    expect(known, 'names of few are not proposed to all').to.deep.equal([])
  })

  it('tells those who lose it once, and not those who are shut out', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise('clara', letter, 'confidential')
    const raised = (await mailroom.changeFeed.since(0, 1_000, SIGNAL))
      .filter(({ kind }) => kind === 'item')
      .at(-1)
    expect(raised?.readKeys).to.include.members(['unit:social', 'unit:social:confidential'])
    await raise('hans', letter, 'strict')
    const later = (await mailroom.changeFeed.since(0, 1_000, SIGNAL))
      .filter(({ kind }) => kind === 'item')
      .at(-1)
    expect(later?.readKeys).not.to.include('unit:social')
  })
})

describe('the level of a case file', function () {
  openBeforeEach()

  async function setLevel(name: PersonName, { id }: CaseFile, level: 'normal' | 'confidential' | 'strict') {
    const expectedVersion = (await mailroom.caseFiles.find(mailroom.machine, id, SIGNAL))?.version ?? 0
    const input = { caseFileId: id, expectedVersion, level, reason: 'Sozialdaten' }
    return createSetFileLevel(mailroom)(person(name), input, SIGNAL)
  }

  it('holds for all that lies in it, in the same step', async function () {
    const { caseFile, letter } = await aFile()
    expect(await readersOf(letter)).to.equal('clara carla hans')
    await setLevel('clara', caseFile, 'confidential')
    expect([await fileReadersOf(caseFile), await readersOf(letter)]).to.deep.equal([
      'carla hans',
      'carla hans',
    ])
    await expectFailure(setLevel('carla', caseFile, 'normal'), 'forbidden')
    await setLevel('hans', caseFile, 'normal')
    expect(await readersOf(letter)).to.equal('clara carla hans')
    const scanned = await mailroom.auditLog.history(mailroom.machine, 'incoming-item', letter.item.id, SIGNAL)
    expect(scanned.at(-1)).to.deep.include({ action: 'case-file.level-set-by-file', reason: 'Sozialdaten' })
  })

  it('leaves a more confidential letter in it as it is', async function () {
    const { caseFile, letter } = await aFile()
    await raise('hans', letter, 'strict')
    await setLevel('hans', caseFile, 'confidential')
    expect(await readersOf(letter)).to.equal('hans')
  })

  it('takes back what the machine proposed of it', async function () {
    const { caseFile } = await aFile()
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
    expect(await fileReadersOf(caseFile)).to.equal('carla hans')
  })
})

describe('single grants', function () {
  openBeforeEach()

  const give = (
    name: PersonName,
    input: Pick<GiveAccessInput, 'object' | 'userId'> & Partial<GiveAccessInput>,
  ) => createGiveAccess(mailroom)(person(name), { effect: 'allow', reason: 'Mitzeichnung', ...input }, SIGNAL)
  const objectOf = ({ id }: CaseFile) => ({ kind: 'case-file', id }) as const

  it('let one person into a file and what lies in it, until they are taken back', async function () {
    const { caseFile, letter } = await aFile()
    const grant = await give('hans', { object: objectOf(caseFile), userId: 'tom' })
    expect([await fileReadersOf(caseFile), await readersOf(letter)]).to.deep.equal([
      'clara carla hans tom',
      'clara carla hans tom',
    ])
    await createTakeBackAccess(mailroom)(person('hans'), grant.id, SIGNAL)
    await createTakeBackAccess(mailroom)(person('hans'), grant.id, SIGNAL)
    expect([await fileReadersOf(caseFile), await readersOf(letter)]).to.deep.equal([
      'clara carla hans',
      'clara carla hans',
    ])
  })

  it('end by themselves', async function () {
    const { caseFile } = await aFile()
    const endsAt = new Date(mailroom.clock.now().getTime() + HOUR_MS).toISOString()
    await give('hans', { object: objectOf(caseFile), userId: 'tom', endsAt })
    mailroom.clock.advance(HOUR_MS - 1)
    expect(await fileReadersOf(caseFile)).to.equal('clara carla hans tom')
    mailroom.clock.advance(1)
    expect(await fileReadersOf(caseFile)).to.equal('clara carla hans')
  })

  it('shut a person out whatever else he may', async function () {
    const { caseFile, letter } = await aFile()
    await give('hans', { object: objectOf(caseFile), userId: 'clara', effect: 'deny' })
    await give('hans', { object: { kind: 'incoming-item', id: letter.item.id }, userId: 'clara' })
    expect([await fileReadersOf(caseFile), await readersOf(letter)]).to.deep.equal([
      'carla hans',
      'carla hans',
    ])
  })

  it('are given by heads of the unit, to people who work with letters', async function () {
    const { caseFile } = await aFile()
    const object = objectOf(caseFile)
    await expectFailure(give('clara', { object, userId: 'tom' }), 'forbidden')
    await expectFailure(give('hugo', { object, userId: 'tom' }), 'not-found')
    await expectFailure(give('hans', { object, userId: 'ada' }), 'validation-failed')
    await expectFailure(give('hans', { object, userId: 'nobody' }), 'validation-failed')
    await expectFailure(
      give('hans', { object, userId: 'tom', endsAt: '2020-01-01T00:00:00Z' }),
      'validation-failed',
    )
    await give('hans', { object, userId: 'hugo' })
    const hugo = await signedIn(mailroom, 'hugo')
    const passedOn = { object, userId: 'tom', effect: 'allow', reason: 'weiter' } as const
    await expectFailure(createGiveAccess(mailroom)(hugo, passedOn, SIGNAL), 'forbidden')
  })

  it('shut nobody out who is the last to read it', async function () {
    const { letter } = await aFile()
    await raise('hans', letter, 'strict')
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    await expectFailure(give('hans', { object, userId: 'hans', effect: 'deny' }), 'state-conflict')
  })

  it('count those as gone who were shut out before', async function () {
    const { caseFile, letter } = await aFile()
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    for (const userId of ['clara', 'carla', 'cem']) await give('hans', { object, userId, effect: 'deny' })
    await expectFailure(give('hans', { object, userId: 'hans', effect: 'deny' }), 'state-conflict')
    const ofFile = { object: objectOf(caseFile), userId: 'hans', effect: 'deny' } as const
    await expectFailure(give('hans', ofFile), 'state-conflict')
    expect(await readersOf(letter)).to.equal('hans')
  })
})

describe('deputies of those who know more', function () {
  openBeforeEach()

  const standIn = (confidential: boolean) => {
    const today = mailroom.clock.now().toISOString().slice(0, 10)
    const input = { deputyId: 'tom', firstDay: today, lastDay: today, confidential }
    return createAddDeputyship(mailroom)(person('carla'), input, SIGNAL)
  }

  it('see what is confidential only when that was said', async function () {
    const letter = await anInboxLetter(mailroom)
    const open = await anInboxLetter(mailroom)
    await raise('clara', letter, 'confidential')
    await standIn(false)
    expect([await readersOf(letter), await readersOf(open)]).to.deep.equal([
      'mara carla hans',
      'mia mara clara carla hans tom',
    ])
    await standIn(true)
    expect(await readersOf(letter)).to.equal('mara carla hans tom')
  })

  it('do not see what the absent person is shut out of, unless they work there themselves', async function () {
    const { caseFile } = await aFile()
    const object = { kind: 'case-file', id: caseFile.id } as const
    const input = { object, userId: 'carla', effect: 'deny', reason: 'befangen' } as const
    await createGiveAccess(mailroom)(person('hans'), input, SIGNAL)
    await standIn(true)
    expect(await fileReadersOf(caseFile)).to.equal('clara hans')
    const today = mailroom.clock.now().toISOString().slice(0, 10)
    const forClara = { deputyId: 'clara', firstDay: today, lastDay: today }
    await createAddDeputyship(mailroom)(person('carla'), forClara, SIGNAL)
    expect(await fileReadersOf(caseFile)).to.equal('clara hans')
  })

  it('do not see it in their own unit either, where they know more only for the absent person', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise('clara', letter, 'confidential')
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    const input = { object, userId: 'carla', effect: 'deny', reason: 'befangen' } as const
    await createGiveAccess(mailroom)(person('hans'), input, SIGNAL)
    const today = mailroom.clock.now().toISOString().slice(0, 10)
    const forCarla = { deputyId: 'clara', firstDay: today, lastDay: today, confidential: true }
    await createAddDeputyship(mailroom)(person('carla'), forCarla, SIGNAL)
    expect(await readersOf(letter)).to.equal('mara hans')
    const { readers } = await createShowReaders(mailroom)(person('hans'), object, SIGNAL)
    const clara = readers.find(({ userId }) => userId === 'clara')
    expect([clara?.reasons[0]?.kind, clara?.shutOutBy?.reason]).to.deep.equal(['deputy', 'befangen'])
  })
})

describe('who may see something and why', function () {
  openBeforeEach()

  it('is told as the rights themselves say it', async function () {
    const { caseFile, letter } = await aFile()
    const object = { kind: 'case-file', id: caseFile.id } as const
    const give = createGiveAccess(mailroom)
    const reason = 'Mitzeichnung'
    await give(person('hans'), { object, userId: 'tom', effect: 'allow', reason }, SIGNAL)
    await give(person('hans'), { object, userId: 'clara', effect: 'deny', reason: 'befangen' }, SIGNAL)
    const show = createShowReaders(mailroom)
    const view = await show(person('carla'), { kind: 'incoming-item', id: letter.item.id }, SIGNAL)
    const told = view.readers.map(({ userId, reasons, shutOutBy }) => {
      return `${userId}: ${reasons.map(({ kind }) => kind).join()}${shutOutBy === undefined ? '' : ' but shut out'}`
    })
    expect(told).to.have.members([
      'carla: unit',
      'cem: unit',
      'clara: unit but shut out',
      'hans: head',
      'tom: grant',
    ])
    expect([view.level, view.maySettle, view.candidates.length, view.grants.length]).to.deep.equal([
      'normal',
      false,
      0,
      2,
    ])
    const toHead = await show(person('hans'), object, SIGNAL)
    expect([toHead.maySettle, toHead.candidates.some(({ id }) => id === 'tom')]).to.deep.equal([true, true])
    await expectFailure(show(person('hugo'), object, SIGNAL), 'not-found')
  })

  it('names exactly those who find it', async function () {
    const letter = await anInboxLetter(mailroom)
    for (const level of ['confidential', 'strict'] as const) {
      await raise('hans', letter, level)
      const object = { kind: 'incoming-item', id: letter.item.id } as const
      const { readers } = await createShowReaders(mailroom)(person('hans'), object, SIGNAL)
      const names = readers
        .map(({ userId }) => userId)
        .filter((id) => (ALL as readonly string[]).includes(id))
      expect(names.toSorted().join(' ')).to.equal((await readersOf(letter)).split(' ').toSorted().join(' '))
    }
  })
})
