import type { Actor } from '../../domain/access/actor.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'

/** @throws {MailroomError} `not-found` also while the page is not read yet */
export type ReadPage = (
  actor: Actor,
  input: { readonly documentId: string; readonly pageNumber: number },
  signal: AbortSignal,
) => Promise<RecognizedPage>
