import { useQueryClient } from '@tanstack/react-query'
import type { SessionView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { SESSION_KEY } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { PasskeyButton } from './passkey-button.tsx'
import { SignInForm } from './sign-in-form.tsx'

interface Properties {
  readonly username: string
  readonly onDone: (signedIn: boolean) => void
}

/** Asks for the password on top of the page, so that nothing that was entered is lost. */
export function SignInAgainDialog({ username, onDone }: Properties) {
  const { signIn } = useTexts().common
  const client = useQueryClient()
  const enter = (session: SessionView) => {
    client.setQueryData(SESSION_KEY, session)
    // A passkey may be that of somebody else, who has no business with what stands on this page.
    if (session.user.username === username) onDone(true)
    else location.assign('/')
  }
  return (
    <Dialog
      title={signIn.expiredTitle}
      closable={false}
      onClose={() => {
        onDone(false)
      }}
    >
      <p className="kern-body">{signIn.expiredBody}</p>
      <SignInForm username={username} onSignedIn={enter} />
      <PasskeyButton onSignedIn={enter} />
      <Button
        kind="tertiary"
        onClick={() => {
          onDone(false)
          client.setQueryData(SESSION_KEY, null)
        }}
      >
        {signIn.otherPerson}
      </Button>
    </Dialog>
  )
}
