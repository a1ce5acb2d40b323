import { expect } from 'chai'
import { CHANNEL_NAMES, STATE_NAMES } from '../../../../src/domain/register/german-words.ts'
import { triageDe } from '../../../../src/web/shared/texts/triage.de.ts'

describe('the words of the register', function () {
  it('are those of the screen, so that print and page name the same thing alike', function () {
    expect(CHANNEL_NAMES).to.deep.equal(triageDe.channels)
    expect(STATE_NAMES).to.deep.equal(triageDe.states)
  })
})
