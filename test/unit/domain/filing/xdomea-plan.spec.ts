import { expect } from 'chai'
import { createXmlReader } from '../../../../src/adapters/saxes/xml-reader.ts'
import { readPlanLines } from '../../../../src/domain/filing/plan-import.ts'
import { isXml, planMessageLines } from '../../../../src/domain/filing/xdomea-plan.ts'

const TODAY = '2026-11-30'
const CLASSES = [
  { id: '10-v', years: 10, proposal: 'V', retired: false },
  { id: '10-a', years: 10, proposal: 'A', retired: false },
  { id: 'ewig', proposal: 'A', retired: false },
  { id: 'alt', years: 5, proposal: 'V', retired: true },
] as const

function unit(fields: string, inner = ''): string {
  return `<xdomea:Einheit>${fields}${inner}</xdomea:Einheit>`
}
const named = (number: string, title: string): string =>
  `<xdomea:Kennzeichen>${number}</xdomea:Kennzeichen><xdomea:Inhaltsangabe>${title}</xdomea:Inhaltsangabe>`
const kind = (code: string): string =>
  `<xdomea:Aussonderungsart><xdomea:Aussonderungsart><code>${code}</code></xdomea:Aussonderungsart></xdomea:Aussonderungsart>`
const years = (count: number): string =>
  `<xdomea:Aufbewahrungsdauer><xdomea:AnzahlJahre>${count}</xdomea:AnzahlJahre></xdomea:Aufbewahrungsdauer>`

function linesOf(units: string, root = 'Aktenplan.Aktenplan.0301') {
  const xml = `<?xml version="1.0"?><xdomea:${root} xmlns:xdomea="urn:xoev-de:xdomea:schema:3.0.0"><xdomea:Aktenplan><xdomea:Bezeichnung>Plan</xdomea:Bezeichnung>${units}</xdomea:Aktenplan></xdomea:${root}>`
  const read = createXmlReader().read(new TextEncoder().encode(xml))
  return planMessageLines(read, { classes: CLASSES, today: TODAY })
}

describe('planMessageLines', function () {
  it('gives a row an entry, those above first, as a table would have it', function () {
    const inner = unit(
      `${named('50.10', 'Pflege')}${kind('A')}<xdomea:Gueltigkeit><xdomea:Beginn>2020-01-01</xdomea:Beginn><xdomea:Ende>2026-12-31Z</xdomea:Ende></xdomea:Gueltigkeit><xdomea:Stillgelegt>0</xdomea:Stillgelegt>${years(10)}`,
    )
    const lines = linesOf(
      unit(
        `${named('50', 'Soziales')}${kind('V')}<xdomea:Stillgelegt>1</xdomea:Stillgelegt>${years(10)}`,
        inner,
      ),
    )
    expect(lines?.map(({ cells }) => cells)).to.deep.equal([
      ['Nummer', 'Titel', 'Übergeordnet', 'Gültig ab', 'Gültig bis', 'Aufbewahrung'],
      ['50', 'Soziales', '', '', TODAY, '10-v'],
      ['50.10', 'Pflege', '50', '2020-01-01', '2026-12-31', '10-a'],
    ])
  })

  it('names in words what no class fits, so that the preview refuses it', function () {
    const forEver =
      '<xdomea:Aufbewahrungsdauer><xdomea:Unbefristet>1</xdomea:Unbefristet></xdomea:Aufbewahrungsdauer>'
    const own =
      '<xdomea:Aussonderungsart><xdomea:AussonderungsartKonfigurierbar>eigene</xdomea:AussonderungsartKonfigurierbar></xdomea:Aussonderungsart>'
    const lines = linesOf(
      [
        unit(`${named('1', 'a')}${kind('V')}${years(5)}`),
        unit(`${named('2', 'b')}${kind('A')}${forEver}`),
        unit(`${named('3', 'c')}${own}${years(10)}`),
        unit(`${named('4', 'd')}${own}${forEver}`),
        unit(named('5', 'e')),
      ].join(''),
    )
    expect(lines?.slice(1).map(({ cells }) => cells[5])).to.deep.equal([
      '5 Jahre, V',
      'ewig',
      '10 Jahre',
      'ewig',
      '',
    ])
    const around = {
      rows: new Map(),
      unitNumbers: new Set<string>(),
      classIds: new Set(['ewig']),
      today: TODAY,
    }
    const { differences } = readPlanLines(lines ?? [], 'keep', around)
    expect(differences.map(({ outcome, faults }) => [outcome, faults[0]])).to.deep.equal([
      ['faulty', 'Die Aufbewahrung 5 Jahre, V gibt es nicht.'],
      ['new', undefined],
      ['faulty', 'Die Aufbewahrung 10 Jahre gibt es nicht.'],
      ['new', undefined],
      ['new', undefined],
    ])
  })

  it('takes no other message for a plan, and nothing but markup for XML', function () {
    expect(linesOf('', 'Aktenplan.EmpfangBestaetigen.0302')).to.equal(undefined)
    expect([isXml('\uFEFF <?xml'), isXml('Nummer;Titel')]).to.deep.equal([true, false])
  })
})
