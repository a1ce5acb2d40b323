import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { Box } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { fetchWordPlaces } from './disclosure-api.ts'

interface Properties {
  readonly documentId: string
  /** Says how many of them were not marked yet. */
  readonly onPlaces: (places: readonly { readonly page: number; readonly box: Box }[]) => number
}

/** Marks every place of a word on all pages at once. */
export function WordMarking({ documentId, onPlaces }: Properties) {
  const texts = useTexts()
  const { redaction } = texts
  const [word, setWord] = useState('')
  const [said, setSaid] = useState('')
  const { mutate, isPending } = useMutation({
    mutationFn: async (text: string) => fetchWordPlaces(documentId, text),
    onSuccess: ({ items }) => {
      setSaid(items.length === 0 ? redaction.wordMissing : redaction.wordFound(onPlaces(items)))
    },
    onError: (error) => {
      setSaid(problemText(error, texts))
    },
  })
  return (
    <form
      className="redaction__word"
      onSubmit={(event) => {
        event.preventDefault()
        if (word.trim() !== '') mutate(word.trim())
      }}
    >
      <TextField
        label={redaction.word}
        maxLength={100}
        value={word}
        onChange={(event) => {
          setWord(event.target.value)
        }}
      />
      <Button type="submit" icon="search" disabled={isPending}>
        {redaction.markWord}
      </Button>
      <p role="status" className="redaction__said">
        {said}
      </p>
    </form>
  )
}
