import { useMutation } from '@tanstack/react-query'
import { renewDocument } from '../../shared/api/resources.ts'
import type { DocumentView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'

/** Has the machine read the document again. */
export function RenewButton({ document }: { document: Pick<DocumentView, 'id' | 'processing'> }) {
  const texts = useTexts()
  const may = useMay()
  const announce = useAnnounce()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => renewDocument(document.id),
    onSuccess: () => {
      announce(texts.document.renewQueued)
    },
    onError: (error) => {
      announce(problemText(error, texts), 'danger')
    },
  })
  if (!may('items:retry') || document.processing.state !== 'done') return null
  return (
    <Button
      className="button--small"
      disabled={isPending}
      onClick={() => {
        mutate()
      }}
    >
      {texts.document.renew}
    </Button>
  )
}
