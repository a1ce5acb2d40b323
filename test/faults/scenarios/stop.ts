import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { startPatience } from '../../support/patience.ts'
import { spawnServer, type Running } from '../harness/installation.ts'
import { scannedLetter, shortLetter, type Letter } from '../harness/letters.ts'
import { beginLife, type Life } from '../harness/life.ts'
import { sendAll } from '../harness/load.ts'
import type { Random } from '../harness/random.ts'
import { noObstacle, type RunResult, type Scenario } from '../harness/scenario.ts'
import { sendRecorded, type Sent } from '../harness/send.ts'
import { pause } from '../harness/watch.ts'

type Phase = 'uploads' | 'pages' | 'start' | 'twice'

const PHASES: readonly Phase[] = ['uploads', 'pages', 'start', 'twice']
const LETTERS = 16
const READ = 3
const CALLERS = 4
const LOAD_MS = 800
/** Of an upload that is still on its way when the signal comes. */
const BODY_MS = 1_500
const SLOW = 4
const OCR_MS = 1_500
const BETWEEN_SIGNALS_MS = 300

interface Scene {
  readonly life: Life
  readonly random: Random
  /** Names the letters of this turn. */
  readonly turn: number
}

/** SIGTERM as the service manager sends it: whoever is in the middle of an upload still gets his answer. */
export const stop: Scenario = {
  name: 'stop',
  about: 'SIGTERM under load: while letters are uploaded, while pages are read, during the start, and twice',
  share: 24,
  obstacle: noObstacle,
  turnsInARun: PHASES.length,
  async run(context) {
    const { random, turn: first, turns } = context
    await using life = await beginLife(context)
    const hits: string[] = []
    const broken: string[] = []
    const facts: Record<string, number | string> = {}
    for (let turn = first; turn < first + turns; turn += 1) {
      const phase = PHASES[turn % PHASES.length] ?? 'uploads'
      const stopped = await STAGES[phase]({ life, random, turn })
      hits.push(phase)
      broken.push(...stopped.broken.map((fault) => `${phase}: ${fault}`))
      for (const [name, value] of Object.entries(stopped.facts ?? {})) facts[`${phase} ${name}`] = value
      await life.goOn()
    }
    const result = await life.end({ read: READ })
    return { hits, ...result, broken: [...broken, ...result.broken], facts: { ...facts, ...result.facts } }
  },
}

type Stopped = Pick<RunResult, 'broken' | 'facts'>

const STAGES: Readonly<Record<Phase, (scene: Scene) => Promise<Stopped>>> = {
  uploads: whileUploading,
  pages: whileReading,
  start: whileStarting,
  twice: signalledTwice,
}

async function whileUploading(scene: Scene): Promise<Stopped> {
  const { life, random } = scene
  const slow = slowUploads(scene)
  await staged(life.storageDir)
  const load = someLoad(scene)
  await pause(random.fraction() * LOAD_MS)
  const end = await endedBy(life.running)
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
function someLoad({ life, random, turn }: Scene): Promise<readonly Sent[]> {
  const letters = Array.from({ length: LETTERS }, (_, index) =>
    shortLetter(`${turn}-load-${index}`, random.between(700, 300_000)),
  )
  return sendAll(life.running, life.ledger, letters, CALLERS)
}

/** Uploads that are still on their way in when the signal comes. */
function slowUploads(scene: Scene): Promise<readonly Sent[]> {
  const { random, turn } = scene
  const letters = Array.from({ length: SLOW }, (_, index) =>
    shortLetter(`${turn}-slow-${index}`, random.between(50_000, 800_000)),
  )
  return Promise.all(letters.map((letter) => upload(scene, letter, BODY_MS)))
}

function upload({ life }: Scene, letter: Letter, bodyMs = 0): Promise<Sent> {
  const { product, client } = life.running
  return sendRecorded({ url: product.url, cookie: client.cookie, letter, bodyMs }, life.ledger)
}

/** The server has begun to read all slow uploads; or gives up waiting when it never does. */
async function staged(storageDir: string): Promise<void> {
  const patience = startPatience(BODY_MS)
  while (readdirSync(join(storageDir, 'tmp')).length < SLOW && !patience.isOver()) await pause(20)
}

async function whileReading(scene: Scene): Promise<Stopped> {
  const { life, random, turn } = scene
  const scans = [0, 1].map((index) => scannedLetter(`${turn}-scan-${index}`))
  await Promise.all(scans.map((letter) => upload(scene, letter)))
  await pause(random.fraction() * OCR_MS)
  return endedBy(life.running)
}

/** Before Node has read the program nobody hears the signal, and the system ends the process: that is in order too. */
async function whileStarting({ life, random }: Scene): Promise<Stopped> {
  const { product, readyMs } = life.running
  await product.stop()
  const delayMs = Math.round(random.fraction() * readyMs)
  const { child } = spawnServer(life.storageDir)
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

async function signalledTwice(scene: Scene): Promise<Stopped> {
  const { life, random } = scene
  const { product } = life.running
  const load = someLoad(scene)
  await pause(random.fraction() * LOAD_MS)
  process.kill(product.pid, 'SIGTERM')
  await pause(random.fraction() * BETWEEN_SIGNALS_MS)
  await product[Symbol.asyncDispose]()
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
