import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { LetterPreviewView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { previewLetter, type LetterObject, type LetterWords } from './letters-api.ts'
import './letters.css'

interface Properties {
  readonly object: LetterObject
  readonly letter: LetterWords
  readonly isWhole: boolean
  readonly onAsked: () => void
}

/** A page of the letter as it would be printed. */
export function LetterPreview({ object, letter, isWhole, onAsked }: Properties) {
  const texts = useTexts()
  const words = texts.letters
  // Stays while the next page is drawn.
  const [data, setData] = useState<{ readonly of: LetterWords; readonly drawn: LetterPreviewView }>()
  const drawing = useMutation({
    mutationFn: async (page: number) => ({
      of: letter,
      drawn: await previewLetter(object, { ...letter, page }),
    }),
    onSuccess: setData,
  })
  const show = (page: number) => {
    onAsked()
    if (isWhole) drawing.mutate(page)
  }
  return (
    <div className="letter-preview">
      <div className="button-row">
        <Button
          icon="eye"
          disabled={drawing.isPending}
          onClick={() => {
            show(1)
          }}
        >
          {words.preview}
        </Button>
      </div>
      {drawing.error !== null && <Alert tone="danger" urgent title={problemText(drawing.error, texts)} />}
      {data !== undefined && (
        <>
          {data.of !== letter && <p className="kern-hint">{words.outdated}</p>}
          <div className="letter-preview__turn" role="status">
            <IconButton
              icon="chevron-left"
              label={words.previousPage}
              disabled={drawing.isPending || data.drawn.page === 1}
              onClick={() => {
                show(data.drawn.page - 1)
              }}
            />
            {words.page(data.drawn.page, data.drawn.pageCount)}
            <IconButton
              icon="chevron-right"
              label={words.nextPage}
              disabled={drawing.isPending || data.drawn.page >= data.drawn.pageCount}
              onClick={() => {
                show(data.drawn.page + 1)
              }}
            />
          </div>
          <img
            className="letter-preview__page"
            src={`data:image/webp;base64,${data.drawn.picture}`}
            alt={words.pictureOf(data.drawn.page)}
          />
        </>
      )}
    </div>
  )
}
