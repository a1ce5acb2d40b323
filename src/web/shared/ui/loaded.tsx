import type { ReactNode } from 'react'
import { LoadFailure, Loading } from './feedback.tsx'

/** Of a query, what is shown of it. */
export interface Reading<Data> {
  readonly data: Data | undefined
  readonly error: Error | null
  readonly refetch: () => Promise<unknown>
}

interface Properties<Data> {
  readonly query: Reading<Data>
  readonly children: (data: Data) => ReactNode
}

/** What is there once it is; what is old stays on the page while a newer reading fails. */
export function Loaded<Data>({ query, children }: Properties<Data>) {
  const { data, error, refetch } = query
  return (
    <>
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data === undefined ? error === null && <Loading /> : children(data)}
    </>
  )
}
