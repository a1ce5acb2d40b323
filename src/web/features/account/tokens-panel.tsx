import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { TokenView } from '../../shared/api/types.ts'
import { formatDay, formatInstant } from '../../shared/format.ts'
import { useNowMs } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchTokens, revokeToken } from './account-api.ts'
import { TokenForm } from './token-form.tsx'
import { useEnding } from './use-own.ts'

export function TokensPanel() {
  const words = useTexts().account.tokens
  const [adding, setAdding] = useState(false)
  const tokens = useQuery({
    queryKey: ['account', 'tokens'],
    queryFn: async ({ signal }) => fetchTokens(signal),
  })
  return (
    <section className="account-page__part" aria-labelledby="konto-token">
      <h2 id="konto-token">{words.title}</h2>
      <p>{words.intro}</p>
      <Loaded query={tokens}>
        {({ items }) => (items.length === 0 ? <p>{words.none}</p> : <TokenTable tokens={items} />)}
      </Loaded>
      <Button
        icon="plus"
        onClick={() => {
          setAdding(true)
        }}
      >
        {words.create}
      </Button>
      {adding && (
        <TokenForm
          onClose={() => {
            setAdding(false)
          }}
        />
      )}
    </section>
  )
}

function TokenTable({ tokens }: { tokens: readonly TokenView[] }) {
  const words = useTexts().account.tokens
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            {[words.name, words.scopes, words.created, words.lastUsed, words.expires].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="kern-sr-only">{words.actions}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TokenRow({ token }: { token: TokenView }) {
  const words = useTexts().account.tokens
  const nowMs = useNowMs()
  const ending = useEnding(revokeToken, words.removed)
  const { name, scopes, createdAt, lastUsedAt, expiresAt } = token
  const hasExpired = expiresAt !== null && Date.parse(expiresAt) <= nowMs
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{scopes.map((scope) => words.scope[scope]).join(', ')}</td>
      <td>{formatDay(createdAt)}</td>
      <td>{lastUsedAt === null ? words.neverUsed : formatInstant(lastUsedAt)}</td>
      <td>
        {expiresAt === null ? words.noEnd : formatInstant(expiresAt)}
        {hasExpired && ` (${words.expired})`}
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="trash"
          aria-label={words.removeOf(name)}
          disabled={ending.isPending}
          onClick={() => {
            ending.mutate(token.id)
          }}
        >
          {words.remove}
        </Button>
      </td>
    </tr>
  )
}
