import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { API } from './api/client.ts'
import type { ChangeEvent } from './api/types.ts'

/** Changes that come close together cause one refetch. */
const COLLECT_MS = 300
/** A browser gives up after a refusal, such as an ended session or a server that is just starting. */
const RECONNECT_MS = 5_000

/** Reads again what the page shows when the server says that it has changed. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(() => followChanges(client), [client])
}

/** Follows the server's changes until the returned function is called. */
function followChanges(client: QueryClient): () => void {
  const pending = new Map<string, ChangeEvent>()
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let source: EventSource | undefined

  function later(action: () => void, ms: number): void {
    const timer = setTimeout(() => {
      timers.delete(timer)
      action()
    }, ms)
    timers.add(timer)
  }

  function flush(): void {
    for (const change of pending.values()) refresh(client, change)
    pending.clear()
  }

  function connect(isAgain: boolean): void {
    const opened = new EventSource(`${API}/events`)
    source = opened
    let wasOpen = isAgain
    opened.addEventListener('open', () => {
      // What changed while nobody listened is not told again.
      if (wasOpen) void client.invalidateQueries({ queryKey: ['items'] })
      if (wasOpen) void client.invalidateQueries({ queryKey: ['item'] })
      wasOpen = true
    })
    opened.addEventListener('message', (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as ChangeEvent
      if (pending.size === 0) later(flush, COLLECT_MS)
      pending.set(`${change.kind} ${change.id}`, change)
    })
    opened.addEventListener('error', () => {
      if (opened.readyState !== EventSource.CLOSED) return
      later(() => {
        connect(true)
      }, RECONNECT_MS)
    })
  }

  connect(false)
  return () => {
    source?.close()
    for (const timer of timers) clearTimeout(timer)
  }
}

function refresh(client: QueryClient, change: ChangeEvent): void {
  const keys: Readonly<Record<ChangeEvent['kind'], readonly (readonly string[])[]>> = {
    item: [['items'], ['item', change.id], ['item-history', change.id]],
    progress: [['items'], ['item', change.id]],
    document: [['document', change.id], ['item']],
    'case-file': [['case-files'], ['case-file', change.id]],
  }
  for (const queryKey of keys[change.kind]) void client.invalidateQueries({ queryKey })
}
