import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import type { SessionView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { SESSION_KEY, useSession } from '../../shared/session.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { ProviderButtons } from './provider-buttons.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

export function SignInPage() {
  const { signIn } = useTexts().common
  const [parameters] = useSearchParams()
  const client = useQueryClient()
  const navigate = useNavigate()
  const session = useSession()
  const target = localTarget(parameters.get('weiter'))
  const enter = (view: SessionView) => {
    client.setQueryData(SESSION_KEY, view)
    void navigate(target, { replace: true })
  }
  if (session) return <Navigate to={target} replace />
  return (
    <div className="sign-in">
      <section className="sign-in__card">
        <p className="sign-in__welcome">{signIn.welcome}</p>
        <PageTitle>{signIn.title}</PageTitle>
        {parameters.get('fehler') === 'anbieter' && (
          <Alert tone="danger" urgent title={signIn.providerFailed} />
        )}
        <SignInForm onSignedIn={enter} />
        <PasskeyButton onSignedIn={enter} />
        <ProviderButtons target={target} />
        <p className="kern-body kern-body--small kern-body--muted">{signIn.hint}</p>
      </section>
    </div>
  )
}

/** Only paths of this site are followed after signing in. */
function localTarget(text: string | null): string {
  return text !== null && /^\/(?![/\\])/.test(text) ? text : '/'
}
