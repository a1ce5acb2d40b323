import { readdirSync, readFileSync } from 'node:fs'

/** Linux counts processor time in ticks of 10 ms. */
const TICKS_PER_SECOND = 100
const MIB_PER_KIB = 1 / 1024
/** Adding up the pages of processes that hold a gigabyte takes the system tens of milliseconds. */
const SAMPLE_MS = 1000

/** What a piece of work cost this process and all that it started. */
export interface Cost {
  readonly seconds: number
  /** User and system time. */
  readonly cpuSeconds: number
  /** Highest sum of the memory of all started processes, shared pages counted once; without this process itself. */
  readonly peakMib: number
}

interface Entry {
  readonly pid: number
  readonly parent: number
  readonly ticks: number
}

/** Measures by what Linux tells in /proc; elsewhere processor time and memory come out as 0. */
export async function measureCost<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; cost: Cost }> {
  const own = process.pid
  let peakMib = 0
  const watch = setInterval(() => {
    const others = familyOf(own).filter(({ pid }) => pid !== own)
    peakMib = Math.max(
      peakMib,
      others.reduce((sum, { pid }) => sum + memoryMib(pid), 0),
    )
  }, SAMPLE_MS)
  const ticksBefore = ticksOf(familyOf(own))
  const started = performance.now()
  try {
    const result = await work()
    const seconds = (performance.now() - started) / 1000
    const cpuSeconds = (ticksOf(familyOf(own)) - ticksBefore) / TICKS_PER_SECOND
    return { result, cost: { seconds, cpuSeconds, peakMib } }
  } finally {
    clearInterval(watch)
  }
}

function ticksOf(family: readonly Entry[]): number {
  return family.reduce((sum, { ticks }) => sum + ticks, 0)
}

/** The process and all its descendants. Times of those that ended are in the fields of their parents. */
function familyOf(root: number): Entry[] {
  const entries = processes()
  const members = new Set([root])
  for (let before = 0; before !== members.size;) {
    before = members.size
    for (const { pid, parent } of entries) if (members.has(parent)) members.add(pid)
  }
  return entries.filter(({ pid }) => members.has(pid))
}

function processes(): Entry[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/u.test(name))
      .flatMap((name) => readEntry(Number(name)) ?? [])
  } catch {
    return []
  }
}

function readEntry(pid: number): Entry | undefined {
  const stat = readProc(pid, 'stat')
  if (stat === undefined) return undefined
  // Behind the name in brackets: state, parent, …; utime, stime, cutime and cstime are fields 14 to 17.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
  return { pid, parent: Number(fields[1]), ticks }
}

function memoryMib(pid: number): number {
  const kib = /^Pss:\s+(\d+) kB$/mu.exec(readProc(pid, 'smaps_rollup') ?? '')?.[1]
  return Number(kib ?? 0) * MIB_PER_KIB
}

function readProc(pid: number, file: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return undefined
  }
}
