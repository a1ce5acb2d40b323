import { deflateRawSync } from 'node:zlib'
import { expect } from 'chai'
import fc from 'fast-check'
import { packBlocks, unpackBlocks } from '../../../../src/adapters/mongo/page-codec.ts'
import type { Block, Box } from '../../../../src/domain/recognition/page.ts'
import { codeOf } from '../../../contract/records.ts'

const side = fc.integer({ min: -1_000, max: 101_000 }).map((steps) => steps / 100_000)
const box: fc.Arbitrary<Box> = fc.tuple(side, side, side, side)
const confidence = fc.integer({ min: 0, max: 10_000 }).map((steps) => steps / 10_000)
const word = fc.record({ text: fc.string({ unit: 'grapheme' }), box, confidence })
const line = fc.record({ words: fc.array(word, { maxLength: 5 }), box })
const block: fc.Arbitrary<Block> = fc.record({ lines: fc.array(line, { maxLength: 4 }), box })

describe('page codec', function () {
  it('gives back any layout whose values stand on its steps', async function () {
    await fc.assert(
      fc.asyncProperty(fc.array(block, { maxLength: 4 }), async (blocks) => {
        expect(await unpackBlocks(await packBlocks(blocks))).to.deep.equal(blocks.map(plain))
      }),
      { numRuns: 100 },
    )
  })

  it('needs about ten bytes a word', async function () {
    const lines = Array.from({ length: 100 }, (_, row) => ({
      words: Array.from({ length: 12 }, (_unused, column) => {
        const x = column / 12 + ((row * 7_919 + column * 104_729) % 997) / 50_000
        const text = `wort${(row * 31 + column * 17) % 101}`
        return { text, box: [x, row / 100, x + 0.06, row / 100 + 0.008] as const, confidence: 0.9 }
      }),
      box: [0, row / 100, 1, row / 100 + 0.008] as const,
    }))
    const packed = await packBlocks([{ lines, box: [0, 0, 1, 1] }])
    expect(packed.length / 1_200).to.be.below(12)
  })

  const layout = {
    texts: ['a'],
    confidences: [1],
    wordCounts: [1],
    lineCounts: [1],
    boxes: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0],
  }
  const damaged: readonly { name: string; bytes: Uint8Array }[] = [
    { name: 'no bytes', bytes: Buffer.alloc(0) },
    { name: 'bytes that are not deflated', bytes: Buffer.from('hello') },
    { name: 'text that is not JSON', bytes: deflateRawSync('{') },
    { name: 'JSON of another kind', bytes: deflateRawSync('null') },
    { name: 'a box too few', bytes: packed({ ...layout, boxes: layout.boxes.slice(1) }) },
    { name: 'a word too few', bytes: packed({ ...layout, texts: [] }) },
    { name: 'a count beyond all words', bytes: packed({ ...layout, wordCounts: [4_000_000_000] }) },
    { name: 'a bomb', bytes: deflateRawSync(Buffer.alloc(80 * 1024 * 1024, 0x20)) },
  ]
  for (const { name, bytes } of damaged) {
    it(`refuses ${name}`, async function () {
      expect(await codeOf(unpackBlocks(bytes))).to.equal('integrity-failure')
    })
  }
})

function packed(layout: object): Buffer {
  return deflateRawSync(JSON.stringify(layout))
}

/** Negative zero is no place on a page. */
function plain(value: Block): Block {
  return JSON.parse(JSON.stringify(value)) as Block
}
