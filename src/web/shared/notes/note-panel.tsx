import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { WriteNoteRequest } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import { Alert } from '../ui/feedback.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { NoteCard } from './note-card.tsx'
import { requestOf, type NoteDraft } from './note-draft.ts'
import { NoteField } from './note-field.tsx'
import { addNote, fetchNotes, NOTES_KEY, type NoteObject } from './notes-api.ts'
import { useNoteStep } from './use-note-step.ts'
import '../desk/desk.css'
import './notes.css'

interface Properties {
  readonly object: NoteObject
  /** Whether people still work on the object, and the person may write on it. */
  readonly isOpen: boolean
}

/** What people have noted on an item or a case file, the oldest first, and a field for more. */
export function NotePanel({ object, isOpen }: Properties) {
  const { notes: words } = useTexts()
  const titleId = useId()
  const query = useQuery({
    queryKey: [...NOTES_KEY, object.kind, object.id],
    queryFn: async ({ signal }) => (await fetchNotes(object, signal)).items,
  })
  return (
    <section className="desk-panel" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {words.title}
      </h2>
      <Loaded query={query}>
        {(notes) => (
          <>
            {notes.length === 0 && <p className="kern-body">{words.none}</p>}
            <ul className="entry-list">
              {notes.map((note) => (
                <NoteCard key={note.id} note={note} canChange={isOpen} />
              ))}
            </ul>
          </>
        )}
      </Loaded>
      {isOpen && <NewNote key={object.id} object={object} />}
    </section>
  )
}

const EMPTY: NoteDraft = { text: '', chosen: [] }

function NewNote({ object }: { object: NoteObject }) {
  const texts = useTexts()
  const { notes: words } = texts
  const [draft, setDraft] = useState(EMPTY)
  const [checked, setChecked] = useState(false)
  const adding = useNoteStep(async (body: WriteNoteRequest) => addNote(object, body), {
    message: words.added,
    onSaved: () => {
      setDraft(EMPTY)
      setChecked(false)
    },
  })
  const isEmpty = draft.text.trim() === ''
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setChecked(true)
        if (!isEmpty && !adding.isPending) adding.mutate(requestOf(draft))
      }}
    >
      {adding.isError && <Alert tone="danger" urgent title={problemText(adding.error, texts)} />}
      <NoteField
        object={object}
        label={words.add}
        draft={draft}
        error={checked && isEmpty ? words.missing : undefined}
        onDraft={setDraft}
      />
      <div className="button-row">
        <Button className="button--small" type="submit" disabled={adding.isPending}>
          {words.save}
        </Button>
      </div>
    </form>
  )
}
