import { systemActor } from '../../domain/access/actor.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'
import { CODE_BUDGETS, consumeByAddress, giveBackByAddress } from '../shared/address-budgets.ts'
import { askedBy, type FollowUpPorts } from '../shared/follow-ups.ts'
import { publicTenant } from '../shared/public-tenant.ts'

export interface OpenFollowUpInput {
  readonly tenantSlug: string
  readonly code: string
  readonly clientAddress: string
  readonly requestId: string
}

/** What whoever holds the link is told: the words of the clerk and the days, and nothing of the case. */
export interface FollowUpNotice {
  readonly subject: string
  readonly text: string
  readonly wanted: readonly string[]
  /** `YYYY-MM-DD`, as all days here. */
  readonly askedOn: string
  readonly dueOn: string
  readonly openUntil: string
  readonly isOverdue: boolean
  /** How often something was handed in. */
  readonly answerCount: number
}

/**
 * Same answer for a code that is wrong, of another city, withdrawn, settled or expired.
 *
 * @throws {MailroomError} `not-found`, `rate-limited`
 */
export type OpenFollowUp = (input: OpenFollowUpInput, signal: AbortSignal) => Promise<FollowUpNotice>

export function createOpenFollowUp(
  ports: Pick<FollowUpPorts, 'followUps' | 'digest' | 'tenants' | 'clock'> & {
    readonly rateLimiter: RateLimiter
  },
): OpenFollowUp {
  return async function openFollowUp({ tenantSlug, code, clientAddress, requestId }, signal) {
    await consumeByAddress(ports.rateLimiter, CODE_BUDGETS, clientAddress, signal)
    const { id: tenantId, timeZone } = await publicTenant(ports.tenants, tenantSlug, signal)
    const machine = systemActor(tenantId, requestId)
    const today = calendarDayAt(ports.clock.now(), timeZone)
    const followUp = await askedBy(ports, machine, code, today, signal)
    // Looks of whoever knows the code are counted with the request, and are no guesses.
    await giveBackByAddress(ports.rateLimiter, CODE_BUDGETS, clientAddress, signal)
    await ports.rateLimiter.consume('follow-up', followUp.id, signal)
    const { subject, text, wanted, dueOn, openUntil, createdAt, answers } = followUp
    const askedOn = calendarDayAt(new Date(createdAt), timeZone)
    const isOverdue = today > dueOn
    return { subject, text, wanted, askedOn, dueOn, openUntil, isOverdue, answerCount: answers.length }
  }
}
