import type { Actor } from '../../domain/access/actor.ts'
import { isAwaited } from '../../domain/follow-ups/follow-up.ts'
import type { IncomingItem, ItemState } from '../../domain/intake/incoming-item.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Clock } from '../../ports/clock.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import { openSubmission, type SubmissionCodes, type SubmissionPorts } from '../shared/opened-submission.ts'

export interface SubmissionStatusView {
  readonly receiptNumber: string
  readonly receivedAt: string
  /** `question`: something was asked for, and nothing has come in yet. */
  readonly status: 'received' | 'processing' | 'question' | 'completed' | 'closed'
  readonly fileCount: number
  /** Why it was refused, in the words of the city. */
  readonly notice?: string
}

/** Same answer for a wrong code, a wrong secret and an unknown tenant. @throws {MailroomError} `not-found`, `rate-limited` */
export type SubmissionStatus = (input: SubmissionCodes, signal: AbortSignal) => Promise<SubmissionStatusView>

type PublicStatus = SubmissionStatusView['status']

/** What a citizen is told of the inner states. */
const STATUS: Readonly<Record<ItemState, PublicStatus>> = {
  registered: 'received',
  capturing: 'received',
  qc: 'processing',
  indexing: 'processing',
  routed: 'processing',
  accepted: 'processing',
  returned: 'processing',
  quarantined: 'processing',
  filed: 'completed',
  done: 'completed',
  closedForwarded: 'closed',
  misdirectedOut: 'closed',
  rejected: 'closed',
  voided: 'closed',
  split: 'closed',
  dispatched: 'closed',
}

export function createSubmissionStatus(
  ports: SubmissionPorts & { readonly followUps: FollowUps; readonly clock: Clock },
): SubmissionStatus {
  return async function submissionStatus(input, signal) {
    const { tenant, machine: actor, item } = await openSubmission(ports, input, signal)
    return {
      receiptNumber: item.receiptNumber,
      receivedAt: item.receivedAt,
      status: await statusOf(ports, actor, item, calendarDayAt(ports.clock.now(), tenant.timeZone), signal),
      fileCount: item.documentIds.length,
      ...(item.closure?.notice === undefined ? {} : { notice: item.closure.notice }),
    }
  }
}

/** What was asked for is told where the work still goes on, and of this item alone: a case file has other people in it. */
async function statusOf(
  { followUps }: { readonly followUps: FollowUps },
  machine: Actor,
  { id, state }: IncomingItem,
  today: string,
  signal: AbortSignal,
): Promise<PublicStatus> {
  const status = STATUS[state]
  if (status === 'closed') return status
  const asked = await followUps.ofObject(machine, { kind: 'incoming-item', id }, signal)
  return asked.some((followUp) => isAwaited(followUp, today)) ? 'question' : status
}
