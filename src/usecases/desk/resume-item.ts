import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { resumed } from '../../domain/intake/closing-mark.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import { requireOpenFile } from '../shared/case-files.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { required } from '../shared/required.ts'

/**
 * Takes back a closing mark, where the file is open.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`
 */
export type ResumeItem = (
  actor: Actor,
  input: ItemReference & { readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export function createResumeItem(ports: ItemEditPorts & { readonly caseFiles: CaseFiles }): ResumeItem {
  return async function resumeItem(actor, { reason, ...reference }, signal) {
    requirePermission(actor, 'items:file')
    return changeItem(
      ports,
      actor,
      reference,
      async ({ item }) => {
        if (item.caseFileId !== undefined) {
          const machine = { ...actor, kind: 'system' } as const
          requireOpenFile(required(await ports.caseFiles.find(machine, item.caseFileId, signal)))
        }
        return { item: resumed(item), action: 'item.resumed', reason }
      },
      signal,
    )
  }
}
