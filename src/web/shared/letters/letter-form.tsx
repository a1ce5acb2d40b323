import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { LetterDraftView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Alert } from '../ui/feedback.tsx'
import { Select, TextArea, TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { LetterPreview } from './letter-preview.tsx'
import { draftLetter, fetchLetterTemplates, type LetterObject, type LetterWords } from './letters-api.ts'

const MOST_ADDRESS_LINES = 6

interface Properties {
  readonly object: LetterObject
  readonly draft: LetterDraftView
  readonly error: Error | null
  readonly pending: boolean
  readonly onClose: () => void
  readonly onSubmit: (words: LetterWords) => void
}

/** Address, subject and text, from a template or from nothing. */
export function LetterForm({ object, draft, error, pending, onClose, onSubmit }: Properties) {
  const { letters: words } = useTexts()
  const { recipient, subject, text } = draft
  const [letter, setLetter] = useState<LetterWords>({ recipient, subject, text })
  const [missing, setMissing] = useState(draft.missing)
  const [checked, setChecked] = useState(false)
  const isTooLong = linesIn(letter.recipient) > MOST_ADDRESS_LINES
  const isWhole = Object.values(letter).every((value) => value.trim() !== '') && !isTooLong
  const field = (name: keyof LetterWords) => ({
    value: letter[name],
    error: checked && letter[name].trim() === '' ? words.missing : undefined,
    onChange: (event: { target: { value: string } }) => {
      setLetter({ ...letter, [name]: event.target.value })
    },
  })
  return (
    <FormDialog
      title={words.write}
      wide
      submitLabel={words.file}
      error={error}
      pending={pending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (isWhole) onSubmit(letter)
      }}
    >
      <p className="kern-body">{words.intoFile(draft.fileNumber)}</p>
      <TemplateSelect
        object={object}
        onDraft={(chosen) => {
          setMissing(chosen.missing)
          setLetter({ ...letter, subject: chosen.subject, text: chosen.text })
        }}
      />
      <Unfilled missing={missing} letter={letter} />
      <TextArea
        label={words.recipient}
        hint={words.recipientHint}
        rows={4}
        maxLength={400}
        {...field('recipient')}
        {...(isTooLong && { error: words.addressTooLong })}
      />
      <TextField label={words.subject} maxLength={200} {...field('subject')} />
      <TextArea label={words.text} hint={words.textHint} rows={12} maxLength={20_000} {...field('text')} />
      <LetterPreview
        object={object}
        letter={letter}
        isWhole={isWhole}
        onAsked={() => {
          setChecked(true)
        }}
      />
    </FormDialog>
  )
}

function linesIn(text: string): number {
  return text.split('\n').filter((line) => line.trim() !== '').length
}

/** What the template asks for and nobody knows; it goes away as it is written. */
function Unfilled({ missing, letter }: { missing: readonly string[]; letter: LetterWords }) {
  const { letters: words } = useTexts()
  const left = missing
    .map((name) => `{{${name}}}`)
    .filter((written) => letter.subject.includes(written) || letter.text.includes(written))
  if (left.length === 0) return null
  return <Alert tone="warning" title={words.unfilled(left.join(', '))} />
}

interface TemplateProperties {
  readonly object: LetterObject
  readonly onDraft: (draft: LetterDraftView) => void
}

function TemplateSelect({ object, onDraft }: TemplateProperties) {
  const texts = useTexts()
  const words = texts.letters
  const { data } = useQuery({
    queryKey: ['letter-templates'],
    queryFn: async ({ signal }) => fetchLetterTemplates(signal),
  })
  const [chosen, setChosen] = useState('')
  const filling = useMutation({
    mutationFn: async (templateId: string) => draftLetter(object, templateId),
    onSuccess: onDraft,
  })
  return (
    <>
      <Select
        label={words.template}
        hint={words.templateHint}
        data-autofocus
        value={chosen}
        onChange={(event) => {
          setChosen(event.target.value)
          if (event.target.value !== '') filling.mutate(event.target.value)
        }}
      >
        <option value="">{words.noTemplate}</option>
        {(data?.items ?? []).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Select>
      {filling.error !== null && <Alert tone="danger" urgent title={problemText(filling.error, texts)} />}
    </>
  )
}
