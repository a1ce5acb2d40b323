import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { startPatience } from '../../support/patience.ts'
import { spawnServer } from '../harness/installation.ts'
import { scannedLetter, shortLetter, type Letter } from '../harness/letters.ts'
import { beginLife, type Life } from '../harness/life.ts'
import type { Entry } from '../harness/ledger.ts'
import { allItems } from '../harness/oracle.ts'
import type { Random } from '../harness/random.ts'
import { readToTheEnd } from '../harness/recover.ts'
import { noObstacle, type Scenario } from '../harness/scenario.ts'
import type { Template } from '../harness/installation.ts'
import { sendRecorded, type Sent } from '../harness/send.ts'
import { descendants, nextChange, pause } from '../harness/watch.ts'

/** How far a letter is when the power goes; or the server, which is killed once more while it comes back. */
type Phase = 'receive' | 'store' | 'commit' | 'ocr' | 'filing' | 'restart'

const PHASES: readonly Phase[] = ['ocr', 'filing', 'receive', 'store', 'commit', 'restart']
const CLIENTS = 4
/** Of which so many are large: their bodies are on their way for longer. */
const LARGE = 1
const FILED = 3
/** The first ones, which have lived through all kills; the others have their jobs. */
const READ = 6
/** Of the turns of uploads: so many have letters read beside them. In the others reading waits, as it costs most of all. */
const READING_BESIDE = 0.25
/** Spans of the kill, from clean runs on two cores; longer ones would only miss the phase. */
const BODY_MS = 500
const STORE_MS = 30
const COMMIT_MS = 40
const OCR_MS = 1_500
const FILING_MS = 120
const SIGHT_LIMIT_MS = 10_000
const LOOK_MS = 100
const FIRST_BYTES = 1_000

interface Scene {
  readonly life: Life
  readonly random: Random
  readonly template: Template
  /** Names the letters of this turn. */
  readonly turn: number
}

/** `kill -9` of the server, of its children or of both, while letters are in the chosen phase. */
export const kill: Scenario = {
  name: 'kill',
  about: 'kill -9 of server and children while letters are received, stored, committed, read and filed',
  share: 200,
  turnsInARun: PHASES.length,
  obstacle: noObstacle,
  async run(context) {
    const { random, template, turn: first, turns } = context
    await using life = await beginLife(context)
    const reading = readingOf(life)
    const hits: string[] = []
    let unanswered = 0
    for (let turn = first; turn < first + turns; turn += 1) {
      const phase = PHASES[turn % PHASES.length] ?? 'receive'
      const { product } = life.running
      const isBeside = random.fraction() < READING_BESIDE
      await reading.let(phase === 'ocr' || phase === 'filing' || isBeside)
      const { hit, pending } = await STAGES[phase]({ life, random, template, turn })
      await product.kill()
      const sent = await Promise.all(pending)
      unanswered += sent.filter(({ status }) => status === 0).length
      hits.push(hitOf(phase, hit, sent))
      await life.goOn()
    }
    await reading.let(true)
    const result = await life.end({ read: READ })
    return { hits, ...result, facts: { ...result.facts, unanswered } }
  },
}

/** Lets the machine read, or wait; that outlasts the kills. */
function readingOf(life: Life): { let(isWanted: boolean): Promise<void> } {
  let isOn = true
  return {
    async let(isWanted) {
      if (isWanted === isOn) return
      isOn = isWanted
      const step = isWanted ? 'resume' : 'pause'
      await life.running.client.json(z.unknown(), 'POST', `/queue/${step}`, { body: {} })
    },
  }
}

/** A phase counts as hit only when a letter was in it: else everything was answered before the end. */
function hitOf(phase: Phase, what: string, sent: readonly Sent[]): string {
  const isUpload = phase === 'receive' || phase === 'store' || phase === 'commit'
  return isUpload && sent.every(({ status }) => status !== 0) ? `${phase} (missed)` : `${phase}${what}`
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
  restart: whileComingBack,
}

async function whileReceiving(scene: Scene): Promise<Struck> {
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter, BODY_MS))
  await pause(scene.random.fraction() * BODY_MS)
  return { hit: '', pending }
}

/** The first staging file tells that bodies come in: their objects are next. */
async function whileStoring(scene: Scene): Promise<Struck> {
  const { seen } = nextChange(join(scene.life.storageDir, 'tmp'), SIGHT_LIMIT_MS)
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter))
  await seen
  await pause(scene.random.fraction() * STORE_MS)
  return { hit: '', pending }
}

/** The first object under its own name tells that a transaction is next. One letter before has made the folder to watch. */
async function whileCommitting(scene: Scene): Promise<Struck> {
  const { life, random, turn } = scene
  await upload(scene, shortLetter(`${turn}-before`, FIRST_BYTES))
  const objects = join(life.storageDir, 'objects/originals')
  const [tenant] = readdirSync(objects)
  const { seen } = nextChange(join(objects, tenant ?? ''), SIGHT_LIMIT_MS)
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter))
  await seen
  await pause(random.fraction() * COMMIT_MS)
  return { hit: '', pending }
}

