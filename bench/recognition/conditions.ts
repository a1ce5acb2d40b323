import { join } from 'node:path'
import sharp, { type Sharp } from 'sharp'
import type { DocumentReader } from '../../src/ports/document-reader.ts'
import { addTurns } from '../../src/domain/recognition/turn.ts'
import { percent, round } from './accuracy.ts'
import { variantOf, type Sample } from './corpus.ts'
import { inParallel } from './engine.ts'
import { blankCases, writeBlankCase } from './blank-pages.ts'
import { LANGUAGES } from './product.ts'

const TURNS = [0, 90, 180, 270] as const
/** Slants of papers in a feeder, in degrees. */
const SLANTS = [-2.3, -0.6, 0.4, 1.7] as const
/** Variants whose own slant is not known are no measure for slants. */
const STEPS_OF_SCAN = /^(?:scan\d+|bw\d+)$/u

export interface ConditionsReport {
  readonly turnedPages: number
  readonly turnErrors: number
  readonly turnsWronglyFound: readonly string[]
  readonly slantedPages: number
  /** Difference between the slant found on the slanted page and the slant found before plus the one given. */
  readonly slantErrorMeanDegrees: number
  readonly slantErrorMaxDegrees: number
  readonly blankPages: number
  readonly blanksTakenForWritten: number
  readonly writtenPages: number
  readonly writtenTakenForBlank: number
  readonly blankErrorPercent: number
  readonly blankErrors: readonly string[]
}

/** Turns and slants upright scans of the corpus and makes blank and nearly blank pages; counts what is found wrong. */
export async function measureConditions(
  reader: DocumentReader,
  samples: readonly Sample[],
  folder: string,
  workers: number,
): Promise<ConditionsReport> {
  const upright = samples.filter(
    (sample) => sample.mediaType.startsWith('image/') && STEPS_OF_SCAN.test(variantOf(sample)),
  )
  const read = createPictureReader(reader)
  const turned = await inParallel(turnTasks(upright), workers, (task) => checkTurn(read, task, folder))
  const slants = await inParallel(upright.slice(0, 6), workers, (sample) => checkSlants(read, sample, folder))
  const blanks = await inParallel(blankCases(), workers, async (blankCase) => {
    const { blank } = await read(await writeBlankCase(blankCase, folder), 'image/png')
    return { ...blankCase, taken: blank }
  })
  const slantErrors = slants.flat()
  const wrong = blanks.filter(({ blank, taken }) => blank !== taken)
  const wrongTurns = turned.filter((line) => line !== undefined)
  return {
    turnedPages: turned.length,
    turnErrors: wrongTurns.length,
    turnsWronglyFound: wrongTurns,
    slantedPages: slantErrors.length,
    slantErrorMeanDegrees: round(slantErrors.reduce((sum, error) => sum + error, 0) / slantErrors.length),
    slantErrorMaxDegrees: round(Math.max(0, ...slantErrors)),
    blankPages: blanks.filter(({ blank }) => blank).length,
    blanksTakenForWritten: wrong.filter(({ blank }) => blank).length,
    writtenPages: blanks.filter(({ blank }) => !blank).length,
    writtenTakenForBlank: wrong.filter(({ blank }) => !blank).length,
    blankErrorPercent: percent(wrong.length, blanks.length),
    blankErrors: wrong.map(({ name }) => name),
  }
}

type ReadPicture = (
  path: string,
  mediaType: string,
) => Promise<{ rotation: number; skewDegrees: number; blank: boolean }>

function createPictureReader(reader: DocumentReader): ReadPicture {
  const never = new AbortController().signal
  return async (path, mediaType) => {
    const { page } = await reader.readPage({ path, mediaType }, 1, { languages: LANGUAGES }, never)
    return page
  }
}

interface TurnTask {
  readonly sample: Sample
  readonly turn: (typeof TURNS)[number]
}

function turnTasks(samples: readonly Sample[]): TurnTask[] {
  return samples.flatMap((sample) => TURNS.map((turn) => ({ sample, turn })))
}

async function checkTurn(read: ReadPicture, task: TurnTask, folder: string): Promise<string | undefined> {
  const { sample, turn } = task
  const path = join(folder, `${sample.id}.turned-${turn}.png`)
  await writePng(sharp(sample.path).rotate(turn), path)
  const { rotation } = await read(path, 'image/png')
  return addTurns(rotation, turn) === 0 ? undefined : `${sample.id} turned by ${turn}°: ${rotation}°`
}

async function checkSlants(read: ReadPicture, sample: Sample, folder: string): Promise<number[]> {
  const own = await read(sample.path, sample.mediaType)
  const errors: number[] = []
  for (const slant of SLANTS) {
    const path = join(folder, `${sample.id}.slanted-${slant}.png`)
    await writePng(sharp(sample.path).grayscale().rotate(slant, { background: '#e8e8e8' }), path)
    const { skewDegrees } = await read(path, 'image/png')
    errors.push(Math.abs(skewDegrees - own.skewDegrees - slant))
  }
  return errors
}

async function writePng(picture: Sharp, path: string): Promise<void> {
  await picture.withMetadata({ density: 300 }).png({ compressionLevel: 1 }).toFile(path)
}
