import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'

/** The searchable PDF. @throws {MailroomError} `not-found` also while it is not made yet, `integrity-failure` */
export type OpenViewCopy = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>
