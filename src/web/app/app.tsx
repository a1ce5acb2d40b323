import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { RouterProvider } from 'react-router/dom'
import { ApiError } from '../shared/api/client.ts'
import { LiveProvider } from '../shared/live.tsx'
import { PreferencesProvider } from '../shared/preferences.tsx'
import { releaseForgottenImages } from '../shared/viewer/page-image.ts'
import { createRouter } from './routes.tsx'

const MAX_RETRIES = 2

/** Refusals stay refusals; only a lost connection or a server in trouble is worth another try. */
function isWorthRetrying(failures: number, error: unknown): boolean {
  const temporary = error instanceof ApiError && (error.status === 0 || error.status >= 500)
  return temporary && failures < MAX_RETRIES
}

/** The browser's word on being online is not asked: it is often wrong in networks of offices, and calls would wait for ever. */
const NETWORK_MODE = 'always'

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: NETWORK_MODE,
        retry: isWorthRetrying,
        staleTime: 10_000,
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: NETWORK_MODE },
    },
  })
}

export function App() {
  const [client] = useState(createQueryClient)
  const [router] = useState(createRouter)
  useEffect(() => releaseForgottenImages(client), [client])
  return (
    <PreferencesProvider>
      <QueryClientProvider client={client}>
        <LiveProvider>
          <RouterProvider router={router} />
        </LiveProvider>
      </QueryClientProvider>
    </PreferencesProvider>
  )
}
