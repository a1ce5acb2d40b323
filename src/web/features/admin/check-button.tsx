import { useMutation } from '@tanstack/react-query'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'

interface Properties {
  readonly name: string
  readonly words: { readonly check: string; readonly checking: string }
  readonly check: () => Promise<{ readonly isWell: boolean; readonly text: string }>
}

/** Tries a connection as it would be used, and says what came of it. */
export function CheckButton({ name, words, check }: Properties) {
  const texts = useTexts()
  const announce = useAnnounce()
  const checking = useMutation({
    mutationFn: check,
    onSuccess: ({ isWell, text }) => {
      announce(text, isWell ? 'success' : 'danger')
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
  return (
    <Button
      className="button--small"
      icon="activity"
      aria-label={`${words.check}: ${name}`}
      disabled={checking.isPending}
      onClick={() => {
        checking.mutate()
      }}
    >
      {checking.isPending ? words.checking : words.check}
    </Button>
  )
}
