import type { WriteNoteRequest } from '../api/types.ts'
import type { NoteDraft } from './note-field.tsx'
import { calledIn } from './typed-name.ts'

export function requestOf({ text, chosen }: NoteDraft): WriteNoteRequest {
  return { text: text.trim(), mentionIds: calledIn(text, chosen).map(({ userId }) => userId) }
}
