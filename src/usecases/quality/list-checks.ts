import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { PROTECTION_CLASSES, type ProtectionClass } from '../../domain/batches/protection-class.ts'
import { PENDING_CHECK_STATES, type ScanCheck } from '../../domain/quality/scan-check.ts'
import type { ScanChecks } from '../../ports/scan-checks.ts'

type PendingState = (typeof PENDING_CHECK_STATES)[number]

export interface CheckCount {
  readonly protectionClass: ProtectionClass
  readonly state: PendingState
  readonly count: number
}

export interface CheckQueue {
  /** Those that wait for longest first. */
  readonly checks: readonly ScanCheck[]
  /** More wait than are shown. */
  readonly isCut: boolean
  /** Of every class and state. */
  readonly counts: readonly CheckCount[]
}

/** Checks that somebody has still to do something about. @throws {MailroomError} `forbidden` */
export type ListChecks = (
  actor: Actor,
  filter: { readonly protectionClass?: ProtectionClass; readonly state?: PendingState },
  signal: AbortSignal,
) => Promise<CheckQueue>

/** Nobody looks further ahead. */
const MAX_SHOWN = 200

export function createListChecks({ scanChecks }: { readonly scanChecks: ScanChecks }): ListChecks {
  return async function listChecks(actor, { protectionClass, state }, signal) {
    requirePermission(actor, 'quality:check')
    const filter = {
      states: state === undefined ? PENDING_CHECK_STATES : [state],
      ...(protectionClass === undefined ? {} : { protectionClass }),
    }
    const found = await scanChecks.list(actor, filter, MAX_SHOWN + 1, signal)
    const counts: CheckCount[] = []
    for (const oneClass of PROTECTION_CLASSES) {
      for (const oneState of PENDING_CHECK_STATES) {
        const cell = { states: [oneState], protectionClass: oneClass }
        const count = await scanChecks.count(actor, cell, signal)
        counts.push({ protectionClass: oneClass, state: oneState, count })
      }
    }
    return { checks: found.slice(0, MAX_SHOWN), isCut: found.length > MAX_SHOWN, counts }
  }
}
