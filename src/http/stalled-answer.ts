import type { Response } from 'express'

export interface StallLimits {
  readonly stalledMs: number
  readonly lookEveryMs: number
}

/** A caller that takes nothing for this long is gone; the timeout of Node's sockets comes only after twice its time. */
const USUAL_LIMITS: StallLimits = { stalledMs: 60_000, lookEveryMs: 10_000 }

/** Ends the connection of a caller who does not read the answer, so that it cannot hold memory and files. */
export function endStalledAnswer(response: Response, limits = USUAL_LIMITS): void {
  let bytesBefore = -1
  let movedAtMs = performance.now()
  const timer = setInterval(() => {
    const bytes = response.socket?.bytesWritten ?? 0
    if (!response.writableNeedDrain || bytes !== bytesBefore) {
      bytesBefore = bytes
      movedAtMs = performance.now()
    } else if (performance.now() - movedAtMs >= limits.stalledMs) response.destroy()
  }, limits.lookEveryMs)
  timer.unref()
  response.once('close', () => {
    clearInterval(timer)
  })
}
