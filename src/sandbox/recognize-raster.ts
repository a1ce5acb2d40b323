import { isBlank } from '../domain/recognition/blank.ts'
import { meanConfidence, type PlacedWord } from '../domain/recognition/assemble.ts'
import { findSheet } from '../domain/recognition/find-sheet.ts'
import { boxOnPage } from '../domain/recognition/geometry.ts'
import { lineProfileRatio, linesStand } from '../domain/recognition/orientation.ts'
import type { QuarterTurn } from '../domain/recognition/page.ts'
import { boxOnPicture, flatten, slantDegrees, type Sheet } from '../domain/recognition/perspective.ts'
import { isPaperScan, whitenPaper, whitenUncleanPaper } from '../domain/recognition/paper.ts'
import { qualityHints, type QualityHint } from '../domain/recognition/quality.ts'
import { cut, type GrayRaster } from '../domain/recognition/raster.ts'
import { withoutRules } from '../domain/recognition/ruled-lines.ts'
import { withoutSpecks } from '../domain/recognition/specks.ts'
import { estimateSkew, isWorthStraightening, straighten } from '../domain/recognition/skew.ts'
import { whitenTints } from '../domain/recognition/tints.ts'
import { addTurns, turnRaster } from '../domain/recognition/turn.ts'
import { coverWords, unreadArea, usualWordHeightPx } from '../domain/recognition/uncovered-ink.ts'
import { seenLanguages } from '../domain/recognition/languages.ts'
import type { RecognizedWord, TextRecognizer } from '../ports/text-recognizer.ts'
import { lookAgain } from './second-look.ts'

/** Upright pages come out between 0.88 and 0.94, upside-down ones between 0.25 and 0.35. */
const DOUBTFUL_CONFIDENCE = 0.6
/** With fewer letters a low confidence says nothing about the direction of the page. */
const MIN_JUDGED_LETTERS = 50
/** Words of the first pass below this are left for the second to see. */
const MIN_COVERING_CONFIDENCE = 0.3
/** Words of the second pass below this are mostly parts of drawings. */
const MIN_SECOND_PASS_CONFIDENCE = 0.4

export interface RasterReading {
  /** On the upright page. */
  readonly words: readonly PlacedWord[]
  readonly turn: QuarterTurn
  readonly skewDegrees: number
  readonly blank: boolean
  readonly hints: readonly QualityHint[]
}

export interface RasterTask {
  readonly page: GrayRaster
  readonly ppi: number
  readonly languages: readonly string[]
}

/**
 * Recognises a whole page: the sheet is cut from what it lies on, its paper whitened, turned upright, straightened, read,
 * and looked at again where ink is left.
 */
export async function recognizeRaster(recognizer: TextRecognizer, task: RasterTask): Promise<RasterReading> {
  const sheet = findSheet(task.page)
  const flat = sheet === undefined ? task.page : flatten(task.page, sheet, task.ppi)
  const page = whitenTints(whitenUncleanPaper(flat, task.ppi), task.ppi)
  if (isBlank(page, task.ppi)) return { words: [], turn: 0, skewDegrees: 0, blank: true, hints: [] }
  const attempt = await bestAttempt(recognizer, { ...task, page })
  const { words, languages } = await inItsLanguage(recognizer, task, attempt)
  const more = await readUncovered(recognizer, { ...task, languages }, { ...attempt, words })
  const sharpened = await lookAgain(
    recognizer,
    { page: attempt.straight, ppi: task.ppi, languages },
    withoutSpecks([...words, ...more]),
  )
  return {
    words: withoutRules(sharpened).map((word) => placeOnPicture(word, attempt, sheet)),
    turn: attempt.turn,
    skewDegrees: attempt.skewDegrees + (sheet === undefined ? 0 : slantDegrees(sheet)),
    blank: false,
    hints: qualityHints(flat, task.ppi),
  }
}

interface InLanguage {
  readonly words: readonly RecognizedWord[]
  /** The one of the page first. */
  readonly languages: readonly string[]
}

/**
 * Pages are read in the first language of the task, because two at once blur each other: words with umlauts come out
 * English. A page whose small words are those of another language is read again in that.
 */
