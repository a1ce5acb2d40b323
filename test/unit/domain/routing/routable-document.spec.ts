import { expect } from 'chai'
import { NO_PROPOSALS } from '../../../../src/domain/extraction/proposal.ts'
import { coverSheetUnits, routableDocument } from '../../../../src/domain/routing/routable-document.ts'
import { route } from '../../../../src/domain/routing/route.ts'
import type { Box, Line } from '../../../../src/domain/recognition/page.ts'

const lineAt = (text: string, top: number): Line => {
  const box: Box = [0.1, top, 0.9, top + 0.01]
  return { words: text.split(' ').map((word) => ({ text: word, box, confidence: 1 })), box }
}
const codeOf = (text: string, format = 'QRCode') => ({ format, text, box: [0, 0, 0.1, 0.1] as const })

const PAGES = [
  {
    blocks: [
      {
        lines: [lineAt('Antrag auf Wohngeld', 0.1), lineAt('Form 12/2025', 0.95)],
        box: [0, 0, 1, 1] as const,
      },
    ],
    barcodes: [
      codeOf('POSTSTELLE:1;unit=50;file=50.10-2026/000001'),
      codeOf('DEA123456', 'DataMatrix'),
      codeOf('ANTRAG-7'),
    ],
  },
]

describe('routableDocument', function () {
  it('tells rules of codes but for postage, and of the lines at the foot of pages', function () {
    const letter = { proposals: NO_PROPOSALS, pages: PAGES, channel: 'letter', documentType: undefined }
    const document = routableDocument(letter)
    expect(document.barcodes).to.deep.equal(['POSTSTELLE:1;unit=50;file=50.10-2026/000001', 'ANTRAG-7'])
    expect(document.footLines).to.deep.equal(['Form 12/2025'])
    expect(document.text).to.equal('Antrag auf Wohngeld\nForm 12/2025')
    expect(routableDocument({ ...letter, maxTextLength: 6 }).text).to.equal('Antrag')
  })

  it('reads the unit of own cover sheets, which goes before the habit of the sender', function () {
    expect(coverSheetUnits(PAGES)).to.deep.equal(['50'])
    const { winner } = route({
      document: routableDocument({
        proposals: NO_PROPOSALS,
        pages: [],
        channel: 'letter',
        documentType: undefined,
      }),
      foreignReferences: [],
      openCaseFiles: [],
      coverSheetUnits: [{ id: 'social', number: '50' }],
      rules: [],
      earlierTargets: [{ orgUnitId: 'tax', count: 9 }],
      activeOrgUnits: new Set(['social', 'tax']),
    })
    expect(winner).to.include({ source: 'cover-sheet', orgUnitId: 'social' })
    expect(winner?.reasons[0]?.text).to.equal('Das Deckblatt nennt die Stelle 50.')
  })
})
