import { expect } from 'chai'
import { withoutSpecks } from '../../../../src/domain/recognition/specks.ts'

const PRINT = ['Sehr', 'geehrte', 'Damen'].map((text) => word(text, 90, 28, 0.95))

function word(
  text: string,
  width: number,
  height: number,
  confidence: number,
): { text: string; box: { left: number; top: number; right: number; bottom: number }; confidence: number } {
  return { text, confidence, box: { left: 10, top: 20, right: 10 + width, bottom: 20 + height } }
}

describe('withoutSpecks', function () {
  const cases = [
    { name: 'a letter of the size of a speck', found: word('E', 4, 4, 0.9), stays: false },
    { name: 'letters as flat as a ruled line', found: word('ea:', 66, 7, 0.15), stays: false },
    { name: 'a doubtful sign of the size of a speck', found: word(';', 4, 4, 0.2), stays: false },
    { name: 'a full stop that stands alone', found: word('.', 5, 5, 0.9), stays: true },
    { name: 'a dash', found: word('–', 24, 4, 0.5), stays: true },
    { name: 'fine print', found: word('ohne', 30, 14, 0.4), stays: true },
    { name: 'a doubtful word of usual size', found: word('Muster', 126, 23, 0.15), stays: true },
  ]
  for (const { name, found, stays } of cases) {
    it(`${stays ? 'keeps' : 'leaves out'} ${name}`, function () {
      expect(withoutSpecks([...PRINT, found]).includes(found)).to.equal(stays)
    })
  }
})
