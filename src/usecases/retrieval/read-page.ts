import type { Actor } from '../../domain/access/actor.ts'
import type { RecognizedPage } from '../../domain/recognition/page.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { Documents } from '../../ports/documents.ts'
import { required } from '../shared/required.ts'

/** @throws {MailroomError} `not-found` also while the page is not read yet */
export type ReadPage = (
  actor: Actor,
  input: { readonly documentId: string; readonly pageNumber: number },
  signal: AbortSignal,
) => Promise<RecognizedPage>

export function createReadPage({ documents }: { readonly documents: Documents }): ReadPage {
  return async function readPage(actor, { documentId, pageNumber }, signal) {
    requirePermission(actor, 'items:read')
    return required(await documents.findPage(actor, documentId, pageNumber, signal))
  }
}
