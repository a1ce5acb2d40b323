import { useSyncExternalStore } from 'react'
import { today } from './city-time.ts'

const TICK_MS = 30_000

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let nowMs = Date.now()

function renew(): void {
  nowMs = Date.now()
  for (const notify of listeners) notify()
}

export function subscribeToTime(notify: () => void): () => void {
  listeners.add(notify)
  if (timer === undefined) {
    timer = setInterval(renew, TICK_MS)
    // Hours may have passed since somebody has looked at the time.
    renew()
  }
  return () => {
    listeners.delete(notify)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

export function presentMs(): number {
  return nowMs
}

/** The present time in milliseconds, renewed every half minute; for ages in lists. */
export function useNowMs(): number {
  return useSyncExternalStore(subscribeToTime, presentMs)
}

/** The day in the city, `YYYY-MM-DD`; a page that stays open overnight goes on with the next one. */
export function useToday(): string {
  return useSyncExternalStore(subscribeToTime, today)
}
