import { execFile } from 'node:child_process'
import { fork } from 'node:child_process'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Sample } from './corpus.ts'
import { messageOf, type BenchEngine, type Transcript } from './engine.ts'
import { drawPictures } from './pictures.ts'

/** A page of the worst scans takes the slowest program half a minute on an idle machine. */
const PROGRAM_TIMEOUT_MS = 900_000
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024
/** One thread a process, as this product's children have it: the benchmark fills the cores with processes. */
const ENVIRONMENT = { ...process.env, OMP_THREAD_LIMIT: '1' }
const OCRMYPDF_SKIPPED = '[OCR skipped on page'

export async function isInstalled(program: string): Promise<boolean> {
  try {
    await run(program, ['--version'])
    return true
  } catch {
    return false
  }
}

/** `ocrmypdf` as mailrooms run it; `jobs` at once within a document. */
export function createOcrmypdf(jobs: number): BenchEngine {
  return {
    name: 'ocrmypdf',
    async prepare() {
      // Reads all kinds of files by itself.
    },
    read: (sample) => guarded(() => withFolder((folder) => readByOcrmypdf(sample, folder, jobs))),
    async [Symbol.asyncDispose]() {
      // Every document is a process of its own.
    },
  }
}

async function readByOcrmypdf(sample: Sample, folder: string, jobs: number): Promise<Transcript> {
  const output = join(folder, 'out.pdf')
  await ocrmypdf({ ...sample, output, sidecar: join(folder, 'out.txt'), jobs })
  const sidecar = await readFile(join(folder, 'out.txt'), 'utf8')
  const text = sidecar.includes(OCRMYPDF_SKIPPED) ? await run('pdftotext', [output, '-']) : sidecar
  return { text, pageCount: sidecar.split('\f').length, failure: undefined, pages: [] }
}

interface OcrmypdfTask {
  readonly path: string
  readonly mediaType: string
  readonly language: string
  readonly output: string
  readonly sidecar?: string
  readonly jobs: number
}

/** @returns size of the PDF in bytes */
export async function ocrmypdf(task: OcrmypdfTask): Promise<number> {
  const sidecar = task.sidecar === undefined ? [] : ['--sidecar', task.sidecar]
  // Pictures without a usable resolution are refused unless one is named.
  const picture = task.mediaType === 'application/pdf' ? ['--skip-text'] : ['--image-dpi', '300']
  const common = [
    '-q',
    '-l',
    task.language,
    '--deskew',
    '--rotate-pages',
    '--clean',
    '--jobs',
    String(task.jobs),
  ]
  await run('ocrmypdf', [...common, ...picture, ...sidecar, task.path, task.output])
  return (await stat(task.output)).size
}

/** The program `tesseract` as it comes, with its own language data. */
export function createTesseractProgram(): BenchEngine {
  return pictureEngine(
    'tesseract',
    async (picture, language) => run('tesseract', [picture, '-', '-l', language]),
    async () => undefined,
  )
}

/** The package `tesseract.js` with its defaults and the data from npm, in a process of its own. */
export function createStockTesseractJs(workers: number): BenchEngine {
  const program = fileURLToPath(new URL('./stock-tesseract-js.ts', import.meta.url))
  const idle: ReturnType<typeof fork>[] = Array.from({ length: workers }, () => fork(program))
  const all = [...idle]
  const read = async (picture: string, language: string): Promise<string> => {
    const child = idle.pop()
    if (child === undefined) throw new Error('More pictures at once than processes.')
    const reply = new Promise<unknown>((resolve, reject) => {
      child.once('message', resolve)
      child.once('exit', () => {
        reject(new Error('tesseract.js ended'))
      })
    })
    child.send({ picture, language })
    const text = await reply
    child.removeAllListeners('exit')
    idle.push(child)
    if (typeof text !== 'string') throw new Error('tesseract.js failed')
    return text
  }
  return pictureEngine('tesseract.js', read, async () => {
    for (const child of all) child.kill()
  })
}

/** An engine that reads pictures only; pages of PDFs are drawn for it beforehand. */
function pictureEngine(
  name: string,
  readPicture: (picture: string, language: string) => Promise<string>,
  close: () => Promise<void>,
): BenchEngine {
  const folder = mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  const pictures = new Map<Sample, readonly string[]>()
  return {
    name,
    async prepare(samples) {
      for (const sample of samples) pictures.set(sample, await drawPictures(sample, await folder))
    },
    read: (sample) =>
      guarded(async () => {
        const texts: string[] = []
        const files = pictures.get(sample) ?? []
        for (const file of files) texts.push(await readPicture(file, sample.language))
        return { text: texts.join('\n\n'), pageCount: files.length, failure: undefined, pages: [] }
      }),
    async [Symbol.asyncDispose]() {
      await close()
      await rm(await folder, { recursive: true, force: true })
    },
  }
}

async function guarded(read: () => Promise<Transcript>): Promise<Transcript> {
  try {
    return await read()
  } catch (error) {
    return { text: '', pageCount: 0, failure: messageOf(error).slice(-300), pages: [] }
  }
}

export async function withFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'poststelle-bench-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function run(program: string, args: readonly string[]): Promise<string> {
  const options = { env: ENVIRONMENT, timeout: PROGRAM_TIMEOUT_MS, maxBuffer: MAX_OUTPUT_BYTES }
  return new Promise((resolve, reject) => {
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout)
      else reject(new Error(`${program}: ${stderr.slice(-300)}`, { cause: error }))
    })
  })
}
