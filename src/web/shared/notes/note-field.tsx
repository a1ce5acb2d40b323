import { useId } from 'react'
import { useTexts } from '../preferences.tsx'
import { TextArea } from '../ui/field.tsx'
import type { Option } from '../ui/use-listbox.ts'
import type { NoteDraft } from './note-draft.ts'
import type { NoteObject } from './notes-api.ts'
import { callingNobody } from './typed-name.ts'
import { useNameCompletion } from './use-name-completion.ts'

const LONGEST_NOTE = 2_000

interface Properties {
  readonly object: NoteObject
  readonly label: string
  readonly draft: NoteDraft
  readonly error?: string | undefined
  readonly autoFocus?: boolean
  readonly onDraft: (draft: NoteDraft) => void
}

/** Text of a note. Behind an `@` it proposes the people who may see the object: arrows walk, Enter takes, Escape closes. */
export function NoteField({ object, label, draft, error, autoFocus = false, onDraft }: Properties) {
  const { notes: words } = useTexts()
  const listId = useId()
  const { listbox, proposes, seen, typed, people, options } = useNameCompletion(object, draft, onDraft)
  const { list, active: place, activeOption, pick, onKeyDown, show, hide, restart } = listbox
  const active = proposes ? activeOption : undefined
  return (
    <div className="note-field">
      <TextArea
        label={label}
        hint={words.fieldHint}
        rows={3}
        maxLength={LONGEST_NOTE}
        value={draft.text}
        error={error}
        data-autofocus={autoFocus || undefined}
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={active && `${listId}-${active.id}`}
        onBlur={hide}
        onSelect={(event) => {
          seen(event.currentTarget)
        }}
        onChange={(event) => {
          seen(event.currentTarget)
          onDraft({ ...draft, text: event.currentTarget.value })
          restart()
          show()
        }}
        onKeyDown={(event) => {
          if (proposes) onKeyDown(event)
        }}
      />
      <ul
        ref={list}
        id={listId}
        role="listbox"
        aria-label={words.people}
        className="combobox__list note-field__list"
        hidden={!proposes}
      >
        {proposes && <Names listId={listId} options={options} active={place} onPick={pick} />}
      </ul>
      <p className="note-field__said" role="status">
        <CallsNobody draft={draft} typed={typed} isNobody={people?.length === 0} />
      </p>
    </div>
  )
}

interface NamesProperties {
  readonly listId: string
  readonly options: readonly Option[]
  readonly active: number
  readonly onPick: (option: Option) => void
}

function Names({ listId, options, active, onPick }: NamesProperties) {
  return options.map((option, index) => (
    <li
      key={option.id}
      id={`${listId}-${option.id}`}
      role="option"
      aria-selected={index === active}
      className="combobox__option"
      // Pressing must not take the focus out of the field, or the list would close before the click arrives.
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onClick={() => {
        onPick(option)
      }}
    >
      {option.label}
    </li>
  ))
}

interface CallsNobodyProperties {
  readonly draft: NoteDraft
  readonly typed: string | undefined
  /** Nobody who may see the object has the name that is being typed. */
  readonly isNobody: boolean
}

/** Says so when an `@` calls nobody. */
function CallsNobody({ draft, typed, isNobody }: CallsNobodyProperties) {
  const { notes: words } = useTexts()
  if (isNobody && typed !== undefined && typed !== '' && !typed.includes(' ')) return words.nobody(typed)
  const unknown = callingNobody(draft.text, draft.chosen).filter((word) => typed?.startsWith(word) !== true)
  if (unknown.length === 0) return null
  return words.callsNobody(unknown.map((word) => `@${word}`).join(', '))
}
