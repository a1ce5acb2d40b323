import { expect } from 'chai'
import {
  calledIn,
  callingNobody,
  completed,
  markedText,
  typedName,
} from '../../../src/web/shared/notes/typed-name.ts'

const PETRA = { userId: 'p', displayName: 'Petra Müller' }
const JAN = { userId: 'j', displayName: 'Jan Groß-Klein' }

describe('a name in a note', function () {
  const typing = [
    { text: 'Frag @Pet', typed: 'Pet' },
    { text: '@', typed: '' },
    { text: 'Frag (@Petra Mü', typed: 'Petra Mü' },
    { text: 'mail@example.org', typed: undefined },
    { text: 'Frag @Pet\n', typed: undefined },
    { text: 'Frag Petra', typed: undefined },
    { text: 'Frag @Petra Müller bitte', typed: undefined, chosen: [PETRA] },
    { text: '@Petra Müller und @Ja', typed: 'Ja', chosen: [PETRA] },
  ]
  for (const { text, typed, chosen = [] } of typing) {
    it(`is being typed as ${JSON.stringify(typed)} in ${JSON.stringify(text)}`, function () {
      expect(typedName(text, text.length, chosen)).to.equal(typed)
    })
  }

  it('takes the place of what was typed of it, in the middle of a text too', function () {
    expect(completed('Frag @Pet bitte', 9, 'Pet', PETRA)).to.deep.equal({
      text: 'Frag @Petra Müller bitte',
      caret: 19,
    })
  })

  it('calls only who was chosen and still stands there, once', function () {
    const text = '@Petra Müller und @Petra Müller'
    expect(calledIn(text, [PETRA, JAN, PETRA])).to.deep.equal([PETRA])
    expect(callingNobody(`${text} und @Otto, an a@b.de`, [PETRA])).to.deep.equal(['Otto'])
  })

  it('is marked where it stands, a longer name before a shorter one', function () {
    const short = { userId: 's', displayName: 'Jan' }
    expect(markedText('@Jan Groß-Klein, @Jan!', [short, JAN])).to.deep.equal([
      { text: '@Jan Groß-Klein', isCall: true },
      { text: ', ', isCall: false },
      { text: '@Jan', isCall: true },
      { text: '!', isCall: false },
    ])
    expect(markedText('<b>@x</b>', [])).to.deep.equal([{ text: '<b>@x</b>', isCall: false }])
  })
})
