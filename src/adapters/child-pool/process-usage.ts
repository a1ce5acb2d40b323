import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** What the system charges to a process. */
export interface ProcessUsage {
  readonly residentMiB: number
  /** Of all its threads, and of its own children that have ended. Undefined where only Linux tells. */
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
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    const residentKib = /^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
    // Fields 14 to 17 (utime, stime, cutime, cstime); the name before them may contain anything but ends with ')'.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
    if (residentKib === undefined) return undefined
    return { residentMiB: Number(residentKib) * MIB_PER_KIB, cpuMs: ticks * MS_PER_TICK }
  } catch {
    return undefined
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
