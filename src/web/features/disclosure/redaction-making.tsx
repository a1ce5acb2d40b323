import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { RedactionView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextArea } from '../../shared/ui/field.tsx'
import { checkRedaction, redact } from './disclosure-api.ts'
import { redactionsKey, RedactionVersions } from './redaction-versions.tsx'
import type { Mark, Marks } from './use-marks.ts'

/** Making a version, following its check, and the versions that there are. */
export function RedactionMaking({ documentId, desk }: { documentId: string; desk: Marks }) {
  const texts = useTexts()
  const { redaction } = texts
  const [note, setNote] = useState('')
  const [progress, setProgress] = useState<RedactionView>()
  const isShown = useRef(true)
  const client = useQueryClient()
  useEffect(() => {
    isShown.current = true
    return () => {
      isShown.current = false
    }
  }, [])
  const { mutate, isPending, error } = useMutation({
    mutationFn: async (begin: () => Promise<RedactionView>) => {
      // Each call recognises the next pages; whoever leaves the page goes on with it later.
      let version = await begin()
      while (version.state === 'checking' && isShown.current) {
        setProgress(version)
        version = await checkRedaction(documentId, version.id)
      }
      return version
    },
    onSettled: async () => {
      setProgress(undefined)
      await client.invalidateQueries({ queryKey: redactionsKey(documentId) })
    },
  })
  const { marks } = desk
  const lacksRemark = marks.some((mark) => mark.reason === 'other' && (mark.remark ?? '').trim() === '')
  const pages = new Set(marks.map(({ page }) => page)).size
  return (
    <>
      <p className="redaction__total">{redaction.total(marks.length, pages)}</p>
      {lacksRemark && <p className="redaction__warning">{redaction.needsRemark}</p>}
      <TextArea
        label={redaction.note}
        required={false}
        rows={2}
        maxLength={2_000}
        value={note}
        onChange={(event) => {
          setNote(event.target.value)
        }}
      />
      {error !== null && <Alert tone="danger" title={problemText(error, texts)} urgent />}
      <Button
        kind="primary"
        icon="shield"
        disabled={isPending || marks.length === 0 || lacksRemark}
        onClick={() => {
          mutate(async () => redact(documentId, marks.map(sent), note.trim()))
        }}
      >
        {redaction.make}
      </Button>
      <p role="status" className="redaction__said">
        {isPending && progressText(progress, redaction)}
      </p>
      <RedactionVersions
        documentId={documentId}
        isBusy={isPending}
        onGoOn={(version) => {
          mutate(async () => checkRedaction(documentId, version.id))
        }}
        onTakeOver={desk.takeOver}
      />
    </>
  )
}

interface Words {
  readonly making: string
  readonly checking: (done: number, all: number) => string
}

function progressText(version: RedactionView | undefined, words: Words): string {
  if (version === undefined) return words.making
  return words.checking(version.check.pagesReread, version.check.pagesToReread)
}

function sent({ page, box, reason, remark }: Mark) {
  const words = remark?.trim() ?? ''
  return { page, box, reason, ...(words !== '' && { remark: words }) }
}
