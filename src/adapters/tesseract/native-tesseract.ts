import { execFile, spawn } from 'node:child_process'
import { MailroomError } from '../../domain/errors.ts'
import { shrink, type GrayRaster } from '../../domain/recognition/raster.ts'
import { addTurns } from '../../domain/recognition/turn.ts'
import type { TextRecognizer } from '../../ports/text-recognizer.ts'
import { MIN_ORIENTATION_CONFIDENCE, ORIENTATION_PPI } from './orientation.ts'
import { toPgm } from './pgm.ts'
import { TESSERACT_JS_VERSION } from './tesseract-js-version.ts'
import { modelFolder, nameOfReading, type Tessdata } from './tessdata.ts'
import { parseTsv } from './tsv.ts'

const PROGRAMS = ['/usr/bin/tesseract', '/usr/local/bin/tesseract', '/opt/homebrew/bin/tesseract']
/** Version 5 reads like the WebAssembly build; older ones do not. */
const VERSION_LINE = /^tesseract v?(5\.[\d.]+)/mu
/** One thread: the children of the pool share the processors. */
const ENVIRONMENT = { OMP_THREAD_LIMIT: '1', LC_ALL: 'C.UTF-8' }
/** A page of text is about 100 KiB of TSV. */
const MAX_OUTPUT_BYTES = 32 * 1024 * 1024
/** Values of `--psm`: automatic, sparse text. */
const SEGMENTATION = { page: '3', scattered: '11' } as const

/**
 * Tesseract as a program, when version 5 is installed: a third less processor time than WebAssembly for whole pages, same
 * results. It loads its model anew each time, which takes longer than reading some lines does: those are left to `library`.
 */
export async function findNativeTesseract(
  tessdata: Tessdata,
  library: TextRecognizer,
): Promise<TextRecognizer | undefined> {
  const installed = await findProgram()
  return installed && createNativeTesseract(installed.program, installed.version, { tessdata, library })
}

/** The first installed program of a version that reads as expected. */
export async function findProgram(): Promise<
  { readonly program: string; readonly version: string } | undefined
> {
  for (const program of PROGRAMS) {
    const version = await versionOf(program)
    if (version !== undefined) return { program, version }
  }
  return undefined
}

function versionOf(program: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(program, ['--version'], { env: ENVIRONMENT }, (error, stdout, stderr) => {
      resolve(error === null ? VERSION_LINE.exec(stdout + stderr)?.[1] : undefined)
    })
  })
}

interface Beside {
  readonly tessdata: Tessdata
  readonly library: TextRecognizer
}

function createNativeTesseract(
  program: string,
  version: string,
  { tessdata, library }: Beside,
): TextRecognizer {
  const run = (page: GrayRaster, directory: string, args: readonly string[]): Promise<string> =>
    runProgram(program, ['-', '-', '--tessdata-dir', directory, ...args], toPgm(page))
  return {
    // Without the models of the library: whole pages that it has read alone are told from these.
    engine: `${nameOfReading('tesseract', version, tessdata.mark)} + tesseract.js ${TESSERACT_JS_VERSION}`,
    availableLanguages: (asked) => asked.filter((language) => tessdata.languages.has(language)),
    hasBetterModel: (language) => tessdata.better?.languages.has(language) ?? false,
    async recognize(page, options) {
      const { languages, ppi, layout, model } = options
      if (layout === 'lines') return library.recognize(page, options)
      const mode = SEGMENTATION[layout]
      const dpi = String(Math.round(ppi))
      const output = ['-c', 'tessedit_create_tsv=1', '-c', 'tessedit_enable_doc_dict=0']
      const args = ['-l', languages.join('+'), '--dpi', dpi, '--psm', mode, ...output]
      return parseTsv(await run(page, modelFolder(tessdata, model), args))
    },
    async detectTurn(page, ppi) {
      if (!tessdata.languages.has('osd')) return undefined
      const factor = Math.max(1, Math.round(ppi / ORIENTATION_PPI))
      const dpi = String(Math.round(ppi / factor))
      try {
        const args = ['-l', 'osd', '--dpi', dpi, '--psm', '0']
        return parseOrientation(await run(shrink(page, factor), tessdata.directory, args))
      } catch {
        // The program fails with "Too few characters" where the library says that it cannot tell.
        return undefined
      }
    },
    // Each page is a process of its own.
    [Symbol.asyncDispose]: () => library[Symbol.asyncDispose](),
  }
}

function parseOrientation(osd: string): ReturnType<typeof addTurns> | undefined {
  const turn = /^Rotate: (\d+)$/mu.exec(osd)?.[1]
  const confidence = Number(/^Orientation confidence: ([\d.]+)$/mu.exec(osd)?.[1] ?? 0)
  if (turn === undefined || confidence < MIN_ORIENTATION_CONFIDENCE) return undefined
  return addTurns(0, Number(turn))
}

function runProgram(program: string, args: readonly string[], input: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'pipe'] })
    const output: Buffer[] = []
    let outputBytes = 0
    let complaint = ''
    child.stdout.on('data', (chunk: Buffer) => {
      outputBytes += chunk.length
      if (outputBytes > MAX_OUTPUT_BYTES) child.kill('SIGKILL')
      else output.push(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      complaint = (complaint + chunk.toString('utf8')).slice(-1000)
    })
    child.on('error', reject)
    child.on('close', (exitCode) => {
      if (exitCode === 0) resolve(Buffer.concat(output).toString('utf8'))
      else reject(engineFailure(exitCode, complaint))
    })
    // The program may end before it has read everything; its exit code tells why.
    child.stdin.on('error', () => undefined)
    child.stdin.end(input)
  })
}

function engineFailure(exitCode: number | null, complaint: string): MailroomError {
  return new MailroomError('recognition-failed', 'The recognition engine refused the page.', {
    facts: { exitCode, complaint },
  })
}
