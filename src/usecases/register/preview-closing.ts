import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { WAITING_STATES } from '../../domain/register/day-closing.ts'
import { registerEntryOf, type RegisterEntry } from '../../domain/register/register-entry.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { draftClosing, type ClosingDraft, type ClosingPorts } from '../shared/closing-draft.ts'
import { required } from '../shared/required.ts'

export interface ClosingPreview extends ClosingDraft {
  /** What still waits for a target, newest first; so many of them as people go through. */
  readonly waiting: readonly RegisterEntry[]
}

const MAX_SHOWN = 100

/** What closing the day would say now, and what stands against it. @throws {MailroomError} `forbidden` */
export type PreviewClosing = (actor: Actor, signal: AbortSignal) => Promise<ClosingPreview>

export function createPreviewClosing(ports: ClosingPorts & { readonly tenants: Tenants }): PreviewClosing {
  return async function previewClosing(actor, signal) {
    requirePermission(actor, 'register:read')
    const tenant = required(await ports.tenants.find(actor.tenantId, signal))
    const draft = await draftClosing(ports, actor, tenant, signal)
    const reader = systemActor(actor.tenantId, actor.requestId)
    const filter = { states: WAITING_STATES }
    const { items } = await ports.incomingItems.list(reader, filter, { limit: MAX_SHOWN }, signal)
    return { ...draft, waiting: items.map((item) => registerEntryOf(item, actor)) }
  }
}
