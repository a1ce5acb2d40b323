import type { Running } from '../harness/installation.ts'
import { shortLetter } from '../harness/letters.ts'
import { beginLife } from '../harness/life.ts'
import { sendAll } from '../harness/load.ts'
import type { Scenario } from '../harness/scenario.ts'
import { whileTampered, whyNoTracing } from '../harness/strace.ts'

/** What intake, store and database do to the disk and the line, and how often a thread does it for a few letters. */
const CALLS = [
  { name: 'fsync', most: 12 },
  { name: 'fdatasync', most: 24 },
  { name: 'pwrite64', most: 80 },
  { name: 'link', most: 4 },
  { name: 'unlink', most: 6 },
  { name: 'openat', most: 12 },
  { name: 'write', most: 60 },
  { name: 'writev', most: 24 },
] as const

const LETTERS = 12
const READ = 3
const CALLERS = 3

/** `kill -9` at the Nth system call of a kind: exact where a clock can only be lucky. */
export const countedCalls: Scenario = {
  name: 'counted-calls',
  about: 'kill -9 at the Nth system call of a kind that one of the threads makes, counted by strace',
  share: 48,
  turnsInARun: CALLS.length,
  obstacle: whyNoTracing,
  async run(context) {
    const { random, turn: first, turns } = context
    await using life = await beginLife(context)
    const hits: string[] = []
    const counts: string[] = []
    for (let turn = first; turn < first + turns; turn += 1) {
      const call = CALLS[turn % CALLS.length] ?? CALLS[0]
      const count = random.between(1, call.most)
      const letters = Array.from({ length: LETTERS }, (_, index) =>
        shortLetter(`${turn}-${index}`, random.between(700, 200_000)),
      )
      const injection = `${call.name}:signal=SIGKILL:when=${count}`
      const isHit = await killedAt(life.running, injection, async () => {
        await sendAll(life.running, life.ledger, letters, CALLERS)
      })
      hits.push(isHit ? call.name : `${call.name} (missed)`)
      counts.push(`${call.name} ${count}`)
      await life.goOn()
    }
    const result = await life.end({ read: READ })
    return { hits, ...result, facts: { calls: counts.join('; '), ...result.facts } }
  },
}

/** True when it came to the kill; else the server is killed after the work. */
async function killedAt(
  { product }: Running,
  injection: string,
  work: () => Promise<void>,
): Promise<boolean> {
  let isHit = false
  await whileTampered(product.pid, injection, async () => {
    await work()
    isHit = !isThere(product.pid)
    await product.kill()
  })
  return isHit
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
