import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { IdentityProviderView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty, LoadFailure } from '../../shared/ui/feedback.tsx'
import { checkProvider, deleteProvider, fetchProviders } from './admin-api.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { ProviderForm } from './provider-form.tsx'
import { SectionTitle } from './section-title.tsx'

type Opened =
  | { readonly kind: 'edit'; readonly provider: IdentityProviderView | undefined }
  | { readonly kind: 'delete'; readonly provider: IdentityProviderView }

/** Directories that people of the city sign in with, and those in which citizens prove who they are. */
export function ProvidersSection() {
  const words = useTexts().providers
  const [opened, setOpened] = useState<Opened>()
  const { data, error, refetch } = useQuery({
    queryKey: ['identity-providers'],
    queryFn: async ({ signal }) => fetchProviders(signal),
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setOpened({ kind: 'edit', provider: undefined })
        }}
      />
      <p className="page__intro">{words.intro}</p>
      {error !== null && <LoadFailure error={error} retry={() => void refetch()} />}
      {data?.items.length === 0 && <Empty icon="users" title={words.empty} />}
      <ul className="rules">
        {data?.items.map((provider) => (
          <ProviderCard key={provider.id} provider={provider} onOpen={setOpened} />
        ))}
      </ul>
      {opened?.kind === 'edit' && <ProviderForm provider={opened.provider} onClose={close} />}
      {opened?.kind === 'delete' && (
        <DeleteDialog
          collection="identity-providers"
          name={opened.provider.name}
          words={words}
          remove={async () => deleteProvider(opened.provider.id)}
          onClose={close}
        />
      )}
    </>
  )
}

interface CardProperties {
  readonly provider: IdentityProviderView
  readonly onOpen: (opened: Opened) => void
}

function ProviderCard({ provider, onOpen }: CardProperties) {
  const { providers: words, common } = useTexts()
  const { name, kind, issuer, clientId, secretName, rolesByGroup } = provider
  return (
    <li className="rule">
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
      <div className="rule__actions">
        <CheckButton provider={provider} />
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${name}`}
          onClick={() => {
            onOpen({ kind: 'edit', provider })
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          icon="trash"
          aria-label={`${words.delete}: ${name}`}
          onClick={() => {
            onOpen({ kind: 'delete', provider })
          }}
        >
          {words.delete}
        </Button>
      </div>
    </li>
  )
}

/** Asks the provider to describe itself, as a sign-in would, and says what came of it. */
function CheckButton({ provider }: { provider: IdentityProviderView }) {
  const texts = useTexts()
  const words = texts.providers
  const announce = useAnnounce()
  const check = useMutation({
    mutationFn: async () => checkProvider(provider.id),
    onSuccess: ({ result }) => {
      announce(words.results[result](provider.secretName), result === 'ok' ? 'success' : 'danger')
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
  return (
    <Button
      className="button--small"
      icon="activity"
      aria-label={`${words.check}: ${provider.name}`}
      disabled={check.isPending}
      onClick={() => {
        check.mutate()
      }}
    >
      {check.isPending ? words.checking : words.check}
    </Button>
  )
}
