import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { ItemView } from '../../../src/contract/incoming-items.ts'
import { FAKE_S3_ACCOUNT, startFakeS3, type FakeS3, type StoreFault } from '../../support/fake-s3.ts'
import { openFaultLine, type FaultLine } from '../../support/fault-line.ts'
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
/** Many times what an upload asks of the store. */
const MOST_REQUESTS = 50

type LineTrouble = 'refuse' | 'reset' | 'slow' | 'drip'
type Lie = 'altered-download' | 'cut-download'
/** One request of an upload fails, the first, then the second, until an upload needs no more. */
const SWEPT = {
  'each fails': 'error-500',
  'each is kept and fails': 'stored-but-500',
  'each is a lie': 'not-stored',
} as const satisfies Readonly<Record<string, StoreFault>>
type Sweep = keyof typeof SWEPT
type Trouble = LineTrouble | Sweep | Exclude<StoreFault, 'none'>

const TROUBLES: readonly Trouble[] = [
  'hang',
  'not-stored',
  'wrong-tag',
  'altered',
  'altered-download',
  'cut-download',
  'refuse',
  'stored-but-500',
  'slow-down',
  'reset',
  'error-500',
  'each fails',
  'each is kept and fails',
  'each is a lie',
  'slow',
  'drip',
]

interface Scene {
  readonly running: Running
  readonly ledger: Ledger
  readonly line: FaultLine
  readonly store: FakeS3
  readonly context: RunContext
}

/** The server and an object store that is away, fails or lies. */
export const storeLine: Scenario = {
  name: 'store-line',
  about: 'the object store refuses, hangs, resets, is slow, fails, or lies about what it keeps',
  share: 16,
  obstacle: noObstacle,
  async run(context) {
    const trouble = TROUBLES[context.turn % TROUBLES.length] ?? 'hang'
    const storageDir = join(context.directory, 'storage')
    context.template.copyTo(storageDir)
    await using store = await startFakeS3()
    await using line = await openFaultLine({ port: store.port, host: '127.0.0.1' })
    const ledger = openLedger(join(context.directory, 'ledger.jsonl'))
    const environment = { ...FAKE_S3_ACCOUNT, S3_ENDPOINT: `http://127.0.0.1:${line.port}` }
    await using running = await start(storageDir, environment)
    await using stores = await openStores({ storageDir, objects: () => store.objects() })
    const scene = { running, ledger, line, store, context }
    const result = await struck(scene, trouble)
    const settled = await settle({ running, ledger, stores })
    return { hits: [trouble], ...settled, ...result, broken: [...result.broken, ...settled.broken] }
  },
}

function struck(
  scene: Scene,
  trouble: Trouble,
): Promise<Pick<RunResult, 'broken' | 'recoveriesMs' | 'facts'>> {
  if (isLie(trouble)) return download(scene, trouble)
  if (!isSweep(trouble)) return upload(scene, trouble)
  const { running, ledger, store } = scene
  return sweep({
    running,
    ledger,
    name: 'request',
    most: MOST_REQUESTS,
    failAt: (request) => store.failAt(request, SWEPT[trouble]),
  })
}

function isLineTrouble(trouble: Trouble): trouble is LineTrouble {
  return trouble === 'refuse' || trouble === 'reset' || trouble === 'slow' || trouble === 'drip'
}

function isSweep(trouble: Trouble): trouble is Sweep {
  return trouble in SWEPT
}

function isLie(trouble: Trouble): trouble is Lie {
  return trouble === 'altered-download' || trouble === 'cut-download'
}

function upload(
  { running, ledger, line, store, context }: Scene,
  trouble: Exclude<Trouble, Lie | Sweep>,
): Promise<Pick<RunResult, 'broken' | 'recoveriesMs' | 'facts'>> {
  return suffer({
    running,
    ledger,
    random: context.random,
    begin: () => {
      if (isLineTrouble(trouble)) line.set(trouble)
      else store.set(trouble)
    },
    end: () => {
      line.set('pass')
      store.set('none')
    },
    lastsMs: LASTS_MS,
    untouched: '/api/v1/incoming-items?limit=5',
    isVisible:
      trouble === 'refuse' ||
      trouble === 'reset' ||
      trouble === 'hang' ||
      trouble === 'error-500' ||
      trouble === 'slow-down',
    mayPass: trouble === 'slow',
    changesNeedIt: false,
  })
}

/** A reader must be able to tell: a failure, or fewer bytes than announced, and never other ones as the whole. */
async function download(
  { running, ledger, store }: Scene,
  lie: Lie,
): Promise<Pick<RunResult, 'broken' | 'facts'>> {
  const letter = shortLetter('read-again', 300_000)
  const { url } = running.product
  const { itemId = '' } = await sendRecorded({ url, cookie: running.client.cookie, letter }, ledger)
  const item = await running.client.json(ItemView, 'GET', `/incoming-items/${itemId}`)
  store.set(lie)
  const outcome = await original(running, item.documents[0]?.id ?? '', letter.sha256)
  store.set('none')
  const broken = outcome === 'other bytes as the whole' || outcome === 'the right bytes' ? [outcome] : []
  return { broken, facts: { download: outcome } }
}

async function original({ client }: Running, documentId: string, sha256: string): Promise<string> {
  const answer = await client.request('GET', `/documents/${documentId}/original`)
  try {
    const bytes = Buffer.from(await answer.arrayBuffer())
    if (answer.status !== 200) return `status ${answer.status}`
    const isSame = createHash('sha256').update(bytes).digest('hex') === sha256
    return isSame ? 'the right bytes' : 'other bytes as the whole'
  } catch {
    // What `fetch` makes of an answer that ends before its announced length.
    return 'broken off'
  }
}
