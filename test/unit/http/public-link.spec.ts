import { expect } from 'chai'
import { PublicLink } from '../../../src/contract/citizen-page.ts'

describe('links that a city offers to citizens', function () {
  const taken = ['https://stadt.example', 'https://www.stadt.example/leichte-sprache?seite=2#oben']
  for (const link of taken) {
    it(`may be ${link}`, function () {
      expect(PublicLink.safeParse(link).success).to.equal(true)
    })
  }

  const refused = [
    'http://stadt.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://user@stadt.example/',
    'https://user:secret@stadt.example/',
    'https://127.0.0.1/',
    'https:stadt.example',
    'https:user@stadt.example/',
    'https:\\\\user@stadt.example/',
    '//stadt.example',
    'stadt.example',
    '',
    `https://stadt.example/${'a'.repeat(500)}`,
  ]
  for (const link of refused) {
    it(`may not be ${link.slice(0, 60) || 'empty'}`, function () {
      expect(PublicLink.safeParse(link).success).to.equal(false)
    })
  }
})
