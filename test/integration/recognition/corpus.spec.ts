import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'chai'
import { readSamples, variantOf, type Sample } from '../../../bench/recognition/corpus.ts'
import { countErrors, sumErrors } from '../../../bench/recognition/error-rates.ts'
import { textOf } from '../../../src/domain/recognition/page.ts'
import { leaveOut } from '../../support/skip.ts'
import { openReadingRoom, type ReadingRoom } from './reading-room.ts'

const CORPUS = process.env['CORPUS_DIR'] ?? '../shared/corpus'
const LETTERS = join(CORPUS, 'letters_de_scanned')
/** One letter in each kind of degradation keeps the test short; the bench reads them all. */
const LETTER = 'l01_'
const MAX_CER = 0.02

describe('Recognition of real scans', function () {
  this.timeout(300_000)
  let room: ReadingRoom | undefined
  let samples: Sample[] = []
  before(async function () {
    if (!existsSync(LETTERS)) leaveOut(this, `no corpus at ${CORPUS}; name one with CORPUS_DIR`)
    samples = readSamples(LETTERS).filter(({ id }) => id.startsWith(LETTER))
    room = await openReadingRoom()
  })
  after(async function () {
    await room?.close()
  })

  it('reads scanned German letters with less than 2 % wrong characters, bad and turned ones too', async function () {
    const counts = []
    for (const sample of samples) {
      const reading = await room?.read(sample)
      if (reading === undefined) return expect.fail('nothing was read')
      const errors = countErrors(sample.truth ?? '', textOf(reading.page))
      expect(errors.charErrors / errors.truthChars, variantOf(sample)).to.be.below(MAX_CER)
      counts.push(errors)
    }
    const { charErrors, truthChars } = sumErrors(counts)
    expect(truthChars).to.be.above(1000)
    expect(charErrors / truthChars).to.be.below(MAX_CER / 2)
  })
})
