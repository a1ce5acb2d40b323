import { expect } from 'chai'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import { createAddDeputyship } from '../../../../src/usecases/access/add-deputyship.ts'
import { createGiveAccess, type GiveAccessInput } from '../../../../src/usecases/access/give-access.ts'
import { createShowReaders } from '../../../../src/usecases/access/show-readers.ts'
import { createTakeBackAccess } from '../../../../src/usecases/access/take-back-access.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom, type PersonName } from '../support/mailroom.ts'
import { signedIn } from '../support/signed-in.ts'

import { ALL, aFile, fileReadersOf, raise, readersOf } from '../support/readers.ts'

const HOUR_MS = 3_600_000

let mailroom: Mailroom

function openBeforeEach(): void {
  beforeEach(async function () {
    mailroom = await openMailroom()
  })
}

describe('single grants', function () {
  openBeforeEach()

  const give = (
    name: PersonName,
    input: Pick<GiveAccessInput, 'object' | 'userId'> & Partial<GiveAccessInput>,
  ) => createGiveAccess(mailroom)(person(name), { effect: 'allow', reason: 'Mitzeichnung', ...input }, SIGNAL)
  const objectOf = ({ id }: CaseFile) => ({ kind: 'case-file', id }) as const

  it('let one person into a file and what lies in it, until they are taken back', async function () {
    const { caseFile, letter } = await aFile(mailroom)
    const grant = await give('hans', { object: objectOf(caseFile), userId: 'tom' })
    expect([await fileReadersOf(mailroom, caseFile), await readersOf(mailroom, letter)]).to.deep.equal([
      'clara carla hans tom',
      'clara carla hans tom',
    ])
    await createTakeBackAccess(mailroom)(person('hans'), grant.id, SIGNAL)
    await createTakeBackAccess(mailroom)(person('hans'), grant.id, SIGNAL)
    expect([await fileReadersOf(mailroom, caseFile), await readersOf(mailroom, letter)]).to.deep.equal([
      'clara carla hans',
      'clara carla hans',
    ])
  })

  it('end by themselves', async function () {
    const { caseFile } = await aFile(mailroom)
    const endsAt = new Date(mailroom.clock.now().getTime() + HOUR_MS).toISOString()
    await give('hans', { object: objectOf(caseFile), userId: 'tom', endsAt })
    mailroom.clock.advance(HOUR_MS - 1)
    expect(await fileReadersOf(mailroom, caseFile)).to.equal('clara carla hans tom')
    mailroom.clock.advance(1)
    expect(await fileReadersOf(mailroom, caseFile)).to.equal('clara carla hans')
  })

  it('shut a person out whatever else he may', async function () {
    const { caseFile, letter } = await aFile(mailroom)
    await give('hans', { object: objectOf(caseFile), userId: 'clara', effect: 'deny' })
    await give('hans', { object: { kind: 'incoming-item', id: letter.item.id }, userId: 'clara' })
    expect([await fileReadersOf(mailroom, caseFile), await readersOf(mailroom, letter)]).to.deep.equal([
      'carla hans',
      'carla hans',
    ])
  })

  it('are given by heads of the unit, to people who work with letters', async function () {
    const { caseFile } = await aFile(mailroom)
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
    const { letter } = await aFile(mailroom)
    await raise(mailroom, 'hans', letter, 'strict')
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    await expectFailure(give('hans', { object, userId: 'hans', effect: 'deny' }), 'state-conflict')
  })

  it('count those as gone who were shut out before', async function () {
    const { caseFile, letter } = await aFile(mailroom)
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    for (const userId of ['clara', 'carla', 'cem']) await give('hans', { object, userId, effect: 'deny' })
    await expectFailure(give('hans', { object, userId: 'hans', effect: 'deny' }), 'state-conflict')
    const ofFile = { object: objectOf(caseFile), userId: 'hans', effect: 'deny' } as const
    await expectFailure(give('hans', ofFile), 'state-conflict')
    expect(await readersOf(mailroom, letter)).to.equal('hans')
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
    await raise(mailroom, 'clara', letter, 'confidential')
    await standIn(false)
    expect([await readersOf(mailroom, letter), await readersOf(mailroom, open)]).to.deep.equal([
      'mara carla hans',
      'mia mara clara carla hans tom',
    ])
    await standIn(true)
    expect(await readersOf(mailroom, letter)).to.equal('mara carla hans tom')
  })

  it('do not see what the absent person is shut out of, unless they work there themselves', async function () {
    const { caseFile } = await aFile(mailroom)
    const object = { kind: 'case-file', id: caseFile.id } as const
    const input = { object, userId: 'carla', effect: 'deny', reason: 'befangen' } as const
    await createGiveAccess(mailroom)(person('hans'), input, SIGNAL)
    await standIn(true)
    expect(await fileReadersOf(mailroom, caseFile)).to.equal('clara hans')
    const today = mailroom.clock.now().toISOString().slice(0, 10)
    const forClara = { deputyId: 'clara', firstDay: today, lastDay: today }
    await createAddDeputyship(mailroom)(person('carla'), forClara, SIGNAL)
    expect(await fileReadersOf(mailroom, caseFile)).to.equal('clara hans')
  })

  it('do not see it in their own unit either, where they know more only for the absent person', async function () {
    const letter = await anInboxLetter(mailroom)
    await raise(mailroom, 'clara', letter, 'confidential')
    const object = { kind: 'incoming-item', id: letter.item.id } as const
    const input = { object, userId: 'carla', effect: 'deny', reason: 'befangen' } as const
    await createGiveAccess(mailroom)(person('hans'), input, SIGNAL)
    const today = mailroom.clock.now().toISOString().slice(0, 10)
    const forCarla = { deputyId: 'clara', firstDay: today, lastDay: today, confidential: true }
    await createAddDeputyship(mailroom)(person('carla'), forCarla, SIGNAL)
    expect(await readersOf(mailroom, letter)).to.equal('mara hans')
    const { readers } = await createShowReaders(mailroom)(person('hans'), object, SIGNAL)
    const clara = readers.find(({ userId }) => userId === 'clara')
    expect([clara?.reasons[0]?.kind, clara?.shutOutBy?.reason]).to.deep.equal(['deputy', 'befangen'])
  })
})

describe('who may see something and why', function () {
  openBeforeEach()

  it('is told as the rights themselves say it', async function () {
    const { caseFile, letter } = await aFile(mailroom)
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
      await raise(mailroom, 'hans', letter, level)
      const object = { kind: 'incoming-item', id: letter.item.id } as const
      const { readers } = await createShowReaders(mailroom)(person('hans'), object, SIGNAL)
      const names = readers
        .map(({ userId }) => userId)
        .filter((id) => (ALL as readonly string[]).includes(id))
      expect(names.toSorted().join(' ')).to.equal(
        (await readersOf(mailroom, letter)).split(' ').toSorted().join(' '),
      )
    }
  })
})
