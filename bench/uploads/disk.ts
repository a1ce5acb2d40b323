import { open } from 'node:fs/promises'
import { join } from 'node:path'

export interface DiskRate {
  /** Appends of one page, each synced before the next, as a database log is written. */
  readonly appendsPerSecond: number
  /** Files of 200 KB, each written and synced, one after the other. */
  readonly filesPerSecond: number
}

const PAGE = Buffer.alloc(4_096, 1)
const FILE = Buffer.alloc(200 * 1_024, 2)
const APPENDS = 300
const FILES = 60

/** What the disk under a folder gives without any program in between. */
export async function bareFsyncRate(directory: string): Promise<DiskRate> {
  await using log = await open(join(directory, 'bare.log'), 'w')
  const appendsPerSecond = await rateOf(APPENDS, async () => {
    await log.write(PAGE)
    await log.sync()
  })
  const filesPerSecond = await rateOf(FILES, async (index) => {
    await using file = await open(join(directory, `bare-${index}`), 'wx')
    await file.write(FILE)
    await file.sync()
  })
  return { appendsPerSecond, filesPerSecond }
}

async function rateOf(count: number, once: (index: number) => Promise<void>): Promise<number> {
  const startedMs = performance.now()
  for (let index = 0; index < count; index += 1) await once(index)
  return (count * 1_000) / (performance.now() - startedMs)
}
