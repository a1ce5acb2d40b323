import { expect } from 'chai'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import { createGiveAccess } from '../../../../src/usecases/access/give-access.ts'
import { createCaseFileHistory } from '../../../../src/usecases/filing/case-file-history.ts'
import { createAddNote } from '../../../../src/usecases/notes/add-note.ts'
import { createCorrectNote, createWithdrawNote } from '../../../../src/usecases/notes/change-note.ts'
import { createListMentionable, createListNotes } from '../../../../src/usecases/notes/list-notes.ts'
import { createRouteItem } from '../../../../src/usecases/routing/route-item.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { aSocialFile } from '../support/follow-ups.ts'
import { anInboxLetter } from '../support/letters.ts'
import { openMailroom, person, SIGNAL, type Mailroom, type PersonName } from '../support/mailroom.ts'

const CLARA = person('clara')
const CEM = person('cem')
const CARLA = person('carla')
const TOM = person('tom')
const HANS = person('hans')
const MIA = person('mia')

let mailroom: Mailroom
beforeEach(async function () {
  mailroom = await openMailroom()
})

const add = (actor = CLARA, object: DeskObject, text = 'Bitte prüfen.', ...mentionIds: PersonName[]) =>
  createAddNote(mailroom)(actor, { object, text, mentionIds }, SIGNAL)

const correct = (actor: typeof CLARA, noteId: string, text: string, ...mentionIds: PersonName[]) =>
  createCorrectNote(mailroom)(actor, { noteId, text, mentionIds }, SIGNAL)

const textsOf = async (actor: typeof CLARA, object: DeskObject): Promise<string[]> =>
  (await createListNotes(mailroom)(actor, object, SIGNAL)).map(({ note }) => note.text)

const namesFor = async (actor: typeof CLARA, object: DeskObject, typed = ''): Promise<string[]> =>
  (await createListMentionable(mailroom)(actor, { object, typed }, SIGNAL)).map(({ userId }) => userId)

async function aLetter(): Promise<DeskObject & { readonly kind: 'incoming-item' }> {
  return { kind: 'incoming-item', id: (await anInboxLetter(mailroom)).item.id }
}

