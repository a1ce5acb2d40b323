import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { checkableDocuments } from '../../domain/quality/checkable-documents.ts'
import { withRequest, type CheckRequest, type ScanCheck } from '../../domain/quality/scan-check.ts'
import { higherClass } from '../../domain/quality/scanning-rules.ts'
import { asStack } from '../../domain/stacks/stack-moves.ts'
import { changeItem, type ItemEditPorts } from '../shared/change-item.ts'
import type { ItemReference } from '../shared/item-reference.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { documentOf } from '../shared/load-item.ts'
import { checkKeysOf } from '../shared/opened-check.ts'
import { required } from '../shared/required.ts'
import { checkEvent, demandedClass, newCheck, type CheckRaisePorts } from '../shared/scan-checks.ts'

export interface AskForCheckInput extends ItemReference {
  /** The one that leads when absent. */
  readonly documentId?: string | undefined
  readonly reason: string
}

/**
 * Puts a letter into the queue of the visual check, wherever it came from and whatever was drawn. What was checked is looked at
 * anew; what waits already learns the reason.
 *
 * @throws {MailroomError} `forbidden`, `not-found` also for a document of another item; `state-conflict` where no page is a
 *   scan or a picture, or none can be looked at, and for who has asked already
 */
export type AskForCheck = (
  actor: Actor,
  input: AskForCheckInput,
  signal: AbortSignal,
) => Promise<ItemWithDocuments>

type Ports = ItemEditPorts & CheckRaisePorts

type Asked = Omit<CheckRequest, 'round'>

export function createAskForCheck(ports: Ports): AskForCheck {
  return async function askForCheck(actor, { documentId, reason, ...reference }, signal) {
    requirePermission(actor, 'quality:request')
    return changeItem(
      ports,
      actor,
      reference,
      async (letter) => {
        const document = documentOf(letter, documentId)
        requireCheckable(letter, document)
        const asked = { at: ports.clock.now().toISOString(), by: personOf(actor), reason }
        const event = await putIntoQueue(ports, actor, { letter, document, asked }, signal)
        // A version of its own, so that of two who ask at the same moment the second one sees the first.
        return { item: { ...letter.item }, action: 'item.check-requested', reason, events: [event] }
      },
      signal,
    )
  }
}

function requireCheckable({ item, documents }: ItemWithDocuments, { id }: StoredDocument): void {
  if (checkableDocuments(item, documents).some((document) => document.id === id)) return
  throw new MailroomError(
    'state-conflict',
    'Only pages that were scanned or photographed, and read, are checked.',
    {
      facts: { itemId: item.id, documentId: id },
    },
  )
}

interface Wish {
  readonly letter: ItemWithDocuments
  readonly document: StoredDocument
  readonly asked: Asked
}

async function putIntoQueue(
  ports: Ports,
  actor: Actor,
  wish: Wish,
  signal: AbortSignal,
): Promise<AuditEntry> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const { item } = wish.letter
  const known = await ports.scanChecks.ofItem(machine, item.id, signal)
  if (known === undefined) {
    const check = await requestedCheck(ports, machine, wish, signal)
    await ports.scanChecks.insert(machine, check, signal)
    return checkEvent(check, 'scan-check.opened', { protectionClass: { after: check.protectionClass } })
  }
  // A letter that was cut out of a scan is looked at there, until it is scanned again.
  const isOfScan = item.origin !== undefined && !item.documentIds.includes(known.documentId)
  const documentId = isOfScan ? known.documentId : wish.document.id
  const after = withRequest(known, { ...wish.asked, documentId })
  const readKeys = isOfScan ? known.readKeys : checkKeysOf(item)
  const saved = await ports.scanChecks.save(machine, { ...after, readKeys }, signal)
  return checkEvent(saved, 'scan-check.requested', {
    state: { before: known.state, after: saved.state },
    round: { before: known.round, after: saved.round },
  })
}

async function requestedCheck(
  ports: Ports,
  machine: Actor,
  { letter: { item, documents }, document, asked }: Wish,
  signal: AbortSignal,
): Promise<ScanCheck> {
  const demanded = demandedClass(documents, await ports.documentTypes.list(machine, signal))
  const requests = [{ ...asked, round: 1 }]
  if (item.origin === undefined) {
    const own = ownCheck(ports, item, { documentId: document.id, protectionClass: demanded })
    return { ...own, requests }
  }
  const stack = asStack(required(await ports.incomingItems.find(machine, item.origin.stackItemId, signal)))
  const part = required(stack.stack.parts.find(({ itemId }) => itemId === item.id))
  const batch = required(await ports.batches.find(machine, item.batchId ?? '', signal))
  const ofScan = stack.stack.draw?.protectionClass ?? batch.protectionClass
  const protectionClass = higherClass(ofScan, demanded)
  const check = newCheck(ports, { stack, part, batch, protectionClass, cause: 'requested' })
  return { ...check, requests }
}

/** Of a letter that came by itself: whoever handed it in does not check it. */
function ownCheck(
  { ids, clock }: Pick<Ports, 'ids' | 'clock'>,
  item: IncomingItem,
  looked: Pick<ScanCheck, 'documentId' | 'protectionClass'>,
): ScanCheck {
  return {
    ...looked,
    id: ids.next(),
    tenantId: item.tenantId,
    itemId: item.id,
    receiptNumber: item.receiptNumber,
    pages: [],
    cause: 'requested',
    operators: item.createdBy.userId === 'system' ? [] : [item.createdBy],
    operatorName: '',
    state: 'open',
    round: 1,
    results: [],
    createdAt: clock.now().toISOString(),
    readKeys: checkKeysOf(item),
    version: 1,
  }
}
