import type { Request } from 'express'
import { addressBlock } from '../domain/access/address-block.ts'
import { MailroomError } from '../domain/errors.ts'

export interface PlaceLimits {
  readonly maxUploadsInFlight: number
  /** From one address (of IPv6 one /64) at the same time; any number when absent. */
  readonly maxUploadsPerAddress?: number
  /** When all places are taken, uploads older than the grace and slower than this make room; the usual pace when absent. */
  readonly yieldingPace?: YieldingPace
}

export interface YieldingPace {
  readonly graceMs: number
  readonly bytesPerSecond: number
}

/** One upload on its way. */
export interface Place {
  /** Called at most once, when somebody else gets the place before the body is in. */
  onTaken(give: (reason: MailroomError) => void): void
  leave(): void
}

export interface UploadPlaces {
  /** @throws {MailroomError} `rate-limited` when the address has enough, `dependency-unavailable` when all are taken */
  take(request: Request): Place
}

interface Taken {
  readonly request: Request
  readonly block: string
  readonly sinceMs: number
  readonly bytesBefore: number
  give: (reason: MailroomError) => void
}

/** Slower than any line that is sold in Germany today; who trickles at less keeps nobody else out. */
const USUAL_PACE: YieldingPace = { graceMs: 10_000, bytesPerSecond: 32 * 1_024 }
const RETRY_AFTER_SECONDS = 5

/**
 * A fixed number of places for uploads. When all are taken, the slowest upload that has had its time makes room, so that a
 * few callers who trickle cannot keep the others out.
 */
export function createUploadPlaces(limits: PlaceLimits): UploadPlaces {
  const { maxUploadsInFlight, maxUploadsPerAddress = Infinity, yieldingPace = USUAL_PACE } = limits
  const all = new Set<Taken>()

  function makeRoom(): void {
    if (all.size < maxUploadsInFlight) return
    const slowest = slowestOf([...all], yieldingPace)
    if (slowest === undefined) {
      throw new MailroomError('dependency-unavailable', 'Too many uploads at once; try again in a moment.')
    }
    all.delete(slowest)
    slowest.give(new MailroomError('request-timeout', 'The upload was too slow while others were waiting.'))
  }

  return {
    take(request) {
      const block = addressBlock(request.ip ?? '')
      const ofAddress = [...all].filter((taken) => taken.block === block).length
      if (ofAddress >= maxUploadsPerAddress) {
        const detail = `At most ${maxUploadsPerAddress} uploads at once come from one address.`
        throw new MailroomError('rate-limited', detail, { retryAfterSeconds: RETRY_AFTER_SECONDS })
      }
      makeRoom()
      const taken: Taken = {
        request,
        block,
        sinceMs: performance.now(),
        bytesBefore: request.socket.bytesRead,
        give: () => undefined,
      }
      all.add(taken)
      return {
        onTaken(give) {
          taken.give = give
        },
        leave() {
          all.delete(taken)
        },
      }
    },
  }
}

/** What is complete already is our work, however long it took. */
function slowestOf(all: readonly Taken[], { graceMs, bytesPerSecond }: YieldingPace): Taken | undefined {
  const nowMs = performance.now()
  const paced = all
    .filter(({ request, sinceMs }) => !request.complete && nowMs - sinceMs >= graceMs)
    .map((taken) => {
      const bytes = taken.request.socket.bytesRead - taken.bytesBefore
      return { taken, pace: (bytes * 1_000) / (nowMs - taken.sinceMs) }
    })
    .filter(({ pace }) => pace < bytesPerSecond)
  paced.sort((left, right) => left.pace - right.pace)
  return paced[0]?.taken
}