/** Behind nothing else in the queue, so that it is their recognition that is hit. */
async function whileReading(scene: Scene): Promise<Struck> {
  const { life, random, turn } = scene
  const { client, product } = life.running
  await allRead(life)
  const scans = [0, 1].map((index) => scannedLetter(`${turn}-scan-${index}`))
  const sent = await Promise.all(scans.map((letter) => upload(scene, letter)))
  const ids = new Set(sent.map(({ itemId }) => itemId))
  const states = async (): Promise<string[]> =>
    (await allItems(client)).filter(({ id }) => ids.has(id)).map(({ processing }) => processing.state)
  const patience = startPatience(SIGHT_LIMIT_MS)
  while ((await states()).every((state) => state === 'queued') && !patience.isOver()) await pause(LOOK_MS)
  await pause(random.fraction() * OCR_MS)
  const isOver = (await states()).every((state) => state === 'done')
  const whom = random.pick(['server', 'child', 'child and server'])
  const children = descendants(product.pid)
  const victim = children[Math.floor(random.fraction() * children.length)]
  if (whom !== 'server' && victim !== undefined) killIfThere(victim)
  if (whom === 'child') await pause(random.fraction() * OCR_MS)
  return { hit: isOver ? ' (missed)' : ` (${whom})`, pending: [] }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // It has ended by itself in the meantime.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

/** Letters of the turns before are filed; what is answered is in the ledger, so that it has to be there afterwards. */
async function whileFiling(scene: Scene): Promise<Struck> {
  const { life, random, template } = scene
  const { client, product } = life.running
  const entries = await readable(scene)
  const steps = entries.map(async ({ letter, itemId = '' }) => {
    const confirm = { index: { subject: `Auskunft ${itemId}` }, target: { orgUnitId: template.unitId } }
    await client.request('POST', `/incoming-items/${itemId}/confirm`, { body: confirm })
    const { unitId, filingPlanEntryId } = template
    const newCaseFile = { subject: `Akte ${itemId}`, filingPlanEntryId, leadUnitId: unitId }
    const filed = await client.request('POST', `/incoming-items/${itemId}/file`, { body: { newCaseFile } })
    if (filed.ok) life.ledger.filed(letter.key)
    return filed.ok
  })
  const struck = Promise.allSettled(steps)
  await pause(random.fraction() * FILING_MS)
  await product.kill()
  const isOver = (await struck).every((step) => step.status === 'fulfilled')
  return { hit: isOver ? ' (missed)' : '', pending: [] }
}

/** Some that lie in no case file yet, read by now. */
async function readable(scene: Scene): Promise<readonly Entry[]> {
  const { ledger } = scene.life
  const waiting = (): Entry[] =>
    ledger.entries().filter(({ itemId, isFiled }) => itemId !== undefined && isFiled !== true)
  if (waiting().length < FILED)
    await Promise.all(letters(scene, FILED).map((letter) => upload(scene, letter)))
  const chosen = waiting().slice(0, FILED)
  await allRead(scene.life, chosen)
  return chosen
}

async function allRead({ running, ledger }: Life, entries = ledger.entries()): Promise<void> {
  const unread = await readToTheEnd(running.client, new Set(entries.flatMap(({ itemId }) => itemId ?? [])))
  if (unread.length > 0) throw new Error(unread.join('\n'))
}

/** Killed under way, and once more while it takes over what that has left. */
async function whileComingBack(scene: Scene): Promise<Struck> {
  const { life, random } = scene
  const { product, readyMs } = life.running
  const pending = letters(scene, CLIENTS).map((letter) => upload(scene, letter))
  await pause(random.fraction() * COMMIT_MS)
  await product.kill()
  const { child, ready } = spawnServer(life.storageDir)
  const ended = once(child, 'exit')
  await Promise.race([ready, pause(random.fraction() * readyMs)])
  const isOver = await Promise.race([ready, pause(0).then(() => false)])
  child.kill('SIGKILL')
  await ended
  return { hit: isOver ? ' (missed)' : '', pending }
}

function letters({ random, turn }: Scene, count: number): Letter[] {
  const large = Math.min(LARGE, count - 1)
  const size = (index: number): number =>
    index < large ? random.between(500_000, 2_000_000) : random.between(700, 100_000)
  return Array.from({ length: count }, (_, index) => shortLetter(`${turn}-${index}`, size(index)))
}

function upload({ life }: Scene, letter: Letter, bodyMs = 0): Promise<Sent> {
  const { product, client } = life.running
  return sendRecorded({ url: product.url, cookie: client.cookie, letter, bodyMs }, life.ledger)
}
