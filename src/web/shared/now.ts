import { useSyncExternalStore } from 'react'

const TICK_MS = 30_000

let nowMs = Date.now()

function subscribe(notify: () => void): () => void {
  const timer = setInterval(() => {
    nowMs = Date.now()
    notify()
  }, TICK_MS)
  return () => {
    clearInterval(timer)
  }
}

/** The present time in milliseconds, renewed every half minute; for ages in lists. */
export function useNowMs(): number {
  return useSyncExternalStore(subscribe, () => nowMs)
}
