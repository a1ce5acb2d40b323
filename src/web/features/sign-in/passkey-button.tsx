import { useMutation } from '@tanstack/react-query'
import { ApiError } from '../../shared/api/client.ts'
import type { SessionView } from '../../shared/api/types.ts'
import { knowsPasskeys, signInWithPasskey } from '../../shared/passkeys.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'

/** The way in without a password; nothing where the browser knows none. */
export function PasskeyButton({ onSignedIn }: { onSignedIn: (session: SessionView) => void }) {
  const texts = useTexts()
  const words = texts.common.signIn
  const attempt = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn })
  if (!knowsPasskeys()) return null
  const { error } = attempt
  const isRefused = error instanceof ApiError && error.status === 401
  return (
    <div className="sign-in__passkey stack">
      {error !== null && (
        <Alert tone="danger" urgent title={isRefused ? words.passkeyFailed : problemText(error, texts)} />
      )}
      <Button
        icon="lock"
        className="kern-btn--block"
        disabled={attempt.isPending}
        onClick={() => {
          attempt.mutate()
        }}
      >
        {words.withPasskey}
      </Button>
    </div>
  )
}
