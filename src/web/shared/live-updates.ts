import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { API } from './api/client.ts'
import type { ChangeEvent } from './api/types.ts'

/** Changes that come close together cause one refetch. */
const COLLECT_MS = 300

/** Reads again what the page shows when the server says that it has changed. */
export function useLiveUpdates(enabled: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!enabled) return undefined
    const source = new EventSource(`${API}/events`)
    const pending = new Map<string, ChangeEvent>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      for (const change of pending.values()) refresh(client, change)
      pending.clear()
    }
    const listen = (event: MessageEvent<string>) => {
      const change = JSON.parse(event.data) as ChangeEvent
      pending.set(`${change.kind} ${change.id}`, change)
      timer ??= setTimeout(flush, COLLECT_MS)
    }
    source.addEventListener('message', listen)
    return () => {
      source.close()
      clearTimeout(timer)
    }
  }, [client, enabled])
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
