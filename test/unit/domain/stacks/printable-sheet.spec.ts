import { expect } from 'chai'
import { coverSheetText, parseCoverSheet } from '../../../../src/domain/barcodes/cover-sheet.ts'
import { printableSheet } from '../../../../src/domain/stacks/printable-sheet.ts'
import { sheetVerdict } from '../../../../src/domain/stacks/sheets.ts'
import { code, scannedPage } from './scanned-page.ts'

describe('Sheets to be printed', () => {
  it('are read back as what they were printed for', () => {
    const cover = {
      unit: '33.2',
      fileNumber: '33.41-2026/000123',
      documentType: 'widerspruch',
      level: 'confidential',
    } as const
    expect(parseCoverSheet(coverSheetText(cover))).to.deep.equal(cover)
    const sheet = printableSheet(cover, { unit: '33.2 Bürgerbüro' })
    const page = scannedPage(1, [sheet.heading, ...sheet.lines].join('\n'), { barcodes: [code(sheet.code)] })
    expect(sheetVerdict(page)).to.deep.include({ kind: 'separator', cover })
  })

  it('are plain separator sheets where nothing is said', () => {
    const sheet = printableSheet({}, {})
    expect(sheet.heading).to.equal('TRENNBLATT')
    expect(sheetVerdict(scannedPage(1, '', { barcodes: [code(sheet.code)] }))).to.deep.include({
      kind: 'separator',
    })
  })
})