async function inItsLanguage(
  recognizer: TextRecognizer,
  { ppi, languages }: RasterTask,
  { straight, words, confidence }: Attempt,
): Promise<InLanguage> {
  const [seen] = seenLanguages(words.map(({ text }) => text))
  if (seen === undefined || seen === languages[0] || !languages.includes(seen)) return { words, languages }
  const options = { languages: [seen], ppi, layout: 'page', model: 'usual' } as const
  const again = await recognizer.recognize(straight, options)
  if (meanConfidence(again) <= confidence) return { words, languages }
  return { words: again, languages: [seen, ...languages.filter((language) => language !== seen)] }
}

interface Attempt {
  readonly straight: GrayRaster
  readonly turn: QuarterTurn
  readonly skewDegrees: number
  readonly words: readonly RecognizedWord[]
  readonly confidence: number
  readonly letters: number
}

/** Reads the page as it lies unless its lines stand; turns it when the result is doubtful. */
async function bestAttempt(recognizer: TextRecognizer, task: RasterTask): Promise<Attempt> {
  const stands = linesStand(lineProfileRatio(task.page, task.ppi))
  const early = stands ? await recognizer.detectTurn(task.page, task.ppi) : 0
  const first = await attemptAt(recognizer, task, early ?? 0)
  if (!isDoubtful(first)) return first
  const detected = stands ? early : await recognizer.detectTurn(task.page, task.ppi)
  let best = first
  for (const turn of turnsToTry(detected, first.turn, stands)) {
    const next = await attemptAt(recognizer, task, turn)
    if (next.confidence * next.letters > best.confidence * best.letters) best = next
    if (!isDoubtful(best)) break
  }
  return best
}

function turnsToTry(detected: QuarterTurn | undefined, tried: QuarterTurn, stands: boolean): QuarterTurn[] {
  if (detected !== undefined && detected !== tried) return [detected]
  if (detected === undefined && stands) return [90, 270]
  return [addTurns(tried, 180)]
}

function isDoubtful({ confidence, letters }: Attempt): boolean {
  return confidence < DOUBTFUL_CONFIDENCE && letters > MIN_JUDGED_LETTERS
}

async function attemptAt(recognizer: TextRecognizer, task: RasterTask, turn: QuarterTurn): Promise<Attempt> {
  const upright = turnRaster(task.page, turn)
  const skew = estimateSkew(upright, task.ppi)
  const skewDegrees = isWorthStraightening(skew) ? skew.degrees : 0
  const straight = skewDegrees === 0 ? upright : straighten(upright, skewDegrees)
  const { ppi } = task
  const languages = task.languages.slice(0, 1)
  const words = await recognizer.recognize(straight, { languages, ppi, layout: 'page', model: 'usual' })
  const letters = words.reduce((sum, word) => sum + word.text.length, 0)
  return { straight, turn, skewDegrees, words, letters, confidence: meanConfidence(words) }
}

/** Looking for scattered words, an engine reads the grain of paper as letters; so even clean paper is whitened here. */
async function readUncovered(
  recognizer: TextRecognizer,
  { languages, ppi }: RasterTask,
  { straight, words }: Attempt,
): Promise<RecognizedWord[]> {
  const boxes = words.filter(({ confidence }) => confidence >= MIN_COVERING_CONFIDENCE).map(({ box }) => box)
  const usualPx = usualWordHeightPx(boxes)
  const covered = coverWords(straight, boxes)
  const before = unreadArea(covered, usualPx)
  if (before === undefined) return []
  const rest = isPaperScan(straight) ? coverWords(whitenPaper(straight, ppi), boxes) : covered
  const area = rest === covered ? before : unreadArea(rest, usualPx)
  if (area === undefined) return []
  const options = { languages: languages.slice(0, 1), ppi, layout: 'scattered', model: 'usual' } as const
  const found = await recognizer.recognize(cut(rest, area), options)
  const blocksBefore = words.reduce((highest, { block }) => Math.max(highest, block), 0)
  return found
    .filter(({ confidence }) => confidence >= MIN_SECOND_PASS_CONFIDENCE)
    .map((word) => ({
      ...word,
      block: word.block + blocksBefore + 1,
      box: {
        left: word.box.left + area.left,
        top: word.box.top + area.top,
        right: word.box.right + area.left,
        bottom: word.box.bottom + area.top,
      },
    }))
}

function placeOnPicture(
  word: RecognizedWord,
  { straight, skewDegrees, turn }: Attempt,
  sheet: Sheet | undefined,
): PlacedWord {
  const { text, confidence, block, line } = word
  const onSheet = boxOnPage(word.box, straight, skewDegrees)
  const box = sheet === undefined ? onSheet : boxOnPicture(onSheet, sheet, turn)
  return { text, confidence, block, line, box }
}
