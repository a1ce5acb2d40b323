import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { UserView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { resetSecondFactor } from './admin-api.ts'

/** For people who have lost their app and their recovery codes; asked twice, because it weakens the account. */
export function ResetFactorButton({ user }: { user: UserView }) {
  const texts = useTexts()
  const words = texts.account.secondFactor
  const announce = useAnnounce()
  const [asking, setAsking] = useState(false)
  const reset = useMutation({
    mutationFn: async () => resetSecondFactor(user.id),
    onSuccess: () => {
      announce(words.resetDone(user.displayName))
      setAsking(false)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
  return (
    <>
      <Button
        kind="tertiary"
        onClick={() => {
          setAsking(true)
        }}
      >
        {words.reset}
      </Button>
      {asking && (
        <Dialog
          title={words.reset}
          onClose={() => {
            setAsking(false)
          }}
        >
          <p>{words.resetBody(user.displayName)}</p>
          <Button
            kind="primary"
            disabled={reset.isPending}
            onClick={() => {
              reset.mutate()
            }}
          >
            {words.reset}
          </Button>
        </Dialog>
      )}
    </>
  )
}
