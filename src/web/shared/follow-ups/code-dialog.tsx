import { useMutation } from '@tanstack/react-query'
import type { FollowUpWithCode } from '../api/types.ts'
import { useAnnounce } from '../live.tsx'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Alert } from '../ui/feedback.tsx'
import { fetchLetter } from './follow-ups-api.ts'

interface Properties {
  readonly sent: FollowUpWithCode
  readonly onClose: () => void
}

/** Link and letter, shown this once: nobody closes it by chance. */
export function CodeDialog({ sent, onClose }: Properties) {
  const texts = useTexts()
  const { followUps: words } = texts
  const announce = useAnnounce()
  const link = `${sent.page}#${sent.code}`
  const printing = useMutation({
    mutationFn: async () => fetchLetter(sent.id, sent.code),
    onSuccess: (content) => {
      offer(content, words.letterFile)
    },
  })
  const copy = async () => {
    await navigator.clipboard.writeText(link)
    announce(words.copied)
  }
  return (
    <Dialog
      title={words.codeTitle}
      closable={false}
      onClose={onClose}
      footer={<Button onClick={onClose}>{words.done}</Button>}
    >
      <div className="stack stack--wide">
        <p className="kern-body">{words.codeOnce}</p>
        {printing.isError && <Alert tone="danger" urgent title={problemText(printing.error, texts)} />}
        <dl className="follow-up__secret">
          <dt>{words.link}</dt>
          <dd>{link}</dd>
          <dt>{words.code}</dt>
          <dd>{sent.code}</dd>
        </dl>
        <div className="button-row">
          <Button
            kind="primary"
            icon="printer"
            data-autofocus
            disabled={printing.isPending}
            onClick={() => {
              printing.mutate()
            }}
          >
            {words.letter}
          </Button>
          {'clipboard' in navigator && (
            <Button icon="copy" onClick={() => void copy()}>
              {words.copyLink}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function offer(content: Blob, filename: string): void {
  const url = URL.createObjectURL(content)
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = filename
  anchor.click()
  URL.revokeObjectURL(url)
}
