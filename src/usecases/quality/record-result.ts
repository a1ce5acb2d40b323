import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import { widensSample } from '../../domain/quality/sample.ts'
import {
  mayBeCheckedBy,
  requestsOf,
  withResult,
  type CheckFault,
  type CheckResult,
  type ScanCheck,
} from '../../domain/quality/scan-check.ts'
import type { Ledger } from '../shared/ledger.ts'
import type { ItemPorts } from '../shared/load-item.ts'
import { openedCheck } from '../shared/opened-check.ts'
import { invalid, requireVersion } from '../shared/required.ts'
import { checkEvent } from '../shared/scan-checks.ts'
import { widenSample, type WidenPorts } from '../shared/widened-sample.ts'
import { shownCheck, type ShownCheck } from '../shared/shown-check.ts'

export interface RecordResultInput extends Pick<CheckResult, 'verdict'> {
  readonly checkId: string
  /** From `If-Match`: what somebody else has said in the meantime is to be seen first. */
  readonly expectedVersion: number
  readonly faults: readonly CheckFault[]
  readonly remark?: string | undefined
}

/**
 * Takes what a person says of a scan after looking at it. A fault in a sample has every letter of its batch looked at.
 *
 * @throws {MailroomError} `forbidden` also for who scanned or divided it, and for who has looked at it before where a second
 *   person must, or who has asked for it; `not-found`, `version-mismatch`, `state-conflict`, `validation-failed`
 */
export type RecordResult = (
  actor: Actor,
  input: RecordResultInput,
  signal: AbortSignal,
) => Promise<ShownCheck>

export function createRecordResult(
  ports: ItemPorts & WidenPorts & { readonly ledger: Ledger },
): RecordResult {
  return async function recordResult(actor, { checkId, expectedVersion, verdict, faults, remark }, signal) {
    requirePermission(actor, 'quality:check')
    return ports.ledger.change(
      actor,
      async () => {
        const before = await openedCheck(ports, actor, checkId, signal)
        requireVersion(before, expectedVersion)
        const shown = await shownCheck(ports, actor, before, signal)
        const { letter } = shown
        const known = new Set(shown.pages.map(({ page }) => page))
        if (faults.some((fault) => fault.pages.some((page) => !known.has(page))))
          throw invalid('faults', 'Eine der Seiten gehört nicht zu dieser Prüfung.')
        const result = {
          at: ports.clock.now().toISOString(),
          by: personOf(actor),
          verdict,
          faults,
          ...(remark === undefined ? {} : { remark }),
          sha256: letter.original.sha256,
        }
        const after = await ports.scanChecks.save(actor, withResult(before, result), signal)
        const event = checkEvent(after, 'scan-check.recorded', {
          state: { before: before.state, after: after.state },
          result: { after: result },
        })
        const widened = widensSample(after) ? await widenSample(ports, actor, after, result, signal) : []
        const told = toldEvents(after, result)
        const changed = [{ kind: 'item', id: after.itemId, readKeys: letter.readKeys }] as const
        const mayCheck = mayBeCheckedBy(after, result.by)
        return { result: { ...shown, check: after, mayCheck }, events: [event, ...told, ...widened], changed }
      },
      signal,
    )
  }
}

/** Whoever has asked finds the outcome in the history of the letter, not in a queue that he may not see. */
function toldEvents(
  check: ScanCheck,
  { remark, faults }: Pick<CheckResult, 'remark' | 'faults'>,
): readonly AuditEntry[] {
  if (requestsOf(check).length === 0 || (check.state !== 'passed' && check.state !== 'failed')) return []
  const action = check.state === 'passed' ? 'item.check-passed' : 'item.check-failed'
  const object = { kind: 'incoming-item', id: check.itemId } as const
  const changes = { scanCheck: { after: { checkId: check.id, faults } } }
  return [{ action, object, ...(remark === undefined ? {} : { reason: remark }), changes }]
}
