import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** What the system charges to a process and to those that it started. */
export interface ProcessUsage {
  readonly residentMiB: number
  /** Of all threads, and of children that have ended. Undefined where only Linux tells. */
  readonly cpuMs: number | undefined
}

/** Linux counts processor time in ticks of 10 ms (USER_HZ is 100 on every architecture that Node runs on). */
const MS_PER_TICK = 10
const MIB_PER_KIB = 1 / 1024

/** Undefined when the process is gone or the system does not tell. */
export async function processUsage(pid: number): Promise<ProcessUsage | undefined> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid)
}

async function fromProc(pid: number): Promise<ProcessUsage | undefined> {
  const own = await ownUsage(pid)
  if (own === undefined) return undefined
  let { residentMiB, cpuMs } = own
  for (const child of await childrenOf(pid)) {
    const below = await fromProc(child)
    residentMiB += below?.residentMiB ?? 0
    cpuMs += below?.cpuMs ?? 0
  }
  return { residentMiB, cpuMs }
}

async function ownUsage(pid: number): Promise<{ residentMiB: number; cpuMs: number } | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
    const residentKib = /^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]
    // Fields 14 to 17 (utime, stime, cutime, cstime); the name before them may contain anything but ends with ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    if (residentKib === undefined) return undefined
    return { residentMiB: Number(residentKib) * MIB_PER_KIB, cpuMs: ticks * MS_PER_TICK }
  } catch {
    return undefined
  }
}

/** Node starts programs from its first thread only, so its list is that of the process. */
async function childrenOf(pid: number): Promise<number[]> {
  try {
    const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'latin1')
    return list
      .split(' ')
      .map(Number)
      .filter((child) => child > 0)
  } catch {
    return []
  }
}

function fromPs(pid: number): Promise<ProcessUsage | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      const residentKib = Number(stdout.trim())
      const known = error === null && residentKib > 0
      resolve(known ? { residentMiB: residentKib * MIB_PER_KIB, cpuMs: undefined } : undefined)
    })
  })
}
