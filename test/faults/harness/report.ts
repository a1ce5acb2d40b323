import type { RunResult, Scenario } from './scenario.ts'

/** One run with its number, by which it can be replayed. */
export interface Reported {
  readonly run: number
  readonly scenario: string
  readonly seconds: number
  readonly result: RunResult
}

const KINDS = ['lost', 'half', 'duplicated', 'orphaned', 'odd'] as const

export function faultsOf({ verdict, broken }: RunResult): string[] {
  return [...KINDS.flatMap((kind) => verdict[kind].map((what) => `${kind}: ${what}`)), ...broken]
}

/** One line a run; a failed one says how to replay it. */
export function lineOf({ run, scenario, seconds, result }: Reported, replayOptions: string): string {
  const faults = faultsOf(result)
  const facts = Object.entries(result.facts ?? {}).map(([name, value]) => `${name} ${value}`)
  const { hits, recoveriesMs = [] } = result
  const recovered = recoveriesMs.length === 0 ? [] : [`recovered in ${recoveriesMs.join(', ')} ms`]
  const head = `${String(run).padStart(4)} ${scenario} · ${hits.join(', ')}`
  const good = `${head} · ${[...facts, ...recovered, `${seconds.toFixed(1)} s`].join(', ')}`
  if (faults.length === 0) return good
  const replay = `npm run faults -- ${replayOptions} --only ${run}`
  return [`${good} · FAILED, replay: ${replay}`, ...faults.map((fault) => `       ${fault}`)].join('\n')
}

export interface Summary {
  readonly seed: number
  readonly runs: readonly Reported[]
  readonly leftOut: readonly { readonly scenario: Scenario; readonly reason: string }[]
}

export function summaryOf({ seed, runs, leftOut }: Summary): string {
  const hits = new Map<string, number>()
  for (const { scenario, result } of runs) {
    for (const hit of result.hits) {
      const name = `${scenario} · ${hit}`
      hits.set(name, (hits.get(name) ?? 0) + 1)
    }
  }
  const count = (kind: (typeof KINDS)[number]): number =>
    runs.reduce((sum, { result }) => sum + result.verdict[kind].length, 0)
  const turns = runs.reduce((sum, { result }) => sum + result.hits.length, 0)
  const seconds = runs.reduce((sum, run) => sum + run.seconds, 0)
  const broken = runs.reduce((sum, { result }) => sum + result.broken.length, 0)
  return [
    '',
    `seed ${seed}, ${turns} faults in ${runs.length} runs, ${seconds.toFixed(0)} s (${(seconds / turns).toFixed(1)} s a fault)`,
    'hits per phase:',
    ...[...hits].sort().map(([name, times]) => `  ${String(times).padStart(5)}  ${name}`),
    ...leftOut.map(({ scenario, reason }) => `   left out: ${scenario.name} (${reason})`),
    [...KINDS.map((kind) => `${kind} ${count(kind)}`), `other expectations not met ${broken}`].join(', '),
    recoveryLine(runs),
  ].join('\n')
}

function recoveryLine(runs: readonly Reported[]): string {
  const times = runs.flatMap(({ result }) => result.recoveriesMs ?? []).sort((a, b) => a - b)
  const at = (share: number): number =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
  if (times.length === 0) return 'time to recover: nothing had to'
  return `time to recover: median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`
}
