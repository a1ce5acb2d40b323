import { expect } from 'chai'
import { chosenAfter, NO_OPTIONS, optionsFor } from '../../../src/web/features/upload/options.ts'

describe('the channel of files that are taken in', function () {
  const cases: readonly (readonly [names: readonly string[], channel: string])[] = [
    [[], 'letter'],
    [['brief.pdf'], 'letter'],
    [['Anfrage.eml'], 'email'],
    [['a.EML', 'b.eml'], 'email'],
    [['a.eml', 'brief.pdf'], 'letter'],
    [['a.eml.pdf'], 'letter'],
  ]
  for (const [names, channel] of cases) {
    it(`is ${channel} for ${names.join(' and ') || 'no file'} until a person chooses`, function () {
      expect(optionsFor(NO_OPTIONS, names).channel).to.equal(channel)
    })
  }

  it('is the one that a person has chosen, whatever the files are', function () {
    const shown = optionsFor(NO_OPTIONS, ['a.eml'])
    const chosen = chosenAfter(NO_OPTIONS, shown, { ...shown, channel: 'fax' })
    expect(optionsFor(chosen, ['a.eml']).channel).to.equal('fax')
  })

  it('stays open when something else is changed', function () {
    const shown = optionsFor(NO_OPTIONS, ['a.eml'])
    const chosen = chosenAfter(NO_OPTIONS, shown, { ...shown, note: 'eilt' })
    expect([chosen.channel, chosen.note]).to.deep.equal([undefined, 'eilt'])
    expect(optionsFor(chosen, ['brief.pdf']).channel).to.equal('letter')
  })
})
