import { expect } from 'chai'
import { signsBetween } from '../../../../src/domain/stacks/boundary-signs.ts'
import { cluesOf } from '../../../../src/domain/stacks/page-clues.ts'
import { FIRST_PAGE, NEXT_PAGE, OTHER_LETTER, scannedPage } from './scanned-page.ts'

const FRONT = { isBack: false, isAfterBlank: false, hasSheetsElsewhere: false }
const between = (before: string, page: string, more: Parameters<typeof scannedPage>[2] = {}) =>
  signsBetween(cluesOf(scannedPage(1, before)), cluesOf(scannedPage(2, page, more)), FRONT)

describe('Signs of a new letter', () => {
  it('are there where another letter begins', () => {
    expect(between(NEXT_PAGE, OTHER_LETTER)).to.deep.include({
      'address-field': 1,
      salutation: 1,
      title: 1,
      'own-date': 1,
      'closing-before': 1,
      'short-before': 1,
      'next-number': 0,
    })
  })

  it('speak against it where a letter goes on', () => {
    expect(between(FIRST_PAGE, NEXT_PAGE)).to.deep.include({
      'later-number': 1,
      'reference-same': 1,
      'text-goes-on': 1,
      salutation: 0,
      'address-field': 0,
    })
  })

  const numbered = (head: string): string => `${head}\n\n${'\n'.repeat(20)}Text`
  it('are the numbers of pages', () => {
    expect(between(numbered('Seite 1 von 2'), numbered('Seite 2 von 2'))).to.deep.include({
      'next-number': 1,
      'more-before': 1,
    })
    expect(between(numbered('Seite 2 von 2'), numbered('Seite 1 von 3'))).to.deep.include({
      'first-number': 1,
      'last-before': 1,
    })
    expect(between(numbered('Seite 1 von 2'), numbered('Seite 2 von 5'))).to.deep.include({
      'next-number': 0,
    })
    expect(between(numbered(''), numbered('Seite 2'))).to.deep.include({
      'later-number': 1,
    })
  })

  it('are other senders and numbers', () => {
    const head = (mail: string, number: string): string => `info@${mail}\n\nRechnungsnummer: ${number}\n`
    expect(between(head('nord.example', 'R4711'), head('sued.example', 'R4712'))).to.deep.include({
      'contacts-other': 1,
      'reference-other': 1,
      'reference-same': 0,
    })
    expect(between(head('nord.example', 'R4711'), head('nord.example', 'R4711'))).to.deep.include({
      'contacts-other': 0,
      'reference-same': 1,
      'reference-other': 0,
    })
  })

  it('are another paper, setting and language', () => {
    expect(between(FIRST_PAGE, FIRST_PAGE)).to.deep.include({
      'size-other': 0,
      'language-other': 0,
    })
    expect(between(FIRST_PAGE, FIRST_PAGE, { heightPt: 421 })['size-other']).to.equal(1)
    const signs = signsBetween(
      cluesOf(scannedPage(1, 'a', { languages: ['deu'] })),
      cluesOf(scannedPage(2, 'b', { languages: ['eng'] })),
      { isBack: true, isAfterBlank: true, hasSheetsElsewhere: true },
    )
    expect(signs).to.deep.include({
      'language-other': 1,
      'back-side': 1,
      'blank-between': 1,
      'sheets-elsewhere': 1,
    })
  })

  it('are what enclosures and continued tables say of themselves', () => {
    expect(between(FIRST_PAGE, 'Anlage 2\n\nListe der Kartons')).to.deep.include({ enclosure: 1 })
    expect(between(FIRST_PAGE, 'Übertrag\n\n12,50')).to.deep.include({ continued: 1 })
    expect(between('Mit einem Satz', 'Mit freundlichen Grüßen')).to.deep.include({ 'closing-only': 1 })
  })
})
