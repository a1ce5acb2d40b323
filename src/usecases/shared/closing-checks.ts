import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { CaseFile, CaseFileState } from '../../domain/filing/case-file.ts'
import { OPEN_STATES } from '../../domain/intake/incoming-item.ts'
import { currentStep } from '../../domain/routing/route-slip.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import { invalid } from './required.ts'

export interface ClosingPorts {
  readonly deskEntries: DeskEntries
  readonly incomingItems: IncomingItems
  readonly followUps: FollowUps
  readonly routeSlips: RouteSlips
}

/** How much of each kind keeps a case file open, whoever may see it. */
export interface ClosingBlockers {
  readonly deadlines: number
  readonly resubmissions: number
  /** Mail that was sent to the file and does not lie in it yet. */
  readonly mail: number
  /** Requests for documents whose links citizens may still use. */
  readonly followUps: number
  /** Route slips of the file itself that somebody is still asked by. */
  readonly routeSlips: number
}

/** Beyond this many it does not matter how many there are. */
const MOST_COUNTED = 200

export async function closingBlockers(
  { deskEntries, incomingItems, followUps, routeSlips }: ClosingPorts,
  actor: Actor,
  caseFileId: string,
  signal: AbortSignal,
): Promise<ClosingBlockers> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const entries = await deskEntries.inCaseFile(machine, caseFileId, signal)
  const open = entries.filter(({ state }) => state === 'open')
  const filter = { headedFor: caseFileId, states: OPEN_STATES }
  // Each request has put an entry on its object, so none of those that lie in the file is missed.
  const objectIds = new Set(entries.map(({ object }) => object.id))
  const asked = await followUps.openOf(machine, [...objectIds], signal)
  const slips = await routeSlips.ofObject(machine, { kind: 'case-file', id: caseFileId }, signal)
  const { items } = await incomingItems.list(machine, filter, { limit: MOST_COUNTED }, signal)
  return {
    deadlines: open.filter(({ kind }) => kind === 'deadline').length,
    resubmissions: open.filter(({ kind }) => kind === 'resubmission').length,
    mail: items.length,
    followUps: asked.length,
    routeSlips: slips.filter((slip) => currentStep(slip) !== undefined).length,
  }
}

/**
 * Checks inside the running transaction whether a case file may be closed, or opened again.
 *
 * @throws {MailroomError} `state-conflict` while something is open, `validation-failed` for opening again without a reason
 */
export async function requireStateChange(
  ports: ClosingPorts,
  actor: Actor,
  before: CaseFile,
  { state, reason }: { readonly state?: CaseFileState | undefined; readonly reason?: string | undefined },
  signal: AbortSignal,
): Promise<void> {
  if (state === undefined || state === before.state) return
  if (state === 'open') {
    if (reason === undefined) throw invalid('reason', 'Wer eine Akte wieder öffnet, nennt den Grund.')
    return
  }
  const blockers = await closingBlockers(ports, actor, before.id, signal)
  if (Object.values(blockers).every((count) => count === 0)) return
  throw new MailroomError(
    'state-conflict',
    'Deadlines, resubmissions, mail, requests or route slips of the case file are still open.',
    {
      facts: { caseFileId: before.id, ...blockers },
    },
  )
}
