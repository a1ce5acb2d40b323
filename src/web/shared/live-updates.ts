import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { API } from './api/client.ts'
import type { ChangeEvent } from './api/types.ts'
import { followChanges } from './change-stream.ts'
import { refreshItemLists } from './item-lists.ts'

/** Reads again what the page shows when the server says that it has changed. */
export function useLiveUpdates(): void {
  const client = useQueryClient()
  useEffect(
    () =>
      followChanges({
        open: () => new EventSource(`${API}/events`),
        isHidden: () => document.hidden,
        watchSight(listener) {
          document.addEventListener('visibilitychange', listener)
          return () => {
            document.removeEventListener('visibilitychange', listener)
          }
        },
        nowMs: () => performance.now(),
        later(action, ms) {
          const timer = setTimeout(action, ms)
          return () => {
            clearTimeout(timer)
          }
        },
        readChanged: async (changes) => refresh(client, changes),
        readAll: async () => refreshAll(client),
      }),
    [client],
  )
}

type ToldKind = ChangeEvent['kind']

/** What the cache calls the things that changes are told of; the lists of items are treated apart. */
const KEYS: Readonly<Record<ToldKind, (id: string) => readonly (readonly string[])[]>> = {
  item: (id) => [['desk'], ['notifications'], ['item', id], ['item-history', id], ['split-plan', id]],
  progress: (id) => [
    ['item', id],
    ['split-plan', id],
  ],
  document: (id) => [['document', id], ['item']],
  'case-file': (id) => [['desk'], ['notifications'], ['case-files'], ['case-file', id]],
}

/** Failures show where the data are shown. */
async function refresh(client: QueryClient, changes: readonly ChangeEvent[]): Promise<void> {
  const keys = new Map<string, readonly string[]>()
  for (const { kind, id } of changes) for (const key of KEYS[kind](id)) keys.set(key.join(' '), key)
  const items = changes.filter(({ kind }) => kind === 'item' || kind === 'progress').map(({ id }) => id)
  await Promise.all([
    ...[...keys.values()].map(async (queryKey) => client.invalidateQueries({ queryKey })),
    ...(items.length === 0 ? [] : [refreshItemLists(client, items)]),
  ])
}

async function refreshAll(client: QueryClient): Promise<void> {
  const told = Object.values(KEYS).flatMap((keysOf) => keysOf('').map(([name]) => name))
  const known = new Set(['items', ...told])
  await Promise.all([...known].map(async (name) => client.invalidateQueries({ queryKey: [name] })))
}
