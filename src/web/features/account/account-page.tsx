import { useTexts } from '../../shared/preferences.tsx'
import { useMay, useSession } from '../../shared/session.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { PasswordPanel } from './password-panel.tsx'
import { PasskeysPanel } from './passkeys-panel.tsx'
import { SecondFactorPanel } from './second-factor-panel.tsx'
import { SessionsPanel } from './sessions-panel.tsx'
import { TokensPanel } from './tokens-panel.tsx'
import './account.css'

/** What belongs to the person who is signed in, whatever the role. */
export function AccountPage() {
  const { account, providers } = useTexts()
  const session = useSession()
  const may = useMay()
  if (!session) return null
  return (
    <div className="page account-page">
      <PageTitle>{account.title}</PageTitle>
      <p className="page__intro">{account.who(session.user.displayName, session.user.username)}</p>
      {session.assurance !== null && <p>{providers.ofSession(providers.levels[session.assurance])}</p>}
      <PasswordPanel username={session.user.username} />
      <SecondFactorPanel />
      <PasskeysPanel />
      <SessionsPanel />
      {may('tokens:create') && <TokensPanel />}
    </div>
  )
}
