import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useListbox, type Option } from '../ui/use-listbox.ts'
import type { NoteDraft } from './note-draft.ts'
import { fetchMentionable, NOTES_KEY, type MentionedPerson, type NoteObject } from './notes-api.ts'
import { completed, typedName } from './typed-name.ts'

/** What of a name is being typed, who may be meant, and what choosing one of them does. */
export function useNameCompletion(object: NoteObject, draft: NoteDraft, onDraft: (draft: NoteDraft) => void) {
  const area = useRef<HTMLTextAreaElement>(null)
  const [caret, setCaret] = useState(0)
  const { text, chosen } = draft
  const typed = typedName(text, caret, chosen)
  const people = useMentionable(object, typed)
  const options = (people ?? NOBODY).map(({ userId, displayName }) => ({ id: userId, label: displayName }))
  const take = ({ id, label: displayName }: Option) => {
    const person = { userId: id, displayName }
    const after = completed(text, caret, typed ?? '', person)
    flushSync(() => {
      onDraft({ text: after.text, chosen: [...chosen, person] })
      setCaret(after.caret)
    })
    area.current?.focus()
    area.current?.setSelectionRange(after.caret, after.caret)
  }
  const listbox = useListbox({ options, onPick: take, showsEmpty: false })
  const seen = (field: HTMLTextAreaElement) => {
    area.current = field
    setCaret(field.selectionStart)
  }
  const proposes = listbox.shown && typed !== undefined
  return { typed, people, options, listbox, proposes, seen }
}

const NOBODY: readonly MentionedPerson[] = []

/** Undefined while nothing is typed, and until the first answer. */
function useMentionable(
  object: NoteObject,
  typed: string | undefined,
): readonly MentionedPerson[] | undefined {
  const { data } = useQuery({
    queryKey: [...NOTES_KEY, 'people', object.kind, object.id, typed],
    queryFn: async ({ signal }) => (await fetchMentionable(object, typed ?? '', signal)).items,
    enabled: typed !== undefined,
    placeholderData: keepPreviousData,
  })
  return typed === undefined ? undefined : data
}
