import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'react-router'
import { API } from '../../shared/api/client.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { fetchIdentity, forgetIdentity } from './citizen-api.ts'

/** Lets citizens prove their name, where the city has a way for it; nothing elsewhere. */
export function IdentityBox({ slug }: { slug: string }) {
  const words = useTexts().providers
  const [parameters] = useSearchParams()
  const client = useQueryClient()
  const key = ['citizen-identity', slug]
  const { data } = useQuery({ queryKey: key, queryFn: async ({ signal }) => fetchIdentity(slug, signal) })
  const forgetting = useMutation({
    mutationFn: async () => forgetIdentity(slug),
    onSettled: async () => client.invalidateQueries({ queryKey: key }),
  })
  if (data === undefined || (data.sender === null && data.providers.length === 0)) return null
  if (data.sender !== null) {
    const { name, provider } = data.sender
    return (
      <Alert tone="success" title={words.citizenKnown(name, provider)}>
        <Button
          className="button--small"
          disabled={forgetting.isPending}
          onClick={() => {
            forgetting.mutate()
          }}
        >
          {words.citizenForget}
        </Button>
      </Alert>
    )
  }
  return (
    <section className="citizen__limits" aria-labelledby="ausweisen">
      <h2 id="ausweisen">{words.citizenTitle}</h2>
      {parameters.get('fehler') === 'anbieter' && <Alert tone="danger" urgent title={words.citizenFailed} />}
      <p>{words.citizenBody}</p>
      <div className="button-row">
        {data.providers.map(({ id, name }) => (
          <a
            key={id}
            className="kern-btn kern-btn--secondary"
            href={`${API}/oidc/${id}/start?weiter=${encodeURIComponent(`/abgabe/${slug}`)}`}
          >
            <span className="kern-label">{words.citizenWith(name)}</span>
          </a>
        ))}
      </div>
    </section>
  )
}
