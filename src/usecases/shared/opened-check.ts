import { holdsKey, systemActor, type Actor, type GrantKey } from '../../domain/access/actor.ts'
import { itemReadKeys } from '../../domain/access/policy.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { ScanCheck } from '../../domain/quality/scan-check.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import { required } from './required.ts'

export interface CheckPorts {
  readonly scanChecks: ScanChecks
  readonly incomingItems: IncomingItems
}

/** What is scanned again is shown to the people of the mailroom who may know of the letter, wherever it is by now. */
export function checkKeysOf(item: Pick<IncomingItem, 'level' | 'exceptions'>): readonly GrantKey[] {
  return itemReadKeys({ ...item, filed: false, orgUnitIds: [] })
}

/**
 * A check that the actor may look at. The scan of a batch is shown to the whole mailroom; a letter that was scanned again is
 * not, and who may know of it can have been settled after that. Of a letter that was destroyed nothing is shown.
 *
 * @throws {MailroomError} `not-found`
 */
export async function openedCheck(
  { scanChecks, incomingItems }: CheckPorts,
  actor: Actor,
  checkId: string,
  signal: AbortSignal,
): Promise<ScanCheck> {
  const check = required(await scanChecks.find(actor, checkId, signal))
  const machine = systemActor(actor.tenantId, actor.requestId)
  const item = required(await incomingItems.find(machine, check.itemId, signal))
  const showsLetter = item.documentIds.includes(check.documentId)
  const isShown = item.disposal === undefined && (!showsLetter || holdsKey(actor, checkKeysOf(item)))
  return required(isShown ? check : undefined)
}
