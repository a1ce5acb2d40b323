import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useParams } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import type { PublicTenant } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Alert, LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { fetchTenant } from './citizen-api.ts'
import { OfferedLinks } from './offered-links.tsx'
import './citizen.css'

/** Knows for which city the page is; shows a plain word when there is none of that name. */
export function TenantPage({ children }: { children: (tenant: PublicTenant) => ReactNode }) {
  const { citizen } = useTexts()
  const { tenant: slug = '' } = useParams()
  const { data, error, refetch } = useQuery({
    queryKey: ['public-tenant', slug],
    queryFn: async ({ signal }) => fetchTenant(slug, signal),
  })
  if (data !== undefined) {
    return (
      <div className="citizen">
        <p className="citizen__city">{data.name}</p>
        <OfferedLinks {...data} />
        {children(data)}
      </div>
    )
  }
  if (error === null) return <Loading />
  const isUnknown = error instanceof ApiError && (error.status === 404 || error.status === 400)
  return (
    <div className="citizen">
      {isUnknown ? (
        <Alert tone="warning" title={citizen.unknownTenant} urgent />
      ) : (
        <LoadFailure error={error} retry={() => void refetch()} />
      )}
    </div>
  )
}
