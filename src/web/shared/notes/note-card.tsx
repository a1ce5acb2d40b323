import { useState } from 'react'
import type { NoteView, WriteNoteRequest } from '../api/types.ts'
import { formatInstant } from '../format.ts'
import { useTexts } from '../preferences.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { requestOf, type NoteDraft } from './note-draft.ts'
import { NoteField } from './note-field.tsx'
import { correctNote, withdrawNote } from './notes-api.ts'
import { markedText } from './typed-name.ts'
import { useNoteStep } from './use-note-step.ts'

interface Properties {
  readonly note: NoteView
  readonly canChange: boolean
}

/** One note with who wrote it when, the texts before it, and what can be done about it. */
export function NoteCard({ note, canChange }: Properties) {
  const { notes: words } = useTexts()
  const { text, mentions, createdAt, createdBy, writtenAt, earlier, withdrawn } = note
  return (
    <li className={`entry note${withdrawn === null ? '' : ' note--withdrawn'}`}>
      <p className="entry__facts">
        <strong>{createdBy.displayName}</strong> <time dateTime={createdAt}>{formatInstant(createdAt)}</time>
      </p>
      {withdrawn !== null && (
        <p className="entry__facts">
          <Badge tone="neutral" icon="close">
            {words.withdrawnBy(withdrawn.by.displayName, formatInstant(withdrawn.at))}
          </Badge>
        </p>
      )}
      <p className="note__text">
        {markedText(text, mentions).map((piece, index) =>
          piece.isCall ? <mark key={index}>{piece.text}</mark> : <span key={index}>{piece.text}</span>,
        )}
      </p>
      {earlier.length > 0 && (
        <details className="desk-panel__closed">
          <summary>{words.corrected(formatInstant(writtenAt))}</summary>
          <ol className="note__earlier">
            {earlier.map((one) => (
              <li key={one.writtenAt}>
                <p className="entry__facts">{words.writtenAt(formatInstant(one.writtenAt))}</p>
                <p className="note__text">{one.text}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {canChange && <Steps note={note} />}
    </li>
  )
}

function Steps({ note }: { note: NoteView }) {
  const { notes: words } = useTexts()
  const [dialog, setDialog] = useState<'correct' | 'withdraw'>()
  const close = () => {
    setDialog(undefined)
  }
  const { mayCorrect, mayWithdraw, createdAt } = note
  if (!mayCorrect && !mayWithdraw) return null
  const when = formatInstant(createdAt)
  return (
    <div className="button-row">
      {mayCorrect && (
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={words.correctLong(when)}
          onClick={() => {
            setDialog('correct')
          }}
        >
          {words.correct}
        </Button>
      )}
      {mayWithdraw && (
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={words.withdrawLong(when)}
          onClick={() => {
            setDialog('withdraw')
          }}
        >
          {words.withdraw}
        </Button>
      )}
      {dialog === 'correct' && <CorrectDialog note={note} onClose={close} />}
      {dialog === 'withdraw' && <WithdrawDialog note={note} onClose={close} />}
    </div>
  )
}

interface DialogProperties {
  readonly note: NoteView
  readonly onClose: () => void
}

function CorrectDialog({ note, onClose }: DialogProperties) {
  const { notes: words } = useTexts()
  const [draft, setDraft] = useState<NoteDraft>({ text: note.text, chosen: note.mentions })
  const [checked, setChecked] = useState(false)
  const saving = useNoteStep(async (body: WriteNoteRequest) => correctNote(note, body), {
    message: words.correctedNow,
    onSaved: onClose,
  })
  const isEmpty = draft.text.trim() === ''
  return (
    <FormDialog
      title={words.correct}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!isEmpty) saving.mutate(requestOf(draft))
      }}
    >
      <p>{words.correctAsk}</p>
      <NoteField
        object={note.object}
        label={words.text}
        draft={draft}
        autoFocus
        error={checked && isEmpty ? words.missing : undefined}
        onDraft={setDraft}
      />
    </FormDialog>
  )
}

function WithdrawDialog({ note, onClose }: DialogProperties) {
  const { notes: words } = useTexts()
  const saving = useNoteStep(async () => withdrawNote(note), {
    message: words.withdrawnNow,
    onSaved: onClose,
  })
  return (
    <FormDialog
      title={words.withdraw}
      submitLabel={words.withdraw}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        saving.mutate()
      }}
    >
      <p>{words.withdrawAsk}</p>
    </FormDialog>
  )
}
