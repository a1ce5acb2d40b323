import { expect } from 'chai'
import { corrected, mentioned, withdrawn, type Note } from '../../../../src/domain/notes/note.ts'
import { namedLike } from '../../../../src/domain/notes/name-search.ts'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { noteOf } from '../../../contract/records.ts'

const BY = { userId: 'u', displayName: 'Ö. Müller' }
const ANNA = { userId: 'a', displayName: 'A. Anna' }
const OTTO = { userId: 'o', displayName: 'O. Otto' }
const EARLY = '2026-03-02T16:00:00.000Z'
const LATER = '2026-03-03T16:00:00.000Z'

function codeOf(action: () => Note): string {
  try {
    action()
  } catch (error) {
    if (isMailroomError(error)) return error.code
    throw error
  }
  return 'none'
}

describe('a note', function () {
  it('keeps the text that is corrected, and calls nobody anew whom it called before', function () {
    const note = noteOf('t', { text: 'alt @A. Anna', mentions: [mentioned(ANNA, EARLY)] })
    const after = corrected(note, { text: 'neu', mentions: [ANNA, OTTO] }, { at: LATER, by: BY })
    expect(after.earlier).to.deep.equal([{ text: 'alt @A. Anna', writtenAt: EARLY }])
    expect([after.text, after.writtenAt, after.createdAt]).to.deep.equal(['neu', LATER, EARLY])
    expect(after.mentions.map(({ userId, at }) => [userId, at])).to.deep.equal([
      ['a', EARLY],
      ['o', LATER],
    ])
  })

  it('stays with its text when it is withdrawn, and cannot be changed after', function () {
    const gone = withdrawn(noteOf('t', { text: 'Irrtum' }), { at: LATER, by: BY })
    expect([gone.text, gone.withdrawn]).to.deep.equal(['Irrtum', { at: LATER, by: BY }])
    const deed = { at: LATER, by: BY }
    expect(codeOf(() => withdrawn(gone, deed))).to.equal('state-conflict')
    expect(codeOf(() => corrected(gone, { text: 'x', mentions: [] }, deed))).to.equal('state-conflict')
  })

  it('is not corrected for ever', function () {
    const earlier = Array.from({ length: 20 }, () => ({ text: 'x', writtenAt: EARLY }))
    const note = noteOf('t', { earlier })
    expect(codeOf(() => corrected(note, { text: 'x', mentions: [] }, { at: LATER, by: BY }))).to.equal(
      'state-conflict',
    )
  })
})

describe('a name that is being typed', function () {
  const cases = [
    { typed: '', name: 'Petra Müller', fits: true },
    { typed: 'mull', name: 'Petra Müller', fits: true },
    { typed: 'MÜL p', name: 'Petra Müller', fits: true },
    { typed: 'gross', name: 'Jan Groß-Klein', fits: true },
    { typed: 'klein', name: 'Jan Groß-Klein', fits: true },
    { typed: 'ller', name: 'Petra Müller', fits: false },
    { typed: 'petra x', name: 'Petra Müller', fits: false },
  ]
  for (const { typed, name, fits } of cases) {
    it(`${fits ? 'finds' : 'does not find'} ${name} by “${typed}”`, function () {
      expect(namedLike(name, typed)).to.equal(fits)
    })
  }
})
