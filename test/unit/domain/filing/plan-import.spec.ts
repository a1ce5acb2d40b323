import { expect } from 'chai'
import { MAX_PLAN_LINES, readPlan, type PlanAround } from '../../../../src/domain/filing/plan-import.ts'
import type { PlanRow } from '../../../../src/domain/filing/plan-table.ts'

const NO_ROW = {
  parent: '',
  unit: '',
  validFrom: '',
  validTo: '',
  successor: '',
  retention: '',
  template: '',
}
const ROWS: readonly PlanRow[] = [
  { ...NO_ROW, number: '50', title: 'Soziales' },
  { ...NO_ROW, number: '50.10', title: 'Wohngeld', parent: '50', unit: '50.1', retention: '10-v' },
  { ...NO_ROW, number: '50.90', title: 'Altes', validTo: '2020-12-31' },
]
const AROUND: PlanAround = {
  rows: new Map(ROWS.map((row) => [row.number, row])),
  unitNumbers: new Set(['50', '50.1']),
  classIds: new Set(['10-v', '30-b']),
  today: '2026-03-02',
}
const HEAD = 'Nummer;Titel;Übergeordnet;Amt;Gültig ab;Gültig bis;Nachfolger;Aufbewahrung;Aktenzeichen'

describe('readPlan', function () {
  it('tells new, changed, ended and unchanged lines apart', function () {
    const text = [
      HEAD,
      '50;Soziales;;;;;;;',
      '50.10;Wohn- und Lastenzuschuss;50;50.1;;;;30-b;',
      '50.11;Heizkosten;50;50;1.1.2027;;;10-v;{plan}/{serial}',
      '50.90;Altes;;;;31.12.2020;;;',
    ].join('\r\n')
    const { differences, fault } = readPlan(text, 'keep', AROUND)
    expect(fault).to.equal(undefined)
    expect(differences.map(({ line, number, outcome }) => `${line} ${number} ${outcome}`)).to.deep.equal([
      '2 50 unchanged',
      '3 50.10 changed',
      '4 50.11 new',
      '5 50.90 unchanged',
    ])
    expect(differences[1]?.changes).to.deep.equal([
      { column: 'title', before: 'Wohngeld', after: 'Wohn- und Lastenzuschuss' },
      { column: 'retention', before: '10-v', after: '30-b' },
    ])
    expect(differences[2]?.changes).to.deep.include({ column: 'validFrom', before: '', after: '2027-01-01' })
  })

  it('leaves what has no column as it is, and finds columns in any order', function () {
    const { differences } = readPlan('titel,NUMMER,Bemerkung\nWohngeld,50.10,x', 'keep', AROUND)
    expect(differences).to.deep.equal([
      { outcome: 'unchanged', line: 2, number: '50.10', title: 'Wohngeld', changes: [], faults: [] },
    ])
  })

  it('takes a value away where a cell is empty', function () {
    const { differences } = readPlan('Nummer;Titel;Amt\n50.10;Wohngeld;', 'keep', AROUND)
    expect(differences[0]?.changes).to.deep.equal([{ column: 'unit', before: '50.1', after: '' }])
  })

  it('ends what the table does not have only when told so, and nothing twice', function () {
    const text = 'Nummer;Titel\n50;Soziales'
    expect(readPlan(text, 'keep', AROUND).differences).to.have.length(1)
    const [, ...ended] = readPlan(text, 'end', AROUND).differences
    expect(ended).to.deep.equal([
      {
        outcome: 'ended',
        number: '50.10',
        title: 'Wohngeld',
        changes: [{ column: 'validTo', before: '', after: '2026-03-02' }],
        faults: [],
      },
    ])
  })

  it('says of a line that ends an entry that it ends', function () {
    const text = 'Nummer;Titel;Gültig bis;Nachfolger\n50.10;Wohngeld;30.06.2026;50'
    expect(readPlan(text, 'keep', AROUND).differences[0]).to.deep.include({
      outcome: 'ended',
      number: '50.10',
    })
  })

  it('lets lines refer to each other, whichever stands first', function () {
    const text = 'Nummer;Titel;Übergeordnet\n7.1;Kind;7\n7;Haupt;'
    expect(readPlan(text, 'keep', AROUND).differences.map(({ outcome }) => outcome)).to.deep.equal([
      'new',
      'new',
    ])
  })

  const faulty = [
    { name: 'without a number', line: ';Titel;;;;;;;', fault: 'Die Nummer fehlt.' },
    { name: 'without a title', line: '7;;;;;;;;', fault: 'Der Titel fehlt.' },
    {
      name: 'with a long number',
      line: `${'7'.repeat(51)};T;;;;;;;`,
      fault: 'Die Nummer hat mehr als 50 Zeichen.',
    },
    {
      name: 'with a long title',
      line: `7;${'T'.repeat(501)};;;;;;;`,
      fault: 'Der Titel hat mehr als 500 Zeichen.',
    },
    {
      name: 'with a break',
      line: '7;"T\nT";;;;;;;',
      fault: 'Die Zeile enthält Steuerzeichen oder Umbrüche.',
    },
    {
      name: 'with an unknown parent',
      line: '7;T;8;;;;;;',
      fault: 'Den übergeordneten Eintrag 8 gibt es nicht.',
    },
    { name: 'with an unknown unit', line: '7;T;;99;;;;;', fault: 'Das Amt 99 gibt es nicht.' },
    { name: 'with an unknown successor', line: '7;T;;;;;8;;', fault: 'Den Nachfolger 8 gibt es nicht.' },
    {
      name: 'with an unknown retention',
      line: '7;T;;;;;;ewig;',
      fault: 'Die Aufbewahrung ewig gibt es nicht.',
    },
    {
      name: 'with a day that is none',
      line: '7;T;;;31.02.2026;;;;',
      fault: '„Gültig ab“ ist kein Tag, zum Beispiel 01.01.2026.',
    },
    {
      name: 'with an end that is none',
      line: '7;T;;;;bald;;;',
      fault: '„Gültig bis“ ist kein Tag, zum Beispiel 31.12.2026.',
    },
    {
      name: 'that ends before it begins',
      line: '7;T;;;2.1.2026;1.1.2026;;;',
      fault: '„Gültig bis“ liegt vor „Gültig ab“.',
    },
    {
      name: 'with a template that gives no number',
      line: '7;T;;;;;;;{plan}',
      fault: 'Im Aktenzeichen sind {office}, {plan}, {year} und einmal {serial} erlaubt.',
    },
    { name: 'above itself', line: '50;Soziales;50.10;;;;;;', fault: 'Der Eintrag stünde über sich selbst.' },
    { name: 'that follows itself', line: '7;T;;;;;7;;', fault: 'Der Eintrag wäre sein eigener Nachfolger.' },
  ]
  for (const { name, line, fault } of faulty) {
    it(`finds a line ${name}`, function () {
      const [difference] = readPlan(`${HEAD}\n${line}`, 'keep', AROUND).differences
      expect(difference).to.deep.include({ outcome: 'faulty', line: 2, faults: [fault], changes: [] })
    })
  }

  it('finds the second of two lines with one number', function () {
    const { differences } = readPlan('Nummer;Titel\n7;A\n7;B', 'keep', AROUND)
    expect(differences.map(({ faults }) => faults)).to.deep.equal([
      [],
      ['Die Nummer steht schon in Zeile 2.'],
    ])
  })

  const unreadable = [
    {
      name: 'headings without a number',
      text: 'Titel\nx',
      fault: 'In der ersten Zeile fehlen die Spalten „Nummer“ und „Titel“.',
    },
    {
      name: 'a heading twice',
      text: 'Nummer;Titel;Titel\n1;a;b',
      fault: 'In der ersten Zeile steht eine Spalte zweimal.',
    },
    { name: 'no entries', text: 'Nummer;Titel', fault: 'Die Datei hat keine Einträge.' },
    {
      name: 'too many entries',
      text: `Nummer;Titel\n${'1;x\n'.repeat(MAX_PLAN_LINES + 1)}`,
      fault: `Die Datei hat mehr als ${MAX_PLAN_LINES} Einträge.`,
    },
  ]
  for (const { name, text, fault } of unreadable) {
    it(`refuses a table with ${name}`, function () {
      expect(readPlan(text, 'keep', AROUND)).to.deep.equal({ differences: [], fault })
    })
  }
})
