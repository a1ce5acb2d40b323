import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { openedCheck } from '../shared/opened-check.ts'
import { shownCheck, type ShownCheck } from '../shared/shown-check.ts'

/** @throws {MailroomError} `forbidden`, `not-found` */
export type ShowCheck = (actor: Actor, checkId: string, signal: AbortSignal) => Promise<ShownCheck>

export function createShowCheck(ports: ItemPorts & { readonly scanChecks: ScanChecks }): ShowCheck {
  return async function showCheck(actor, checkId, signal) {
    requirePermission(actor, 'quality:check')
    const check = await openedCheck(ports, actor, checkId, signal)
    return shownCheck(ports, actor, check, signal)
  }
}
