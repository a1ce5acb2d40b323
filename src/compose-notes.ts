import type { Platform } from './compose.ts'
import type { NoteUseCases } from './http/note-use-cases.ts'
import { createAddNote } from './usecases/notes/add-note.ts'
import { createCorrectNote, createWithdrawNote } from './usecases/notes/change-note.ts'
import { createListMentionable, createListNotes } from './usecases/notes/list-notes.ts'

/** Notes on items and case files. */
export function composeNotes(ports: Platform): NoteUseCases {
  return {
    addNote: createAddNote(ports),
    correctNote: createCorrectNote(ports),
    withdrawNote: createWithdrawNote(ports),
    listNotes: createListNotes(ports),
    listMentionable: createListMentionable(ports),
  }
}
