import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import { MailroomError } from '../../domain/errors.ts'
import type { Block, Box, Line, RecognizedPage, Word } from '../../domain/recognition/page.ts'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** Boxes are kept in steps of 1e-5: 0.003 mm on an A4 page. */
const BOX_STEPS = 100_000
/** Word confidences are kept in steps of 1e-4. */
const CONFIDENCE_STEPS = 10_000

/** Above what any page that passes the gates comes to; a bound for what a damaged row can unfold to. */
const MAX_LAYOUT_BYTES = 64 * 1024 * 1024

/**
 * Blocks, lines and words in columns, which deflate well: texts by word, and whole numbers for the rest. Each box is told
 * as the difference to the box before (of any kind), because neighbours share most of their digits.
 */
interface PackedLayout {
  /** Texts of the words in reading order. */
  readonly texts: readonly string[]
  readonly confidences: readonly number[]
  /** Number of words of each line, number of lines of each block. */
  readonly wordCounts: readonly number[]
  readonly lineCounts: readonly number[]
  /** Four numbers a box: each block, then each of its lines, then each of their words. */
  readonly boxes: readonly number[]
}

export type PageBlocks = RecognizedPage['blocks']

/** Packs the layout of a page: about 10 bytes a word with everything (1 500 words: 15 kB, as plain JSON 210 kB). */
export async function packBlocks(blocks: PageBlocks): Promise<Buffer> {
  const lines = blocks.flatMap((block) => block.lines)
  const words = lines.flatMap((line) => line.words)
  const packed: PackedLayout = {
    texts: words.map((word) => word.text),
    confidences: words.map((word) => Math.round(word.confidence * CONFIDENCE_STEPS)),
    wordCounts: lines.map((line) => line.words.length),
    lineCounts: blocks.map((block) => block.lines.length),
    boxes: differencesOf(boxesOf(blocks)),
  }
  return deflate(JSON.stringify(packed))
}

/** @throws {MailroomError} `integrity-failure` when the bytes were not made by `packBlocks` */
export async function unpackBlocks(bytes: Uint8Array): Promise<Block[]> {
  try {
    const text = await inflate(bytes, { maxOutputLength: MAX_LAYOUT_BYTES })
    return new LayoutReader(JSON.parse(text.toString()) as PackedLayout).blocks()
  } catch (cause) {
    throw new MailroomError('integrity-failure', 'A recognised page cannot be read back.', { cause })
  }
}

function boxesOf(blocks: PageBlocks): Box[] {
  return blocks.flatMap((block) => [
    block.box,
    ...block.lines.flatMap((line) => [line.box, ...line.words.map((word) => word.box)]),
  ])
}

function differencesOf(boxes: readonly Box[]): number[] {
  let before: readonly number[] = [0, 0, 0, 0]
  return boxes.flatMap((box) => {
    const steps = box.map((side) => Math.round(side * BOX_STEPS))
    const differences = steps.map((step, side) => step - (before[side] ?? 0))
    before = steps
    return differences
  })
}

/** Walks the columns of a packed layout once. */
class LayoutReader {
  readonly #packed: PackedLayout
  #boxAt = 0
  #lineAt = 0
  #wordAt = 0
  #before: Box = [0, 0, 0, 0]

  constructor(packed: PackedLayout) {
    this.#packed = packed
  }

  blocks(): Block[] {
    return this.#packed.lineCounts.map((lineCount) => {
      const box = this.#nextBox()
      return { lines: Array.from({ length: lineCount }, () => this.#nextLine()), box }
    })
  }

  #nextLine(): Line {
    const box = this.#nextBox()
    const wordCount = valueAt(this.#packed.wordCounts, this.#lineAt++)
    return { words: Array.from({ length: wordCount }, () => this.#nextWord()), box }
  }

  #nextWord(): Word {
    const at = this.#wordAt++
    const text = valueAt(this.#packed.texts, at)
    return {
      text,
      box: this.#nextBox(),
      confidence: valueAt(this.#packed.confidences, at) / CONFIDENCE_STEPS,
    }
  }

  #nextBox(): Box {
    const start = this.#boxAt
    this.#boxAt += 4
    const side = (offset: 0 | 1 | 2 | 3): number =>
      this.#before[offset] + valueAt(this.#packed.boxes, start + offset)
    this.#before = [side(0), side(1), side(2), side(3)]
    const [x0, y0, x1, y1] = this.#before
    return [x0 / BOX_STEPS, y0 / BOX_STEPS, x1 / BOX_STEPS, y1 / BOX_STEPS]
  }
}

function valueAt<T>(column: readonly T[], at: number): T {
  const value = column[at]
  if (value === undefined) throw new RangeError(`The column ends before ${at}.`)
  return value
}
