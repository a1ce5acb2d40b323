import { expect } from 'chai'
import { CHANNEL_NAMES, STATE_NAMES } from '../../../../src/domain/register/german-words.ts'
import { REGISTER_COLUMNS } from '../../../../src/domain/register/register-table.ts'
import { registerDe } from '../../../../src/web/shared/texts/register.de.ts'
import { triageDe } from '../../../../src/web/shared/texts/triage.de.ts'

/** Domain and browser may not import each other; what is printed and what is on the screen say the same all the same. */
describe('the words of the printed register', function () {
  it('name channels and states as the screen does', function () {
    expect(CHANNEL_NAMES).to.deep.equal(triageDe.channels)
    expect(STATE_NAMES).to.deep.equal(triageDe.states)
  })

  it('head the columns as the screen does', function () {
    expect(REGISTER_COLUMNS.map(({ label }) => label)).to.deep.equal(registerDe.register.columns)
  })
})