describe('notes', function () {
  it('are read by whoever reads their object, and by nobody else, also when it moves', async function () {
    const letter = await aLetter()
    await add(CLARA, letter, 'Ist das unsere Sache?')
    expect(await textsOf(MIA, letter)).to.deep.equal(['Ist das unsere Sache?'])
    await expectFailure(textsOf(TOM, letter), 'not-found')
    const input = { itemId: letter.id, target: { orgUnitId: 'tax' } }
    await createRouteItem(mailroom)(MIA, input, SIGNAL)
    expect(await textsOf(TOM, letter)).to.deep.equal(['Ist das unsere Sache?'])
    await expectFailure(textsOf(CLARA, letter), 'not-found')
  })

  it('are written by whoever may write on the object', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    await expectFailure(add(TOM, file), 'not-found')
    await expectFailure(add(MIA, file), 'forbidden')
    await expectFailure(add(person('otto'), file), 'forbidden')
  })

  it('call only people who may see the object, whose name stands in the text', async function () {
    const file = await aSocialFile(mailroom, CARLA, 'confidential')
    const letter = await aLetter()
    await add(CLARA, letter, 'Für @cem', 'cem')
    const refused = await expectFailure(add(CLARA, letter, 'Für @tom', 'tom'), 'validation-failed')
    expect(refused.faults).to.deep.equal([
      {
        path: 'mentionIds',
        message: 'Eine der genannten Personen darf dies nicht sehen und kann hier nicht erwähnt werden.',
      },
    ])
    const unknown = await expectFailure(add(CLARA, letter, 'Für @wer', 'wer'), 'validation-failed')
    expect(unknown.message).to.equal(refused.message)
    await expectFailure(add(CLARA, letter, 'Für cem', 'cem'), 'validation-failed')
    // Of the same unit, and not cleared.
    await expectFailure(add(CARLA, file, 'Für @cem', 'cem'), 'validation-failed')
    const { note } = await add(CARLA, file, 'Für @hans und @hans', 'hans', 'hans')
    expect(note.mentions.map(({ userId }) => userId)).to.deep.equal(['hans'])
  })

  it('propose people who may see the object, without whoever asks', async function () {
    const letter = await aLetter()
    expect(await namesFor(CLARA, letter, 'c')).to.deep.equal(['carla', 'cem'])
    expect(await namesFor(CEM, letter, 'c')).to.deep.equal(['carla', 'clara'])
    expect(await namesFor(CLARA, letter, 'tom')).to.deep.equal([])
    expect(await namesFor(CARLA, await aSocialFile(mailroom, CARLA, 'confidential'))).to.deep.equal(['hans'])
    await expectFailure(namesFor(TOM, letter), 'not-found')
  })

  it('do not propose whom a single grant shuts out, and do whom one lets in', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const give = createGiveAccess(mailroom)
    const settled = { object: file, reason: 'Befangenheit' } as const
    await give(HANS, { ...settled, userId: 'cem', effect: 'deny' }, SIGNAL)
    await give(HANS, { ...settled, userId: 'tom', effect: 'allow' }, SIGNAL)
    expect(await namesFor(CLARA, file)).to.deep.equal(['carla', 'hans', 'tom'])
  })

  it('are corrected by their author only, and keep the text before', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { note } = await add(CLARA, file, 'Frist 1. Mai')
    await expectFailure(correct(CEM, note.id, 'x'), 'forbidden')
    await expectFailure(correct(HANS, note.id, 'x'), 'forbidden')
    await expectFailure(correct(TOM, note.id, 'x'), 'not-found')
    const after = await correct(CLARA, note.id, 'Frist 2. Mai, @cem', 'cem')
    expect(after.note.earlier.map(({ text }) => text)).to.deep.equal(['Frist 1. Mai'])
    expect(after.note.mentions).to.have.lengthOf(1)
    const stale = { noteId: note.id, expectedVersion: 1, text: 'x', mentionIds: [] }
    await expectFailure(createCorrectNote(mailroom)(CLARA, stale, SIGNAL), 'version-mismatch')
  })

  it('can be corrected while they call somebody who may not see the object any more', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { note } = await add(CLARA, file, 'Frag @cem', 'cem')
    const shutOut = { object: file, userId: 'cem', effect: 'deny', reason: 'Befangenheit' } as const
    await createGiveAccess(mailroom)(HANS, shutOut, SIGNAL)
    const after = await correct(CLARA, note.id, 'Frag bitte @cem und @carla', 'cem', 'carla')
    expect(after.note.mentions.map(({ userId }) => userId)).to.deep.equal(['cem', 'carla'])
    expect(after.note.mentions[0]).to.deep.equal(note.mentions[0])
    await correct(CLARA, note.id, 'Frag bitte @carla', 'carla')
    await expectFailure(correct(CLARA, note.id, 'Frag @cem', 'cem'), 'validation-failed')
  })

  it('are withdrawn by their author or who leads, and stay', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const withdraw = (actor: typeof CLARA, noteId: string) =>
      createWithdrawNote(mailroom)(actor, { noteId }, SIGNAL)
    const first = await add(CLARA, file, 'eins')
    const second = await add(CLARA, file, 'zwei')
    await expectFailure(withdraw(CEM, first.note.id), 'forbidden')
    expect((await withdraw(CLARA, first.note.id)).note.withdrawn?.by.userId).to.equal('clara')
    expect((await withdraw(HANS, second.note.id)).note.withdrawn?.by.userId).to.equal('hans')
    await expectFailure(withdraw(CLARA, first.note.id), 'state-conflict')
    await expectFailure(correct(CLARA, first.note.id, 'x'), 'state-conflict')
    expect(await textsOf(CEM, file)).to.deep.equal(['eins', 'zwei'])
  })

  it('stand in the history of the object with who they call, and without their words', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const { note } = await add(CLARA, file, 'Geheimwort für @cem', 'cem')
    await correct(CLARA, note.id, 'Geheimwort')
    const events = await createCaseFileHistory(mailroom)(CLARA, file.id, SIGNAL)
    const own = events.filter(({ action }) => action.startsWith('note.'))
    expect(own.map(({ action }) => action)).to.deep.equal(['note.added', 'note.corrected'])
    expect(own[0]?.changes['note']).to.deep.equal({ after: { id: note.id, mentions: ['cem'] } })
    expect(JSON.stringify(events)).to.not.include('Geheimwort')
  })

  it('tell open pages of the object', async function () {
    const file = await aSocialFile(mailroom, CLARA)
    const before = await mailroom.changeFeed.head(SIGNAL)
    await add(CLARA, file)
    const told = await mailroom.changeFeed.since(before, 10, SIGNAL)
    expect(told.map(({ kind, id }) => [kind, id])).to.deep.equal([['case-file', file.id]])
  })
})
