import { useQuery } from '@tanstack/react-query'
import type { IdentityProviderView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { checkProvider, deleteProvider, fetchProviders } from './admin-api.ts'
import { CheckButton } from './check-button.tsx'
import { ProviderForm } from './provider-form.tsx'
import { RecordActions, type Openers } from './record-actions.tsx'
import { RecordSection } from './record-section.tsx'

/** Directories that people of the city sign in with, and those in which citizens prove who they are. */
export function ProvidersSection() {
  const query = useQuery({
    queryKey: ['identity-providers'],
    queryFn: async ({ signal }) => fetchProviders(signal),
  })
  return (
    <RecordSection
      collection="identity-providers"
      query={query}
      words={useTexts().providers}
      icon="users"
      card={(provider, openers) => <ProviderCard provider={provider} openers={openers} />}
      form={(provider, onClose) => <ProviderForm provider={provider} onClose={onClose} />}
      remove={async ({ id }) => deleteProvider(id)}
    />
  )
}

function ProviderCard({ provider, openers }: { provider: IdentityProviderView; openers: Openers }) {
  const { providers: words, common } = useTexts()
  const { id, name, kind, issuer, clientId, secretName, rolesByGroup } = provider
  return (
    <>
      <div className="rule__head">
        <h2 className="rule__name">{name}</h2>
        <Badge tone="neutral" icon={kind === 'staff' ? 'building' : 'user'}>
          {words.kinds[kind]}
        </Badge>
      </div>
      <p className="provider__facts">
        {issuer}
        <br />
        {words.clientId}: {clientId}, {words.secretName}: OIDC_SECRET_{secretName}
      </p>
      <ul className="rule__conditions">
        {rolesByGroup.map(({ group, role }) => (
          <li key={`${group} ${role}`}>
            „{group}“ <em>→</em> {common.roles[role]}
          </li>
        ))}
      </ul>
      {kind === 'staff' && rolesByGroup.length === 0 && (
        <p className="rule__fault">
          <Badge tone="warning" icon="warning">
            {words.noRoles}
          </Badge>
        </p>
      )}
      <RecordActions name={name} words={words} {...openers}>
        <CheckButton
          name={name}
          words={words}
          check={async () => {
            const { result } = await checkProvider(id)
            return { isWell: result === 'ok', text: words.results[result](secretName) }
          }}
        />
      </RecordActions>
    </>
  )
}
