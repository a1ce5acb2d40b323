import { useQuery } from '@tanstack/react-query'
import { ApiError } from './api/client.ts'
import { fetchSession } from './api/resources.ts'
import type { SessionView } from './api/types.ts'

export const SESSION_KEY = ['session']

async function sessionOrNobody(signal: AbortSignal): Promise<SessionView | null> {
  try {
    return await fetchSession(signal)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

export function useSessionQuery() {
  return useQuery({
    queryKey: SESSION_KEY,
    queryFn: async ({ signal }) => sessionOrNobody(signal),
    staleTime: Infinity,
  })
}

/** Who is signed in: `null` for nobody, `undefined` while that is not known yet. */
export function useSession(): SessionView | null | undefined {
  return useSessionQuery().data
}

/** True when the roles of the person allow it; pages hide what is not allowed, the server refuses it anyway. */
export function useMay(): (permission: string) => boolean {
  const session = useSession()
  return (permission) => session?.permissions.includes(permission) ?? false
}
