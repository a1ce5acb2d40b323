import { expect } from 'chai'
import { parseCoverSheet } from '../../../../src/domain/barcodes/cover-sheet.ts'
import type { PrintableSheet } from '../../../../src/domain/stacks/printable-sheet.ts'
import { createPrintSheets, type SheetsInput } from '../../../../src/usecases/stacks/print-sheets.ts'
import { expectFailure } from '../support/expect-failure.ts'
import { openMailroom, person, SIGNAL, type PersonName } from '../support/mailroom.ts'

describe('printing separator and cover sheets', function () {
  async function printed(input: SheetsInput, name: PersonName = 'mia') {
    const mailroom = await openMailroom()
    const drawn: { sheet: PrintableSheet; copies: number }[] = []
    const sheetPages = {
      async sheetsOf(sheet: PrintableSheet, _code: unknown, copies: number) {
        drawn.push({ sheet, copies })
        return new Uint8Array()
      },
    }
    await createPrintSheets({ ...mailroom, sheetPages })(person(name), input, SIGNAL)
    return drawn
  }

  it('prints plain separator sheets, as many as are wanted', async function () {
    const [drawn] = await printed({ copies: 12 })
    expect(drawn?.copies).to.equal(12)
    expect(drawn?.sheet).to.deep.include({ heading: 'TRENNBLATT', code: 'PATCHT' })
  })

  it('prints cover sheets that say unit, type and level to the machine and to people', async function () {
    const [drawn] = await printed({ orgUnitId: 'care', documentType: 'mahnung', level: 'strict', copies: 1 })
    expect(drawn?.sheet.heading).to.equal('DECKBLATT')
    expect(parseCoverSheet(drawn?.sheet.code ?? '')).to.deep.equal({
      unit: '50.1',
      documentType: 'mahnung',
      level: 'strict',
    })
    expect(drawn?.sheet.lines).to.deep.equal([
      'Einheit: 50.1 Pflege',
      'Art: mahnung',
      'Vertraulichkeit: Streng vertraulich',
    ])
  })

  it('prints none for a unit that is not there or a type that was retired', async function () {
    await expectFailure(printed({ orgUnitId: 'nowhere', copies: 1 }), 'validation-failed')
    await expectFailure(printed({ documentType: 'fernschreiben', copies: 1 }), 'validation-failed')
    await expectFailure(printed({ documentType: 'nothing', copies: 1 }), 'validation-failed')
  })

  it('prints none for scanners', async function () {
    await expectFailure(printed({ copies: 1 }, 'scan'), 'forbidden')
  })
})
