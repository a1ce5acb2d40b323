import { expect } from 'chai'
import {
  describeChoice,
  fastestAccurate,
  lostLetters,
  type EngineTrial,
} from '../../../../src/domain/recognition/engine-choice.ts'

const PROGRAM: EngineTrial = {
  engine: 'tesseract',
  version: 'tesseract 5.3.0',
  letters: 1000,
  lostLetters: 4,
  pageMs: 800,
}
const LIBRARY: EngineTrial = {
  engine: 'tesseract.js',
  version: 'tesseract.js 7.0.0',
  letters: 1000,
  lostLetters: 2,
  pageMs: 1200,
}

describe('The choice of an engine', () => {
  it('takes the faster of two that read alike', () => {
    expect(fastestAccurate([PROGRAM, LIBRARY]).engine).to.equal('tesseract')
    expect(fastestAccurate([{ ...PROGRAM, pageMs: 1300 }, LIBRARY]).engine).to.equal('tesseract.js')
  })

  it('takes the slower one when the faster loses more letters', () => {
    expect(fastestAccurate([{ ...PROGRAM, lostLetters: 8 }, LIBRARY]).engine).to.equal('tesseract.js')
  })

  it('tells operators what was measured', () => {
    expect(describeChoice(fastestAccurate([PROGRAM, LIBRARY]))).to.equal(
      'tesseract (the fastest of the most accurate as measured: tesseract 5.3.0: 4 of 1000 letters lost, 800 ms; tesseract.js 7.0.0: 2 of 1000 letters lost, 1200 ms)',
    )
    expect(describeChoice({ engine: 'tesseract.js', reason: 'only-one', trials: [] })).to.equal(
      'tesseract.js (the only one here)',
    )
  })

  it('counts a word as lost each time that it is not read', () => {
    expect(lostLetters(['ab', 'cde', 'ab'], ['ab', 'xyz'])).to.equal(5)
    expect(lostLetters(['ab', 'cde'], ['cde', 'ab', 'more'])).to.equal(0)
  })
})
