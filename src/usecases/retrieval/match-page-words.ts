import type { Actor } from '../../domain/access/actor.ts'
import type { Box } from '../../domain/recognition/page.ts'

/** Boxes of the words on one page that a search text finds. @throws {MailroomError} `not-found`, `validation-failed` */
export type MatchPageWords = (
  actor: Actor,
  input: { readonly documentId: string; readonly pageNumber: number; readonly text: string },
  signal: AbortSignal,
) => Promise<readonly Box[]>
