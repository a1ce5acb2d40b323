import { readdir, readFile } from 'node:fs/promises'

/** What the system says about a running process; undefined where `/proc` does not exist. */
export interface ProcessFigures {
  readonly residentMiB: number
  readonly openFiles: number
  readonly cpuSeconds: number
}

/** Linux counts processor time in ticks of 10 ms. */
const SECONDS_PER_TICK = 0.01

export async function processFigures(pid: number): Promise<ProcessFigures | undefined> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'latin1')
    const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      residentMiB: Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1_024,
      openFiles: (await readdir(`/proc/${pid}/fd`)).length,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) * SECONDS_PER_TICK,
    }
  } catch {
    return undefined
  }
}

/** Slope of the least-squares line through the points. */
export function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length
  const above = points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0)
  return above / points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0)
}
