import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { ENVIRONMENT, start, type Running } from '../harness/installation.ts'
import { openLedger, type Ledger } from '../harness/ledger.ts'
import { scannedLetter, shortLetter } from '../harness/letters.ts'
import { sendAll } from '../harness/load.ts'
import { recover } from '../harness/recover.ts'
import { noObstacle, type RunContext, type RunResult, type Scenario } from '../harness/scenario.ts'
import { sendRecorded, type Sent } from '../harness/send.ts'
import { pause } from '../harness/watch.ts'
import { startProduct } from '../../support/product.ts'

type Phase = 'uploads' | 'pages' | 'start' | 'twice'

const PHASES: readonly Phase[] = ['uploads', 'pages', 'start', 'twice']
const LETTERS = 16
const READ = 3
const CALLERS = 4
const LOAD_MS = 1_500
/** Of an upload that is still on its way when the signal comes. */
const BODY_MS = 3_000
const SLOW = 4
const OCR_MS = 3_000
/** From the process to the first page, on two cores. */
const START_MS = 3_000
const BETWEEN_SIGNALS_MS = 300

interface Scene {
  readonly storageDir: string
  readonly ledger: Ledger
  readonly context: RunContext
}

/** SIGTERM as the service manager sends it: whoever is in the middle of an upload still gets his answer. */
export const stop: Scenario = {
  name: 'stop',
  about: 'SIGTERM under load: while letters are uploaded, while pages are read, during the start, and twice',
  share: 24,
  obstacle: noObstacle,
  async run(context) {
    const phase = PHASES[context.turn % PHASES.length] ?? 'uploads'
    const storageDir = join(context.directory, 'storage')
    context.template.copyTo(storageDir)
    const ledger = openLedger(join(context.directory, 'ledger.jsonl'))
    const stopped = await STAGES[phase]({ storageDir, ledger, context })
    const result = await recover({ storageDir, ledger, read: READ })
    return {
      hit: phase,
      ...result,
      broken: [...stopped.broken, ...result.broken],
      facts: { ...stopped.facts, ...result.facts },
    }
  },
}

type Stopped = Pick<RunResult, 'broken' | 'facts'>

const STAGES: Readonly<Record<Phase, (scene: Scene) => Promise<Stopped>>> = {
  uploads: whileUploading,
  pages: whileReading,
  start: whileStarting,
  twice: signalledTwice,
}

async function whileUploading({ storageDir, ledger, context }: Scene): Promise<Stopped> {
  const running = await start(storageDir)
  const slow = slowUploads(running, ledger, context)
  await staged(storageDir)
  const load = someLoad(running, ledger, context)
  await pause(context.random.fraction() * LOAD_MS)
  const end = await endedBy(running)
  const [begun, others] = [await slow, await load]
  const cut = begun.filter(({ status }) => status === 0).length
  return {
    broken: [
      ...end.broken,
      ...unexpected([...begun, ...others]),
      ...(cut > 0 ? [`${cut} uploads were cut off that had begun before the signal`] : []),
    ],
    facts: { ...end.facts, answered: [...begun, ...others].filter(({ status }) => status !== 0).length },
  }
}

/** What the signal keeps out is sent again afterwards. */
function someLoad(running: Running, ledger: Ledger, { random }: RunContext): Promise<readonly Sent[]> {
  const letters = Array.from({ length: LETTERS }, (_, index) =>
    shortLetter(`load-${index}`, random.between(700, 300_000)),
  )
  return sendAll(running, ledger, letters, CALLERS)
}

/** Uploads that are still on their way in when the signal comes. */
function slowUploads(
  { product, client }: Running,
  ledger: Ledger,
  { random }: RunContext,
): Promise<readonly Sent[]> {
  const letters = Array.from({ length: SLOW }, (_, index) =>
    shortLetter(`slow-${index}`, random.between(50_000, 800_000)),
  )
  const { url } = product
  return Promise.all(
    letters.map((letter) => sendRecorded({ url, cookie: client.cookie, letter, bodyMs: BODY_MS }, ledger)),
  )
}

/** The server has begun to read all slow uploads; or gives up waiting when it never does. */
async function staged(storageDir: string): Promise<void> {
  const deadlineMs = Date.now() + BODY_MS
  while (readdirSync(join(storageDir, 'tmp')).length < SLOW && Date.now() < deadlineMs) await pause(20)
}

async function whileReading({ storageDir, ledger, context }: Scene): Promise<Stopped> {
  const running = await start(storageDir)
  const { url } = running.product
  const scans = [0, 1, 2].map((index) => scannedLetter(`${context.turn}-scan-${index}`))
  await Promise.all(
    scans.map((letter) => sendRecorded({ url, cookie: running.client.cookie, letter }, ledger)),
  )
  await pause(context.random.fraction() * OCR_MS)
  return endedBy(running)
}

/** Before Node has read the program nobody hears the signal, and the system ends the process: that is in order too. */
async function whileStarting({ storageDir, context }: Scene): Promise<Stopped> {
  const delayMs = Math.round(context.random.fraction() * START_MS)
  const child = await new Promise<ChildProcess>((spawned, failed) => {
    startProduct({ storageDir, environment: ENVIRONMENT, spawned }).catch(failed)
  })
  const exited = exitOf(child)
  await pause(delayMs)
  const startedMs = performance.now()
  child.kill('SIGTERM')
  const [code, signal] = await exited
  const isInOrder = code === 0 || signal === 'SIGTERM'
  return {
    broken: isInOrder ? [] : [`the process ended with ${String(code ?? signal)}`],
    facts: { 'signal after ms': delayMs, 'stop ms': Math.round(performance.now() - startedMs) },
  }
}

async function signalledTwice({ storageDir, ledger, context }: Scene): Promise<Stopped> {
  const { random } = context
  const running = await start(storageDir)
  const load = someLoad(running, ledger, context)
  await pause(random.fraction() * LOAD_MS)
  process.kill(running.product.pid, 'SIGTERM')
  await pause(random.fraction() * BETWEEN_SIGNALS_MS)
  await running.product[Symbol.asyncDispose]()
  return { broken: unexpected(await load) }
}

async function endedBy({ product }: Running): Promise<Stopped> {
  const startedMs = performance.now()
  const broken: string[] = []
  await product.stop().catch((error: unknown) => {
    broken.push(error instanceof Error ? error.message : String(error))
  })
  return { broken, facts: { 'stop ms': Math.round(performance.now() - startedMs) } }
}

async function exitOf(child: ChildProcess): Promise<readonly [number | null, NodeJS.Signals | null]> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null]
  return [code, signal]
}

/** Good answers, none at all when nobody listens any more, and an honest one about the stop. */
function unexpected(sent: readonly Sent[]): string[] {
  return sent
    .filter(({ status }) => ![0, 201, 503].includes(status))
    .map(({ status, code }) => `an upload was answered ${status} ${code ?? ''}`)
}
