import { expect } from 'chai'
import { createRequire } from 'node:module'
import { germanStem } from '../../../../src/domain/retrieval/german-stemmer.ts'

/** Words of offices, chosen so that every rule of the algorithm applies to some and just misses others. */
const WORDS =
  `haus häuser hauses häusern antrag anträge antrags anträgen bescheid bescheide bescheides bescheiden kündigung
  kündigungen kündigen gekündigt vertrag verträge verträgen grundsteuer grundsteuern steuer steuern steuerlich steuerliche
  gebühr gebühren gebührenpflichtig gebührenpflichtigen zeugnis zeugnisse zeugnissen erlaubnis erlaubnisse ereignisses
  wirtschaftlichkeit wirtschaftlich tätigkeit tätigkeiten sicherheit sicherheiten gesundheit verschiedenheit schwierigkeit
  freundlichkeit kleinigkeit beteiligung beteiligungen reinigung reinigende vereinigend ledig ewig eigenschaft einig seeig
  politisch praktisch hierarchisch seeisch mathematik republik kleinste kleinsten größte höchst erst fest ist herbst obst
  feuer teuer bauer bauern treue treu neue neuen neu bayern bayer mayer quelle quellen frauen frau bauen baues knie knien
  see seen tee lehrerin lehrerinnen lehrer angestellte angestellter angestelltem angestelltes ab an am im oder und a
  e en er s st ung lich nis niss heit keit isch ig bg aba yacht yachten boykott ahornsirup mühe mühen müssen schluss schlüsse
  strasse strassen gross grösse fluss flüsse massnahme massnahmen lernend lernende einigend einigung heiligung seeigung
  örtlich örtlichkeit ökologisch überprüfung überprüfungen überprüft`
    .replaceAll('ß', 'ss')
    .split(/\s+/)

/** The package has no types. */
const require = createRequire(import.meta.url)
const snowball = require('snowball-stemmers') as {
  newStemmer(language: 'german'): { stem(word: string): string }
}

describe('germanStem', function () {
  const reference = snowball.newStemmer('german')

  it(`agrees with the Snowball project's own program on ${WORDS.length} words`, function () {
    const mine = WORDS.map((word) => `${word} > ${germanStem(word)}`)
    expect(mine).to.deep.equal(WORDS.map((word) => `${word} > ${reference.stem(word)}`))
  })

  const families = [
    ['haus', 'häuser', 'hauses', 'häusern'],
    ['kündigung', 'kündigungen', 'kündigen'],
    ['vertrag', 'verträge', 'vertrages', 'verträgen'],
    ['bescheid', 'bescheide', 'bescheides', 'bescheiden'],
  ]
  for (const family of families) {
    it(`gives ${family.join(', ')} one stem`, function () {
      expect(new Set(family.map(germanStem)).size).to.equal(1)
    })
  }
})
