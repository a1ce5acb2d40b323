import { expect } from 'chai'
import { passwordFault } from '../../../../src/domain/access/password-rules.ts'

const NAMES = ['k.mueller', 'Kora Müller-Weiß']

describe('passwordFault', function () {
  const refused: readonly (readonly [password: string, fault: string])[] = [
    ['', 'too-short'],
    ['kurz', 'too-short'],
    ['elf Zeichen', 'too-short'],
    // Twelve code units, six characters.
    ['😀😁😂😃😄😅', 'too-short'],
    ['Passwort1234', 'too-common'],
    ['p@sswort-2026!', 'too-common'],
    ['passwordpassword', 'too-common'],
    ['Willkommen2026!', 'too-common'],
    ['qwertzuiop123', 'too-common'],
    ['poiuztrewq99', 'too-common'],
    ['123456789012', 'too-common'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too-common'],
    ['abababababab', 'too-common'],
    ['Sommer2025Winter', 'too-common'],
    ['rathaus-mainz-1', 'too-common'],
    ['............!!!!', 'too-common'],
    ['Kora.Müller1', 'own-name'],
    ['k.mueller-2026', 'own-name'],
    ['müllerweißkora', 'own-name'],
    ['Passwort-Müller-1234', 'own-name'],
  ]
  for (const [password, fault] of refused) {
    it(`refuses "${password}" as ${fault}`, function () {
      expect(passwordFault(password, NAMES)).to.equal(fault)
    })
  }

  for (const password of [
    'vier Wörter ohne Sinn',
    'correct horse battery staple',
    'Zwetschgenbaum am Deich',
    'x9!kQ2#vLm7&',
    'das Passwort von gestern Abend',
    'Müllers Esel ist ein Kamel',
  ]) {
    it(`takes "${password}"`, function () {
      expect(passwordFault(password, NAMES)).to.equal(undefined)
    })
  }
})
