import type { Bell } from '../ports/bell.ts'

export interface Spacing {
  /** Looks again after so long, whether the bell has rung or not. */
  readonly lookEveryMs: number
  /** Looks no more often than this while the bell rings and rings. */
  readonly apartMs: number
}

/** Waits for the bell. Who has not looked for a while is not held up; what comes close together is looked at together. */
export async function spaced(
  bell: Bell,
  { lookEveryMs, apartMs }: Spacing,
  lookedAtMs: number,
  signal: AbortSignal,
): Promise<void> {
  await bell.wait(lookEveryMs, signal)
  await pause(lookedAtMs + apartMs - performance.now(), signal)
}

/** Ends early, and without an error, with the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
