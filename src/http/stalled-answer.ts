import type { Response } from 'express'

export interface StallLimits {
  /** The answer is weighed over so much time. */
  readonly windowMs: number
  readonly lookEveryMs: number
  readonly minBytesPerSecond: number
}

/** The timeout of Node's sockets comes only after twice its time, and never to a caller who takes a byte now and then. */
const USUAL_LIMITS: StallLimits = { windowMs: 60_000, lookEveryMs: 10_000, minBytesPerSecond: 1_024 }

/** Ends the connection of a caller who hardly reads the answer, so that it cannot hold memory and files. */
export function endStalledAnswer(response: Response, limits = USUAL_LIMITS): void {
  const bytesNow = (): number => response.socket?.bytesWritten ?? 0
  /** Undefined while the caller has read all that was sent: what we are slow to send is not his fault. */
  let window: { readonly sinceMs: number; readonly bytesBefore: number } | undefined
  const begin = (): void => {
    window = { sinceMs: performance.now(), bytesBefore: bytesNow() }
  }
  const timer = setInterval(() => {
    if (!response.writableNeedDrain) {
      window = undefined
      return
    }
    if (window === undefined) {
      begin()
      return
    }
    const elapsedMs = performance.now() - window.sinceMs
    if (elapsedMs < limits.windowMs) return
    const wantedBytes = (limits.minBytesPerSecond * elapsedMs) / 1_000
    if (bytesNow() - window.bytesBefore < wantedBytes) response.destroy()
    else begin()
  }, limits.lookEveryMs)
  timer.unref()
  response.once('close', () => {
    clearInterval(timer)
  })
}
