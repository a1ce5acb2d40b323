import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import { originalUrl } from '../api/resources.ts'
import type { ItemView, LetterDraftView } from '../api/types.ts'
import { useAnnounce } from '../live.tsx'
import { useTexts } from '../preferences.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LoadFailure, Loading } from '../ui/feedback.tsx'
import { LetterForm } from './letter-form.tsx'
import { draftLetter, writeLetter, type LetterObject, type LetterWords } from './letters-api.ts'

interface Properties {
  readonly object: LetterObject
  readonly onClose: () => void
}

/** A letter from its draft to the case file. */
export function LetterDialog({ object, onClose }: Properties) {
  const { letters } = useTexts()
  const [written, setWritten] = useState<ItemView>()
  const query = useQuery({
    queryKey: ['letter-draft', object.kind, object.id],
    queryFn: async () => draftLetter(object, undefined),
    staleTime: 0,
    gcTime: 0,
  })
  if (written !== undefined) return <WrittenDialog written={written} onClose={onClose} />
  if (query.data === undefined)
    return (
      <Dialog title={letters.write} wide onClose={onClose}>
        {query.error === null ? (
          <Loading />
        ) : (
          <LoadFailure error={query.error} retry={() => void query.refetch()} />
        )}
      </Dialog>
    )
  return <Writing object={object} draft={query.data} onClose={onClose} onWritten={setWritten} />
}

interface WritingProperties extends Properties {
  readonly draft: LetterDraftView
  readonly onWritten: (item: ItemView) => void
}

/** The same letter has the same key: sent again after a broken line it is not there twice. */
function useKeys(): (words: LetterWords) => string {
  const [keys] = useState(() => new Map<string, string>())
  return (words) => {
    const text = JSON.stringify(words)
    const key = keys.get(text) ?? crypto.randomUUID()
    keys.set(text, key)
    return key
  }
}

function Writing({ object, draft, onClose, onWritten }: WritingProperties) {
  const { letters } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const keyOf = useKeys()
  const writing = useMutation({
    mutationFn: async (words: LetterWords) => writeLetter(object, words, keyOf(words)),
    onSuccess: (item) => {
      announce(letters.written(item.receiptNumber))
      onWritten(item)
    },
    onSettled: async () => {
      for (const key of [['case-file'], ['item-history'], ['case-files']])
        await client.invalidateQueries({ queryKey: key })
    },
  })
  return (
    <LetterForm
      object={object}
      draft={draft}
      error={writing.error}
      pending={writing.isPending}
      onClose={onClose}
      onSubmit={(words) => {
        writing.mutate(words)
      }}
    />
  )
}

/** Where the letter lies, and its PDF to be printed. */
function WrittenDialog({ written, onClose }: { written: ItemView; onClose: () => void }) {
  const { letters, common } = useTexts()
  const [document] = written.documents
  return (
    <Dialog
      title={letters.writtenTitle}
      onClose={onClose}
      footer={<Button onClick={onClose}>{common.close}</Button>}
    >
      <div className="stack stack--wide">
        <p className="kern-body">{letters.lies(written.receiptNumber)}</p>
        {document !== undefined && (
          <div className="button-row">
            <a className="kern-btn kern-btn--primary" data-autofocus href={originalUrl(document.id)}>
              <span className="kern-label">{letters.download}</span>
            </a>
            <Link className="kern-btn kern-btn--secondary" to={`/dokumente/${document.id}`} onClick={onClose}>
              <span className="kern-label">{letters.open}</span>
            </Link>
          </div>
        )}
      </div>
    </Dialog>
  )
}
