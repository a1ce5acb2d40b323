import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/** Resident memory of a process in MiB; undefined when it is gone or the system does not tell. */
export async function residentMiB(pid: number): Promise<number | undefined> {
  const kibibytes = process.platform === 'linux' ? await fromProc(pid) : await fromPs(pid)
  return kibibytes === undefined || Number.isNaN(kibibytes) ? undefined : kibibytes / 1024
}

async function fromProc(pid: number): Promise<number | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    const found = /^VmRSS:\s+(\d+) kB$/mu.exec(status)?.[1]
    return found === undefined ? undefined : Number(found)
  } catch {
    return undefined
  }
}

function fromPs(pid: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    execFile('ps', ['-o', 'rss=', '-p', String(pid)], (error, stdout) => {
      resolve(error === null ? Number(stdout.trim()) : undefined)
    })
  })
}
