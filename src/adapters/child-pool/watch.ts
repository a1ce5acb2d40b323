import { MailroomError } from '../../domain/errors.ts'
import { processUsage } from './process-usage.ts'

const CHECK_MS = 250
/** What a child used before is asked when a call takes longer; most are over by then, and asking costs a millisecond. */
const SHORT_CALL_MS = 1000
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

/** Time granted to one call; `number` tells whether it still holds. */
interface Grant {
  readonly number: number
  readonly wallMs: number
  readonly cpuBeforeMs: number | undefined
  readonly extensions: number
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
  const expire = async (granted: Grant): Promise<void> => {
    const { number, wallMs, cpuBeforeMs, extensions } = granted
    const cpuMs = (await usage())?.cpuMs
    if (number !== grants) return
    const usedMs = cpuMs === undefined || cpuBeforeMs === undefined ? wallMs : cpuMs - cpuBeforeMs
    if (extensions > 0 && usedMs < wallMs * STARVED_SHARE) {
      grant({ number, wallMs, cpuBeforeMs: cpuMs, extensions: extensions - 1 })
      return
    }
    end(new MailroomError('recognition-timeout', 'Reading took too long.', { facts: { wallMs } }))
  }
  const grant = (granted: Grant): void => {
    if (granted.number !== grants) return
    clock = setTimeout(() => void expire(granted), granted.wallMs)
  }
  const grantRest = async (number: number, wallMs: number): Promise<void> => {
    const before = await usage()
    grant({ number, wallMs, cpuBeforeMs: before?.cpuMs, extensions: MAX_EXTENSIONS })
  }
  const memory = setInterval(() => void checkMemory(), CHECK_MS)
  return {
    allow(wallMs) {
      clearTimeout(clock)
      const number = ++grants
      const shortMs = Math.min(SHORT_CALL_MS, wallMs / 2)
      clock = setTimeout(() => void grantRest(number, wallMs - shortMs), shortMs)
    },
    stop() {
      grants++
      clearTimeout(clock)
      clearInterval(memory)
    },
  }
}
