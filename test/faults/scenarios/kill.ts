import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { start, type Running } from '../harness/installation.ts'
import { openLedger, type Ledger } from '../harness/ledger.ts'
import { scannedLetter, shortLetter, type Letter } from '../harness/letters.ts'
import type { Random } from '../harness/random.ts'
import { recover } from '../harness/recover.ts'
import { noObstacle, type RunContext, type Scenario } from '../harness/scenario.ts'
import { sendRecorded, type Sent } from '../harness/send.ts'
import { descendants, nextChange, pause } from '../harness/watch.ts'

/** How far a letter is when the power goes. */
type Phase = 'receive' | 'store' | 'commit' | 'ocr' | 'filing'

const PHASES: readonly Phase[] = ['receive', 'store', 'commit', 'ocr', 'filing']
const CLIENTS = 6
/** Spans of the kill, from clean runs on two cores; longer ones would only miss the phase. */
const BODY_MS = 500
const STORE_MS = 30
const COMMIT_MS = 40
const OCR_MS = 2_500
const FILING_MS = 120
const SIGHT_LIMIT_MS = 10_000
const FIRST_BYTES = 1_000

interface Scene {
  readonly running: Running
  readonly ledger: Ledger
  readonly random: Random
  readonly context: RunContext
}

/** `kill -9` of the server, of its children or of both, while letters are in the chosen phase. */
export const kill: Scenario = {
  name: 'kill',
  about: 'kill -9 of server and children while letters are received, stored, committed, read and filed',
  share: 200,
  obstacle: noObstacle,
  async run(context) {
    const phase = PHASES[context.turn % PHASES.length] ?? 'receive'
    const { directory, random, template } = context
    const storageDir = join(directory, 'storage')
    template.copyTo(storageDir)
    const ledger = openLedger(join(directory, 'ledger.jsonl'))
    const running = await start(storageDir)
    const scene = { running, ledger, random, context }
    const { hit, pending } = await STAGES[phase](scene)
    await running.product.kill()
    const sent = await Promise.all(pending)
    const result = await recover({ storageDir, ledger })
    const unanswered = sent.filter(({ status }) => status === 0).length
    return { hit: hitOf(phase, hit, sent), ...result, facts: { ...result.facts, unanswered } }
  },
}

/** A phase counts as hit only when a letter was in it: else everything was answered before the end. */
function hitOf(phase: Phase, what: string, sent: readonly Sent[]): string {
  if (phase === 'ocr' || phase === 'filing') return `${phase}${what}`
  return sent.some(({ status }) => status === 0) ? phase : `${phase} (missed)`
}

interface Struck {
  /** Added to the name of the phase. */
  readonly hit: string
  readonly pending: readonly Promise<Sent>[]
}

const STAGES: Readonly<Record<Phase, (scene: Scene) => Promise<Struck>>> = {
  receive: whileReceiving,
  store: whileStoring,
  commit: whileCommitting,
  ocr: whileReading,
  filing: whileFiling,
}

async function whileReceiving(scene: Scene): Promise<Struck> {
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter, BODY_MS))
  await pause(scene.random.fraction() * BODY_MS)
  return { hit: '', pending }
}

/** The first staging file tells that bodies come in: their objects are next. */
async function whileStoring(scene: Scene): Promise<Struck> {
  const { seen } = nextChange(join(scene.running.product.storageDir, 'tmp'), SIGHT_LIMIT_MS)
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter))
  await seen
  await pause(scene.random.fraction() * STORE_MS)
  return { hit: '', pending }
}

/** The first object under its own name tells that a transaction is next. One letter before has made the folder to watch. */
async function whileCommitting(scene: Scene): Promise<Struck> {
  const { running, random, context } = scene
  await upload(scene, shortLetter(`${context.turn}-before`, FIRST_BYTES))
  const objects = join(running.product.storageDir, 'objects/originals')
  const [tenant] = readdirSync(objects)
  const { seen } = nextChange(join(objects, tenant ?? ''), SIGHT_LIMIT_MS)
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter))
  await seen
  await pause(random.fraction() * COMMIT_MS)
  return { hit: '', pending }
}

async function whileReading(scene: Scene): Promise<Struck> {
  const { running, random, context } = scene
  const scans = [0, 1, 2].map((index) => scannedLetter(`${context.turn}-scan-${index}`))
  await Promise.all(scans.map((letter) => upload(scene, letter)))
  await pause(random.fraction() * OCR_MS)
  const whom = random.pick(['server', 'child', 'child and server'])
  const children = descendants(running.product.pid)
  const victim = children[Math.floor(random.fraction() * children.length)]
  if (whom !== 'server' && victim !== undefined) killIfThere(victim)
  if (whom === 'child') await pause(random.fraction() * OCR_MS)
  return { hit: ` (${whom})`, pending: [] }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

async function whileFiling(scene: Scene): Promise<Struck> {
  const { running, random, context } = scene
  const { client } = running
  const sent = await Promise.all(letters(scene, 4).map((letter) => upload(scene, letter)))
  const ids = sent.flatMap(({ itemId }) => itemId ?? [])
  await Promise.all(ids.map((id) => client.processed(id)))
  const { unitId, filingPlanEntryId } = context.template
  const steps = ids.map(async (id) => {
    const confirm = { index: { subject: `Auskunft ${id}` }, target: { orgUnitId: unitId } }
    await client.request('POST', `/incoming-items/${id}/confirm`, { body: confirm })
    const newCaseFile = { subject: `Akte ${id}`, filingPlanEntryId, leadUnitId: unitId }
    await client.request('POST', `/incoming-items/${id}/file`, { body: { newCaseFile } })
  })
  const struck = Promise.allSettled(steps)
  await pause(random.fraction() * FILING_MS)
  const isOver = await Promise.race([struck.then(() => true), pause(0).then(() => false)])
  await running.product.kill()
  await struck
  return { hit: isOver ? ' (missed)' : '', pending: [] }
}

function letters({ random, context }: Scene, count: number): Letter[] {
  const size = (): number =>
    random.fraction() < 0.3 ? random.between(1_000_000, 4_000_000) : random.between(700, 200_000)
  return Array.from({ length: count }, (_, index) => shortLetter(`${context.turn}-${index}`, size()))
}

function upload({ running, ledger }: Scene, letter: Letter, bodyMs = 0): Promise<Sent> {
  const { url } = running.product
  return sendRecorded({ url, cookie: running.client.cookie, letter, bodyMs }, ledger)
}
