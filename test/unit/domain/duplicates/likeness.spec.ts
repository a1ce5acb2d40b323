import { expect } from 'chai'
import { fingerprintOf, type Fingerprint } from '../../../../src/domain/duplicates/fingerprint.ts'
import { likenessOf } from '../../../../src/domain/duplicates/likeness.ts'

const LETTER = `Sehr geehrte Damen und Herren, hiermit beantrage ich für mein Grundstück in der Hauptstraße 17 eine
Baugenehmigung für den Anbau einer Garage. Der Lageplan vom 12.03.2026 und die Berechnung der Fläche von 36 Quadratmetern
liegen bei. Unser Zeichen lautet 61-2026-00417. Bitte bestätigen Sie den Eingang und teilen Sie mir mit, welche Unterlagen
noch fehlen. Für Rückfragen bin ich tagsüber unter 06131 4711 erreichbar. Mit freundlichen Grüßen Petra Beispiel`

const of = (text: string, sha256 = text): Fingerprint => fingerprintOf(sha256, [text])

/** Every so manieth word is read wrongly, as recognition does with a poor scan. */
function misread(text: string, every: number): string {
  const words = text.split(/\s+/)
  return words.map((word, at) => (at % every === 2 ? `${word.slice(0, -1)}l` : word)).join(' ')
}

describe('duplicates', function () {
  it('are the same bytes, whatever was read of them', function () {
    const found = likenessOf(fingerprintOf('a', []), fingerprintOf('a', ['anders gelesen']))
    expect(found).to.deep.equal({ reasons: ['bytes'], similarity: 1 })
  })

  it('are pages with the same words, whatever marks and capitals were read', function () {
    const found = likenessOf(of(LETTER), of(LETTER.replaceAll(/[.,] /g, ' ').replaceAll('S', 's')))
    expect(found?.reasons).to.deep.equal(['pages', 'text'])
    expect(found?.similarity).to.equal(1)
  })

  for (const every of [8, 15, 30]) {
    it(`are scans of which each ${every}th word was read wrongly, and share a key in the database`, function () {
      const [first, second] = [of(LETTER), of(misread(LETTER, every))]
      expect(likenessOf(first, second)?.reasons).to.deep.equal(['text'])
      expect(first.keys.some((key) => second.keys.includes(key))).to.equal(true)
    })
  }

  it('are no letters of one form with other numbers', function () {
    const other = LETTER.replace('17', '88').replace('12.03.2026', '24.11.2025').replace('36', '52')
    const numbers = other.replace('61-2026-00417', '63-2025-00933').replace('06131 4711', '06741 9922')
    expect(likenessOf(of(LETTER), of(numbers))).to.equal(undefined)
  })

  it('are no different letters', function () {
    const other = `Guten Tag, die Mülltonne vor unserem Haus wurde in der letzten Woche nicht geleert. Können Sie bitte prüfen,
      ob die Abfuhr in der Gartenstraße ausgefallen ist, und uns sagen, wann sie nachgeholt wird? Vielen Dank für Ihre Mühe.`
    expect(likenessOf(of(LETTER), of(other))).to.equal(undefined)
  })

  it('are not told by a few words', function () {
    expect(likenessOf(of('Hundesteuer anbei', 'a'), of('Hundesteuer anbei', 'b'))).to.equal(undefined)
  })
})
