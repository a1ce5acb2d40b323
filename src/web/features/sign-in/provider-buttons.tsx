import { useQuery } from '@tanstack/react-query'
import { fetchSignInButtons } from '../../shared/api/resources.ts'
import { useTexts } from '../../shared/preferences.tsx'

/** Ways to sign in with a directory of the town; nothing where there is none. */
export function ProviderButtons({ target }: { target: string }) {
  const { signIn } = useTexts().common
  const { data } = useQuery({
    queryKey: ['sign-in-buttons'],
    queryFn: async ({ signal }) => fetchSignInButtons(signal),
  })
  if (data === undefined || data.items.length === 0) return null
  return (
    <ul className="sign-in__providers">
      {data.items.map(({ id, name, tenant }) => (
        <li key={id}>
          <a
            className="kern-btn kern-btn--secondary kern-btn--block"
            href={`/api/v1/oidc/${id}/start?weiter=${encodeURIComponent(target)}`}
          >
            <span className="kern-label">{signIn.withProvider(name, tenant)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
