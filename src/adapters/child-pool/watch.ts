import { MailroomError } from '../../domain/errors.ts'
import { processUsage } from './process-usage.ts'

const CHECK_MS = 250
/** A child that got less than this share of a processor waited for its turn; that is not its fault. */
const STARVED_SHARE = 0.5
/** So often the time is granted again to a child that is starved. */
const MAX_EXTENSIONS = 2

/** Watches over one call of a child. */
export interface Watch {
  /** Grants time from now on; a grant before is taken back. */
  allow(wallMs: number): void
  stop(): void
}

/** Ends a child that works too long or grows too large, by calling `end` with the reason. */
export function watchOver(
  pid: number | undefined,
  memoryMiB: number,
  end: (reason: MailroomError) => void,
): Watch {
  let clock: NodeJS.Timeout | undefined
  /** Number of the grant that holds; what belongs to an older one is void. */
  let grants = 0
  const usage = async (): ReturnType<typeof processUsage> =>
    pid === undefined ? undefined : processUsage(pid)

  const checkMemory = async (): Promise<void> => {
    const foundMiB = (await usage())?.residentMiB ?? 0
    if (foundMiB <= memoryMiB) return
    const facts = { allowedMiB: memoryMiB, foundMiB: Math.round(foundMiB) }
    end(
      new MailroomError('recognition-out-of-memory', 'The document needs more memory than allowed.', {
        facts,
      }),
    )
  }
  const expire = async (
    wallMs: number,
    cpuBeforeMs: number | undefined,
    extensions: number,
  ): Promise<void> => {
    const cpuMs = (await usage())?.cpuMs
    if (mine !== grants) return
    const usedMs = cpuMs === undefined || cpuBeforeMs === undefined ? wallMs : cpuMs - cpuBeforeMs
    if (extensions > 0 && usedMs < wallMs * STARVED_SHARE) {
      grant(mine, wallMs, cpuMs, extensions - 1)
      return
    }
    end(new MailroomError('recognition-timeout', 'Reading took too long.', { facts: { wallMs } }))
  }
  const grant = (mine: number, wallMs: number, cpuBeforeMs: number | undefined, extensions: number): void => {
    if (mine !== grants) return
    clock = setTimeout(() => void expire(mine, wallMs, cpuBeforeMs, extensions), wallMs)
  }
  const memory = setInterval(() => void checkMemory(), CHECK_MS)
  return {
    allow(wallMs) {
      clearTimeout(clock)
      const mine = ++grants
      void usage().then((before) => {
        grant(mine, wallMs, before?.cpuMs, MAX_EXTENSIONS)
      })
    },
    stop() {
      grants++
      clearTimeout(clock)
      clearInterval(memory)
    },
  }
}
