import type { WriteNoteRequest } from '../api/types.ts'
import type { MentionedPerson } from './notes-api.ts'
import { calledIn } from './typed-name.ts'

export interface NoteDraft {
  readonly text: string
  /** Picked from the list, whether the text still calls them or not. */
  readonly chosen: readonly MentionedPerson[]
}

export function requestOf({ text, chosen }: NoteDraft): WriteNoteRequest {
  return { text: text.trim(), mentionIds: calledIn(text, chosen).map(({ userId }) => userId) }
}
