import { createWorker, OEM, PSM, type Worker } from 'tesseract.js'
import { MailroomError } from '../../domain/errors.ts'
import { shrink } from '../../domain/recognition/raster.ts'
import { addTurns } from '../../domain/recognition/turn.ts'
import type { TextRecognizer } from '../../ports/text-recognizer.ts'
import { MIN_ORIENTATION_CONFIDENCE, ORIENTATION_PPI } from './orientation.ts'
import { toPgm } from './pgm.ts'
import { modelFolder, nameOfReading, type Tessdata } from './tessdata.ts'
import { parseTsv } from './tsv.ts'
import { TESSERACT_JS_VERSION } from './tesseract-js-version.ts'

const SEGMENTATION = { page: PSM.AUTO, scattered: PSM.SPARSE_TEXT, lines: PSM.SINGLE_BLOCK } as const

/** A worker with its memory takes about 100 MiB: the usual languages and the better model of the first. */
const MAX_TEXT_WORKERS = 3

/**
 * Tesseract as WebAssembly. A worker for each model and language that pages need, and one for orientation; they start
 * when first needed and live as long as the process. Nothing is cached on disk and nothing is fetched.
 */
export function createTesseractJs(tessdata: Tessdata): TextRecognizer {
  const text = new Map<string, Promise<Worker>>()
  let orientation: Promise<Worker> | undefined

  const textWorker = async (languages: readonly string[], model: 'usual' | 'better'): Promise<Worker> => {
    const wanted = languages.join('+')
    const key = `${model} ${wanted}`
    const started = text.get(key) ?? startTextWorker(modelFolder(tessdata, model), wanted)
    // Put last, so that the first is the one not used for longest.
    text.delete(key)
    text.set(key, started)
    const [oldest] = text
    if (text.size > MAX_TEXT_WORKERS && oldest !== undefined) {
      text.delete(oldest[0])
      await (await oldest[1]).terminate()
    }
    return started
  }

  return {
    engine: nameOfReading('tesseract.js', TESSERACT_JS_VERSION, tessdata.mark),
    availableLanguages: (asked) => asked.filter((language) => tessdata.languages.has(language)),
    hasBetterModel: (language) => tessdata.better?.languages.has(language) ?? false,
    async recognize(page, { languages, ppi, layout, model }) {
      const worker = await textWorker(languages, model)
      const parameters = {
        tessedit_pageseg_mode: SEGMENTATION[layout],
        user_defined_dpi: String(Math.round(ppi)),
      }
      const output = { text: false, tsv: true }
      const { data } = await failing(async () => {
        await worker.setParameters(parameters)
        return worker.recognize(toPgm(page), {}, output)
      })
      return parseTsv(data.tsv ?? '')
    },
    async detectTurn(page, ppi) {
      if (!tessdata.languages.has('osd')) return undefined
      orientation ??= startWorker(tessdata.directory, 'osd', OEM.TESSERACT_ONLY)
      const worker = await orientation
      const small = shrink(page, Math.max(1, Math.round(ppi / ORIENTATION_PPI)))
      const { data } = await failing(() => worker.detect(toPgm(small)))
      if (data.orientation_degrees === null) return undefined
      if ((data.orientation_confidence ?? 0) < MIN_ORIENTATION_CONFIDENCE) return undefined
      return addTurns(0, data.orientation_degrees)
    },
    async [Symbol.asyncDispose]() {
      for (const worker of [...text.values(), orientation]) await (await worker)?.terminate()
    },
  }
}

async function startTextWorker(directory: string, languages: string): Promise<Worker> {
  const worker = await startWorker(directory, languages, OEM.LSTM_ONLY)
  // Without it a word of one document makes the same word likelier in the next.
  await worker.setParameters({ tessedit_enable_doc_dict: '0' })
  return worker
}

/** The promise of `createWorker` never settles when data is missing; its error handler is the only one to hear of it. */
async function startWorker(directory: string, languages: string, mode: OEM): Promise<Worker> {
  const legacy = mode === OEM.TESSERACT_ONLY
  return new Promise<Worker>((resolve, reject) => {
    const errorHandler = (error: unknown): void => {
      reject(engineFailure(error))
    }
    const options = {
      langPath: directory,
      gzip: false,
      cacheMethod: 'none',
      legacyCore: legacy,
      legacyLang: legacy,
      errorHandler,
    }
    createWorker(languages, mode, options).then(resolve, errorHandler)
  })
}

async function failing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    throw engineFailure(error)
  }
}

function engineFailure(error: unknown): MailroomError {
  return new MailroomError('recognition-failed', 'The recognition engine refused the page.', { cause: error })
}
