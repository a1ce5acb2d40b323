import { shortLetter, type Letter } from '../harness/letters.ts'
import { beginLife, type Life } from '../harness/life.ts'
import { sendAll } from '../harness/load.ts'
import { NOTHING_WRONG, type Verdict } from '../harness/oracle.ts'
import type { Random } from '../harness/random.ts'
import { merged, settleHere } from '../harness/recover.ts'
import type { Scenario } from '../harness/scenario.ts'
import type { Sent } from '../harness/send.ts'
import { whileTampered, whyNoTracing } from '../harness/strace.ts'

/** What a disk says that is full or that fails, and how often a thread asks it for a few letters. */
const FAILURES = [
  { call: 'fsync', error: 'EIO', most: 12 },
  { call: 'pwrite64', error: 'ENOSPC', most: 80 },
  { call: 'fdatasync', error: 'EIO', most: 24 },
  { call: 'link', error: 'ENOSPC', most: 4 },
  { call: 'pwrite64', error: 'EIO', most: 80 },
  { call: 'fsync', error: 'ENOSPC', most: 12 },
] as const

const LETTERS = 12
const AFTER = 3
const READ = 3
const CALLERS = 3

/** One system call fails in each thread that comes so far: who waits for it is told, and all goes on. */
export const failedCalls: Scenario = {
  name: 'failed-calls',
  about: 'the Nth write or sync of a thread fails as on a disk that is full or failing, counted by strace',
  share: 24,
  turnsInARun: FAILURES.length,
  obstacle: whyNoTracing,
  async run(context) {
    const { turn: first, turns } = context
    await using life = await beginLife(context)
    const hits: string[] = []
    const broken: string[] = []
    const calls: string[] = []
    let verdict = NOTHING_WRONG
    for (let turn = first; turn < first + turns; turn += 1) {
      const failed = await failOne(life, context.random, turn)
      hits.push(failed.hit)
      calls.push(failed.call)
      broken.push(...failed.broken)
      verdict = merged(verdict, failed.verdict)
      await life.running.product.kill()
      await life.goOn()
    }
    const end = await life.end({ read: READ })
    return {
      hits,
      ...end,
      verdict: merged(verdict, end.verdict),
      broken: [...broken, ...end.broken],
      facts: { ...end.facts, calls: calls.join('; ') },
    }
  },
}

interface Failed {
  readonly hit: string
  readonly call: string
  readonly broken: readonly string[]
  readonly verdict: Verdict
}

async function failOne(life: Life, random: Random, turn: number): Promise<Failed> {
  const { running, ledger, storageDir } = life
  const failure = FAILURES[turn % FAILURES.length] ?? FAILURES[0]
  const count = random.between(1, failure.most)
  const letters = (name: string, amount: number): Letter[] =>
    Array.from({ length: amount }, (_, index) =>
      shortLetter(`${turn}-${name}-${index}`, random.between(700, 200_000)),
    )
  const meanwhile: Sent[] = []
  const injection = `${failure.call}:error=${failure.error}:when=${count}`
  await whileTampered(running.product.pid, injection, async () => {
    meanwhile.push(...(await sendAll(running, ledger, letters('meanwhile', LETTERS), CALLERS)))
  })
  running.product.requireRunning()
  const after = await sendAll(running, ledger, letters('after', AFTER), 1)
  const settled = await settleHere({ running, ledger, storageDir })
  const refused = meanwhile.filter(({ status }) => status !== 201)
  return {
    hit: `${failure.call} ${failure.error}${refused.length === 0 ? ' (no upload met it)' : ''}`,
    call: `${failure.call} ${count}, refused ${refused.length}`,
    verdict: settled.verdict,
    broken: [
      ...settled.broken,
      ...refused.filter((sent) => !isHonest(sent)).map((sent) => `meanwhile: ${said(sent)}`),
      ...after.filter(({ status }) => status !== 201).map((sent) => `afterwards: ${said(sent)}`),
    ],
  }
}

function isHonest({ status, retryAfterSeconds }: Sent): boolean {
  return (status === 507 || status === 503) && retryAfterSeconds !== undefined
}

function said({ status, code }: Sent): string {
  return `an upload was answered ${status} ${code ?? ''}`
}
