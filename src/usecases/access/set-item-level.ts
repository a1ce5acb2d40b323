import type { Actor } from '../../domain/access/actor.ts'
import { isHigher, type Level } from '../../domain/access/confidentiality.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { DocumentTypes } from '../../ports/organisation.ts'
import { changeItem, type ItemChange, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { demandedLevel, rekeyed, requireSettling } from '../shared/record-access.ts'
import { invalid } from '../shared/required.ts'

/**
 * Says how few may know of an item. Everybody who works on it can raise the level, and may not see it any more then;
 * lowering is for heads of the unit.
 *
 * @throws {MailroomError} `not-found`, `forbidden`, `validation-failed` below what the type of a document asks for,
 *   `state-conflict` when nobody would be left who may read it
 */
export type SetItemLevel = (
  actor: Actor,
  input: ItemReference & { readonly level: Level; readonly reason: string },
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

export type SetItemLevelPorts = ItemEditPorts & {
  readonly caseFiles: CaseFiles
  readonly documentTypes: DocumentTypes
}

export function createSetItemLevel(ports: SetItemLevelPorts): SetItemLevel {
  return async function setItemLevel(actor, { level, reason, ...reference }, signal) {
    requirePermission(actor, 'access:raise')
    return changeItem(
      ports,
      actor,
      reference,
      async (before): Promise<ItemChange> => {
        const was = before.item.level ?? 'normal'
        if (was === level) return { item: before.item, action: 'item.level-set' }
        if (isHigher(was, level)) await requireLowering(ports, actor, before, level, signal)
        const item = await rekeyed(ports, actor, { ...before.item, level }, signal)
        return { item, action: 'item.level-set', reason }
      },
      signal,
    )
  }
}

async function requireLowering(
  { documentTypes }: SetItemLevelPorts,
  actor: Actor,
  { item, documents }: ItemWithDocuments,
  level: Level,
  signal: AbortSignal,
): Promise<void> {
  requirePermission(actor, 'access:grant')
  requireSettling(actor, item)
  const demanded = demandedLevel(documents, await documentTypes.list(actor, signal))
  if (isHigher(demanded, level)) {
    throw invalid('level', 'Die Dokumentart verlangt eine höhere Vertraulichkeit.')
  }
}
