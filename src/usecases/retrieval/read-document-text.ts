import type { Actor } from '../../domain/access/actor.ts'

/** Plain text of the pages read so far, parted by form feeds. @throws {MailroomError} `not-found` */
export type ReadDocumentText = (actor: Actor, documentId: string, signal: AbortSignal) => Promise<string>
