import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../api/client.ts'
import type { NotificationList } from '../api/types.ts'

const NOTIFICATIONS_KEY = ['notifications']
/** Days begin, and deadlines come near, without any change of a record. */
const EVERY_MS = 5 * 60_000

/** What the person should look at: read again with every change of what he sees, and now and then. */
export function useNotifications() {
  return useQuery({
    queryKey: NOTIFICATIONS_KEY,
    queryFn: async ({ signal }) => (await call('/notifications', { signal })) as NotificationList,
    refetchInterval: EVERY_MS,
  })
}

interface Marking {
  readonly keys: readonly string[]
  readonly isRead: boolean
}

export function useMarking() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ keys, isRead }: Marking) =>
      (await call('/notifications/read', { method: 'POST', body: { keys, isRead } })) as NotificationList,
    onMutate: async () => client.cancelQueries({ queryKey: NOTIFICATIONS_KEY }),
    onSuccess: (list) => client.setQueryData(NOTIFICATIONS_KEY, list),
  })
}
