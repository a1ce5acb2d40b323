import { expect } from 'chai'
import { isMailroomError } from '../../../../src/domain/errors.ts'
import { letterNumberFrom } from '../../../../src/domain/letters/outgoing-letter.ts'
import {
  filled,
  requireFilled,
  requireKnownPlaceholders,
} from '../../../../src/domain/letters/placeholders.ts'

function faultsOf(work: () => void): unknown {
  try {
    work()
  } catch (error) {
    if (isMailroomError(error, 'validation-failed')) return error.faults
    throw error
  }
  return undefined
}

describe('placeholders of a letter', function () {
  it('are filled with what is known, and stay where nothing is', function () {
    const values = { aktenzeichen: '50.10-2026/000001', empfaenger: 'Kim {{datum}}' }
    expect(filled('{{empfaenger}}, {{ aktenzeichen }}: {{bezug}} {{bezug}}', values)).to.deep.equal({
      text: 'Kim {{datum}}, 50.10-2026/000001: {{bezug}} {{bezug}}',
      missing: ['bezug'],
    })
    expect(filled('Ohne { alles } }}', {})).to.deep.equal({ text: 'Ohne { alles } }}', missing: [] })
  })

  it('are refused by name where there are none such', function () {
    expect(
      faultsOf(() => {
        requireKnownPlaceholders({ subject: '{{bezug}}', body: '' })
      }),
    ).to.equal(undefined)
    const wrong = () => {
      requireKnownPlaceholders({ subject: '{{Bezug}}', body: 'a {{x}} {{y}} {{x}}' })
    }
    expect(faultsOf(wrong)).to.deep.equal([
      { path: 'subject', message: 'Den Platzhalter {{Bezug}} gibt es nicht.' },
      { path: 'body', message: 'Diese Platzhalter gibt es nicht: {{x}}, {{y}}.' },
    ])
  })

  it('that are left keep a letter here', function () {
    expect(
      faultsOf(() => {
        requireFilled({ text: 'Alles {da}.' })
      }),
    ).to.equal(undefined)
    expect(
      faultsOf(() => {
        requireFilled({ text: 'Ihr {{bezug}}' })
      }),
    ).to.deep.equal([{ path: 'text', message: 'Hier fehlt noch etwas: {{bezug}}.' }])
  })

  it('have letters with numbers that are no receipt numbers', function () {
    expect(letterNumberFrom(2026, 12)).to.equal('AUS-2026/000012')
  })
})
