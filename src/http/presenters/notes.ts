import type { NoteView } from '../../contract/notes.ts'
import type { ShownNote } from '../../usecases/shared/notes.ts'
import type { Presented } from '../route.ts'

export function presentNote({ note, mayCorrect, mayWithdraw }: ShownNote): Presented<NoteView> {
  const { id, object, text, mentions, createdAt, createdBy, writtenAt, earlier, withdrawn, version } = note
  return {
    id,
    object,
    text,
    mentions: mentions.map(({ userId, displayName }) => ({ userId, displayName })),
    createdAt,
    createdBy,
    writtenAt,
    earlier,
    withdrawn: withdrawn ?? null,
    mayCorrect,
    mayWithdraw,
    version,
  }
}
