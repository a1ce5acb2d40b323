import type { AddNote } from '../usecases/notes/add-note.ts'
import type { CorrectNote, WithdrawNote } from '../usecases/notes/change-note.ts'
import type { ListMentionable, ListNotes } from '../usecases/notes/list-notes.ts'

/** What people do with notes on items and case files. */
export interface NoteUseCases {
  readonly addNote: AddNote
  readonly correctNote: CorrectNote
  readonly withdrawNote: WithdrawNote
  readonly listNotes: ListNotes
  readonly listMentionable: ListMentionable
}
