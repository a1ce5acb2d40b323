import { join } from 'node:path'
import { z } from 'zod'
import { startEmbeddedMongo } from '../../../src/embedded-mongo/start.ts'
import {
  mongoUriOf,
  openFaultLine,
  socketOf,
  type FaultLine,
  type LineState,
} from '../../support/fault-line.ts'
import { start, type Running } from '../harness/installation.ts'
import { openLedger, type Ledger } from '../harness/ledger.ts'
import { shortLetter } from '../harness/letters.ts'
import { suffer } from '../harness/outage.ts'
import { settle } from '../harness/recover.ts'
import { noObstacle, type RunContext, type RunResult, type Scenario } from '../harness/scenario.ts'
import { sendRecorded } from '../harness/send.ts'
import { openStores } from '../harness/stores.ts'
import { sweep } from '../harness/sweep.ts'

const LASTS_MS = 6_000
/** Many times what an upload sends to the database: so far a sweep would never come to its end. */
const MOST_PIECES = 200

type Trouble = Exclude<LineState, 'pass'> | 'cut after commit' | 'cut at each call' | 'no answer to each call'
const TROUBLES: readonly Trouble[] = [
  'hang',
  'cut after commit',
  'refuse',
  'no answer to each call',
  'reset',
  'cut at each call',
  'slow',
  'drip',
]

interface Scene {
  readonly running: Running
  readonly ledger: Ledger
  readonly line: FaultLine
  readonly context: RunContext
}

/** The server and its database with a line between them that can be broken. */
export const databaseLine: Scenario = {
  name: 'database-line',
  about:
    'the database refuses, hangs, resets, is slow, or is cut off before or after a call, the commit above all',
  share: 16,
  obstacle: noObstacle,
  async run(context) {
    const trouble = TROUBLES[context.turn % TROUBLES.length] ?? 'hang'
    const storageDir = join(context.directory, 'storage')
    context.template.copyTo(storageDir)
    await using database = await startEmbeddedMongo({ directory: join(storageDir, 'db') })
    await using line = await openFaultLine(socketOf(database.uri))
    const ledger = openLedger(join(context.directory, 'ledger.jsonl'))
    const environment = { MONGODB_URI: mongoUriOf(line), MONGODB_DATABASE: 'poststelle' }
    await using running = await start(storageDir, environment)
    await using stores = await openStores({ storageDir, mongoUri: database.uri })
    const result = await breakLine({ running, ledger, line, context }, trouble)
    const settled = await settle({ running, ledger, stores })
    return { hits: [trouble], ...settled, ...result, broken: [...result.broken, ...settled.broken] }
  },
}

async function breakLine(
  scene: Scene,
  trouble: Trouble,
): Promise<Pick<RunResult, 'broken' | 'recoveriesMs' | 'facts'>> {
  switch (trouble) {
    case 'cut after commit':
      return cutAfterCommit(scene)
    case 'cut at each call':
      return cutAtEachCall(scene, 'before')
    case 'no answer to each call':
      return cutAtEachCall(scene, 'after')
    case 'refuse':
    case 'hang':
    case 'reset':
    case 'slow':
    case 'drip': {
      const { running, ledger, line, context } = scene
      const isDown = trouble !== 'slow'
      return suffer({
        running,
        ledger,
        random: context.random,
        begin: () => {
          line.set(trouble)
        },
        end: () => {
          line.set('pass')
        },
        lastsMs: LASTS_MS,
        untouched: '/',
        isVisible: isDown,
        mayPass: !isDown,
        changesNeedIt: true,
      })
    }
  }
}

/** The client repeats whatever it got no good answer to, under the same key: there must be one item each. */
async function cutAfterCommit({
  running,
  ledger,
  line,
}: Scene): Promise<Pick<RunResult, 'broken' | 'facts'>> {
  const broken: string[] = []
  let unanswered = 0
  for (let index = 0; index < 10; index += 1) {
    const letter = shortLetter(`commit-${index}`)
    const sending = { url: running.product.url, cookie: running.client.cookie, letter }
    line.cutAfter('commitTransaction')
    const first = await sendRecorded(sending, ledger)
    if (first.itemId !== undefined) continue
    unanswered += 1
    if (first.status !== 503) broken.push(`${letter.key} was answered ${first.status} ${first.code ?? ''}`)
  }
  line.spare()
  return { broken, facts: { cuts: 10, 'first try unanswered': unanswered } }
}

/**
 * SQLite's way: the first call fails, then the second, until an upload needs no more calls. The queue is paused, so that
 * the calls are its own.
 */
async function cutAtEachCall(
  { running, ledger, line }: Scene,
  when: 'before' | 'after',
): Promise<Pick<RunResult, 'broken' | 'facts'>> {
  await running.client.json(z.unknown(), 'POST', '/queue/pause', { body: {} })
  const swept = await sweep({
    running,
    ledger,
    name: `call-${when}`,
    most: MOST_PIECES,
    failAt: (piece) => line.cutAt(piece, when),
  })
  line.spare()
  await running.client.json(z.unknown(), 'POST', '/queue/resume', { body: {} })
  return swept
}
