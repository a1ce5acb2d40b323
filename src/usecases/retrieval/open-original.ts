import type { Actor } from '../../domain/access/actor.ts'
import type { ByteRange } from '../../ports/blob-store.ts'
import type { OpenedObject } from '../shared/opened-object.ts'

/** The bytes as received. @throws {MailroomError} `not-found`, `integrity-failure`, `range-not-satisfiable` */
export type OpenOriginal = (
  actor: Actor,
  input: { readonly documentId: string; readonly range?: ByteRange | undefined },
  signal: AbortSignal,
) => Promise<OpenedObject>
