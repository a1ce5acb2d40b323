import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { fetchWebhooks } from './webhooks-api.ts'

/** Tells whoever administers, wherever he looks, that another system was given up. */
export function WebhookNotice() {
  const words = useTexts().webhooks
  const may = useMay()
  const { data } = useQuery({
    queryKey: ['webhooks'],
    queryFn: async ({ signal }) => fetchWebhooks(signal),
    enabled: may('users:manage'),
  })
  const givenUp = (data?.items ?? []).filter(({ isActive, disabledAt }) => !isActive && disabledAt !== null)
  if (givenUp.length === 0) return null
  return (
    <Alert tone="danger" title={`${words.givenUp}: ${givenUp.map(({ name }) => name).join(', ')}`}>
      <Link to="/verwaltung/webhooks">{words.title}</Link>
    </Alert>
  )
}
