import type { PlacedWord } from './assemble.ts'
import type { QuarterTurn } from './page.ts'
import type { TextLayer } from './text-layer.ts'
import { addTurns, turnBox } from './turn.ts'

/** Lines further apart than this many line heights belong to different blocks. */
const BLOCK_GAP = 1.2

/** The clockwise turn that makes most of the text upright. */
export function layerTurn({ words }: TextLayer): QuarterTurn {
  const letters = new Map<QuarterTurn, number>()
  for (const { text, angleDegrees } of words) {
    const turn = addTurns(0, -Math.round(angleDegrees / 90) * 90)
    letters.set(turn, (letters.get(turn) ?? 0) + text.length)
  }
  const [most] = [...letters].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? 0
}

/** Words of a text layer on the upright page, with lines as the layer has them and blocks where lines part. */
export function placeLayerWords({ words }: TextLayer, turn: QuarterTurn): PlacedWord[] {
  const placed: PlacedWord[] = []
  let block = 0
  let line = 0
  let lineTop = 0
  let lineBottom = 0
  for (const word of words) {
    const box = turnBox(word.box, turn)
    const [, top, , bottom] = box
    if (word.startsLine || placed.length === 0) {
      const height = Math.max(lineBottom - lineTop, bottom - top)
      const isApart = top - lineBottom > height * BLOCK_GAP || lineTop - bottom > height * BLOCK_GAP
      if (placed.length > 0) line++
      if (placed.length > 0 && isApart) block++
      lineTop = top
      lineBottom = bottom
    } else {
      lineTop = Math.min(lineTop, top)
      lineBottom = Math.max(lineBottom, bottom)
    }
    placed.push({ text: word.text, box, confidence: 1, block, line })
  }
  return placed
}
