import { expect } from 'chai'
import { changeLines } from '../../../src/web/features/access/change-lines.ts'
import { german } from '../../../src/web/shared/texts.de.ts'

const NAMES = {
  unit: (id: string) => `Amt ${id}`,
  type: (id: string) => `Art ${id}`,
  plan: (id: string) => `Plan ${id}`,
  person: (id: string) => `Person ${id}`,
}

describe('a line of the access log', function () {
  const linesOf = (changes: Parameters<typeof changeLines>[0]) => changeLines(changes, german, NAMES)

  it('names field and values in German', function () {
    const lines = linesOf({
      state: { before: 'routed', after: 'accepted' },
      channel: { after: 'night_box' },
      target: { after: { orgUnitId: '50.1' } },
      claim: { before: { displayName: 'Sven Sorge', userId: 'u1' } },
      person: { after: 'Paula Perso' },
      'index.letterDate': { after: '2025-03-14' },
      'index.amounts': { after: [{ amount: '187.00', currency: 'EUR' }] },
    })
    expect(lines).to.deep.equal([
      'Stand: Zugestellt → Übernommen',
      'Eingangsweg: (leer) → Nachtbriefkasten',
      'Ziel: (leer) → Amt 50.1',
      'Bearbeitung: Sven Sorge → (leer)',
      'Person: (leer) → Paula Perso',
      'Datum des Schreibens: (leer) → 14.03.2025',
      'Beträge: (leer) → 187,00 EUR',
    ])
  })

  it('is left out for what only the program needs and where nothing was and is', function () {
    expect(
      linesOf({ readKeys: { after: ['mailroom'] }, endsAt: {}, 'index.ibans': { after: [] } }),
    ).to.deep.equal([])
  })

  it('shows what it does not know as it is', function () {
    expect(linesOf({ fresh: { before: false, after: { a: 1 } } })).to.deep.equal(['fresh: false → {"a":1}'])
  })
})
