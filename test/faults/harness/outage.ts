import { startPatience, startYardstick } from '../../support/patience.ts'
import type { Running } from './installation.ts'
import type { Ledger } from './ledger.ts'
import { shortLetter, type Letter } from './letters.ts'
import { longestMs, p95Ms, probe, startChanges, startLoad, startProbe, type Probed } from './load.ts'
import type { Random } from './random.ts'
import { sendRecorded } from './send.ts'
import { pause } from './watch.ts'

export interface Outage {
  readonly running: Running
  readonly ledger: Ledger
  readonly random: Random
  readonly begin: () => void
  readonly end: () => void
  readonly lastsMs: number
  /** An address that does not need what is down, and must stay fast. */
  readonly untouched: string
  /** Whether the readiness check can know of it. */
  readonly isVisible: boolean
  /** Whether uploads may succeed meanwhile. */
  readonly mayPass: boolean
  /** Whether changes of records need what is down; they are answered in time in any case. */
  readonly changesNeedIt: boolean
}

export interface Suffered {
  readonly broken: readonly string[]
  readonly recoveriesMs: readonly number[]
  readonly facts: Readonly<Record<string, number | string>>
}

/** Five seconds are promised; the rest is for the harness, which runs beside it. All limits are those of a machine that does nothing else. */
const ANSWER_WITHIN_MS = 5_000 * 2
const FAST_MS = 500 * 6
const BACK_WITHIN_MS = 20_000
const BACK_EVERY_MS = 100

/** What callers see while a dependency is away: an honest answer in time, and good ones again soon after. */
export async function suffer(outage: Outage): Promise<Suffered> {
  const { running, ledger, random, begin, end, lastsMs } = outage
  const { url } = running.product
  let count = 0
  const next = (): Letter => shortLetter(`load-${(count += 1)}`, random.between(700, 60_000))
  const before = startLoad(running, ledger, next)
  await pause(BEFORE_MS)
  begin()
  await before.stop()
  const yardstick = startYardstick()
  const load = startLoad(running, ledger, next)
  const live = startProbe(`${url}/livez`)
  const other = startProbe(`${url}${outage.untouched}`, running.client.cookie)
  const changes = startChanges(running)
  await pause(lastsMs)
  const ready = await probe(`${url}/readyz`)
  const sent = await load.stop()
  const changed = await changes.stop()
  const [lived, others] = [await live.stop(), await other.stop()]
  const worst = yardstick.stop()
  end()
  const { recoveryMs, isBack } = await backAfter(running, ledger, next)

  const wrong = sent.filter(({ status }) => status !== 503 && !(outage.mayPass && status === 201))
  const broken = [
    ...wrong.map(({ status, code }) => `an upload was answered ${status} ${code ?? ''}`),
    ...sent
      .filter(({ status, retryAfterSeconds }) => status === 503 && retryAfterSeconds === undefined)
      .map(() => '503 without Retry-After'),
    ...(longestMs(sent) > ANSWER_WITHIN_MS * worst ? [`an answer took ${longestMs(sent)} ms`] : []),
    ...dishonest(changed, outage, ANSWER_WITHIN_MS * worst),
    ...(lived.some(({ status }) => status !== 200) ? ['/livez failed'] : []),
    ...(p95Ms(others) > FAST_MS * worst ? [`p95 of ${outage.untouched} is ${p95Ms(others)} ms`] : []),
    ...(others.some(({ status }) => status !== 200) ? [`${outage.untouched} failed`] : []),
    ...(outage.isVisible && ready.status !== 503 ? [`/readyz says ${ready.status}`] : []),
    ...(isBack ? [] : ['no good answer afterwards']),
  ]
  const refused = sent.filter(({ status }) => status === 503).length
  const facts = {
    refused,
    passed: sent.length - refused,
    'longest answer ms': longestMs(sent),
    'longest change ms': longestMs(changed),
    'others p95 ms': p95Ms(others),
  }
  return { broken: [...new Set(broken)], recoveriesMs: [recoveryMs], facts }
}

function dishonest(
  changed: readonly Probed[],
  { changesNeedIt, mayPass }: Outage,
  withinMs: number,
): string[] {
  const isRight = ({ status, mayComeBack }: Probed): boolean =>
    status === 503 ? mayComeBack : status === 201 && (mayPass || !changesNeedIt)
  const wrong = changed.filter((one) => !isRight(one))
  return [
    ...wrong.map(({ status }) => `a change was answered ${status}`),
    ...(longestMs(changed) > withinMs ? [`a change took ${longestMs(changed)} ms`] : []),
  ]
}

const BEFORE_MS = 400

async function backAfter(
  running: Running,
  ledger: Ledger,
  next: () => Letter,
): Promise<{ readonly recoveryMs: number; readonly isBack: boolean }> {
  const patience = startPatience(BACK_WITHIN_MS)
  const startedMs = performance.now()
  const { url } = running.product
  for (;;) {
    const { status } = await sendRecorded({ url, cookie: running.client.cookie, letter: next() }, ledger)
    const isBack = status === 201
    if (isBack || patience.isOver()) return { recoveryMs: Math.round(performance.now() - startedMs), isBack }
    await pause(BACK_EVERY_MS)
  }
}
