import { call } from '../api/client.ts'
import type { NoteView, WriteNoteRequest } from '../api/types.ts'

/** Read again with what else stands on the object. */
export const NOTES_KEY = ['desk', 'notes']

export type NoteObject = NoteView['object']
export type MentionedPerson = NoteView['mentions'][number]

function pathOf({ kind, id }: NoteObject): string {
  return kind === 'case-file' ? `/case-files/${id}` : `/incoming-items/${id}`
}

export async function fetchNotes(
  object: NoteObject,
  signal: AbortSignal,
): Promise<{ readonly items: readonly NoteView[] }> {
  return (await call(`${pathOf(object)}/notes`, { signal })) as { readonly items: readonly NoteView[] }
}

export async function fetchMentionable(
  object: NoteObject,
  typed: string,
  signal: AbortSignal,
): Promise<{ readonly items: readonly MentionedPerson[] }> {
  const path = `${pathOf(object)}/mentionable-people?q=${encodeURIComponent(typed)}`
  return (await call(path, { signal })) as { readonly items: readonly MentionedPerson[] }
}

export async function addNote(object: NoteObject, body: WriteNoteRequest): Promise<NoteView> {
  return (await call(`${pathOf(object)}/notes`, { method: 'POST', body })) as NoteView
}

type Version = Pick<NoteView, 'id' | 'version'>

export async function correctNote({ id, version }: Version, body: WriteNoteRequest): Promise<NoteView> {
  return (await call(`/notes/${id}`, { method: 'PATCH', version, body })) as NoteView
}

export async function withdrawNote({ id, version }: Version): Promise<NoteView> {
  return (await call(`/notes/${id}/withdraw`, { method: 'POST', version })) as NoteView
}
