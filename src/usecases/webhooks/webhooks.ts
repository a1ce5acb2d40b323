import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { changesBetween, firstValues } from '../../domain/audit/changes.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import {
  MAX_WEBHOOKS,
  webhookSecretOwner,
  type Webhook,
  type WebhookState,
} from '../../domain/webhooks/webhook.ts'
import type { AuditLog } from '../../ports/audit-log.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { WebhookDeliveries, Webhooks } from '../../ports/webhooks.ts'
import type { WebhookSender } from '../../ports/webhook-sender.ts'
import type { Ledger } from '../shared/ledger.ts'
import { invalid, required, requireVersion } from '../shared/required.ts'

interface Ports {
  readonly webhooks: Webhooks
  readonly webhookDeliveries: WebhookDeliveries
  readonly webhookSender: WebhookSender
  readonly auditLog: AuditLog
  readonly secretBox: SecretBox
  readonly ledger: Ledger
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** A webhook and how it stands with it. */
export interface ListedWebhook {
  readonly webhook: Webhook
  readonly state: WebhookState | undefined
  readonly deadCount: number
}

/** The secret is shown this once. */
export interface NewSecret {
  readonly webhook: Webhook
  readonly secret: string
}

const FIELDS = ['name', 'url', 'events', 'isActive'] as const
const SECRET_BYTES = 32

/** Those of the tenant, by name. @throws {MailroomError} `forbidden` */
export type ListWebhooks = (actor: Actor, signal: AbortSignal) => Promise<readonly ListedWebhook[]>

export function createListWebhooks({
  webhooks,
  webhookDeliveries,
}: Pick<Ports, 'webhooks' | 'webhookDeliveries'>): ListWebhooks {
  return async function listWebhooks(actor, signal) {
    requirePermission(actor, 'users:manage')
    const states = await webhooks.states(actor, signal)
    const listed: ListedWebhook[] = []
    for (const webhook of await webhooks.list(actor, signal)) {
      const deadCount = await webhookDeliveries.countDead(actor, webhook.id, signal)
      listed.push({ webhook, deadCount, state: states.find(({ webhookId }) => webhookId === webhook.id) })
    }
    return listed
  }
}

export type WebhookInput = Pick<Webhook, 'name' | 'url' | 'events'>

/** Is told what happens from now on. @throws {MailroomError} `forbidden`, `validation-failed`, `already-exists` */
export type AddWebhook = (actor: Actor, input: WebhookInput, signal: AbortSignal) => Promise<NewSecret>

export function createAddWebhook(ports: Omit<Ports, 'webhookDeliveries'>): AddWebhook {
  return async function addWebhook(actor, input, signal) {
    requirePermission(actor, 'users:manage')
    requireReachable(ports, input.url)
    const id = ports.ids.next()
    const secret = ports.ids.randomHex(SECRET_BYTES)
    const webhook: Webhook = {
      ...input,
      id,
      tenantId: actor.tenantId,
      secret: ports.secretBox.close(secret, webhookSecretOwner({ id })),
      isActive: true,
      createdAt: ports.clock.now().toISOString(),
      version: 1,
    }
    await ports.ledger.change(
      actor,
      async () => {
        if ((await ports.webhooks.list(actor, signal)).length >= MAX_WEBHOOKS)
          throw invalid('name', `Mehr als ${MAX_WEBHOOKS} Webhooks sind nicht möglich.`)
        await ports.webhooks.insert(actor, webhook, signal)
        await beginNow(ports, actor, id, signal)
        const changes = firstValues<Webhook>(webhook, ['id', ...FIELDS])
        return { result: undefined, events: [eventOf(actor, 'webhook.added', changes)], changed: [] }
      },
      signal,
    )
    return { webhook, secret }
  }
}

export interface PatchWebhookInput extends Partial<WebhookInput> {
  readonly webhookId: string
  /** From `If-Match`. */
  readonly expectedVersion: number
  readonly isActive?: boolean
}

/**
 * What happens while it is off is not told later; what has waited goes on when it is switched on again.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `version-mismatch`, `validation-failed`, `already-exists`
 */
export type PatchWebhook = (actor: Actor, input: PatchWebhookInput, signal: AbortSignal) => Promise<Webhook>

export function createPatchWebhook(ports: Omit<Ports, 'webhookDeliveries'>): PatchWebhook {
  return async function patchWebhook(actor, { webhookId, expectedVersion, ...patch }, signal) {
    requirePermission(actor, 'users:manage')
    if (patch.url !== undefined) requireReachable(ports, patch.url)
    return ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.webhooks.find(actor, webhookId, signal))
        requireVersion(before, expectedVersion)
        const after = await ports.webhooks.save(actor, { ...before, ...patch }, signal)
        if (after.isActive && !before.isActive) await beginNow(ports, actor, webhookId, signal)
        const changes = { id: { after: webhookId }, ...changesBetween<Webhook>(before, after, FIELDS) }
        return { result: after, events: [eventOf(actor, 'webhook.changed', changes)], changed: [] }
      },
      signal,
    )
  }
}

/** The one before signs nothing any more. @throws {MailroomError} `forbidden`, `not-found` */
export type RenewWebhookSecret = (actor: Actor, webhookId: string, signal: AbortSignal) => Promise<NewSecret>

export function createRenewWebhookSecret(
  ports: Pick<Ports, 'webhooks' | 'secretBox' | 'ledger' | 'ids'>,
): RenewWebhookSecret {
  return async function renewWebhookSecret(actor, webhookId, signal) {
    requirePermission(actor, 'users:manage')
    const secret = ports.ids.randomHex(SECRET_BYTES)
    const webhook = await ports.ledger.change(
      actor,
      async () => {
        const before = required(await ports.webhooks.find(actor, webhookId, signal))
        const closed = ports.secretBox.close(secret, webhookSecretOwner(before))
        const after = await ports.webhooks.save(actor, { ...before, secret: closed }, signal)
        const changes = { id: { after: webhookId } }
        return { result: after, events: [eventOf(actor, 'webhook.secret-renewed', changes)], changed: [] }
      },
      signal,
    )
    return { webhook, secret }
  }
}

/** What waits for it is told no more. @throws {MailroomError} `forbidden`, `not-found` */
export type RemoveWebhook = (actor: Actor, webhookId: string, signal: AbortSignal) => Promise<void>

export function createRemoveWebhook({ webhooks, ledger }: Pick<Ports, 'webhooks' | 'ledger'>): RemoveWebhook {
  return async function removeWebhook(actor, webhookId, signal) {
    requirePermission(actor, 'users:manage')
    await ledger.change(
      actor,
      async () => {
        required((await webhooks.remove(actor, webhookId, signal)) ? webhookId : undefined)
        const changes = { id: { before: webhookId } }
        return { result: undefined, events: [eventOf(actor, 'webhook.removed', changes)], changed: [] }
      },
      signal,
    )
  }
}

/** @throws {MailroomError} `validation-failed` */
function requireReachable({ webhookSender }: Pick<Ports, 'webhookSender'>, url: string): void {
  if (webhookSender.mayReach(url)) return
  throw invalid('url', 'Die Adresse muss mit https:// beginnen und darf keinen Benutzer enthalten.')
}

/** From the present end of the chain on, and with a clean slate. */
async function beginNow(
  { webhooks, auditLog }: Pick<Ports, 'webhooks' | 'auditLog'>,
  actor: Actor,
  webhookId: string,
  signal: AbortSignal,
): Promise<void> {
  const heads = await auditLog.heads(signal)
  const position = heads.find(({ tenantId }) => tenantId === actor.tenantId)?.count ?? 0
  await webhooks.saveState(actor, { webhookId, position }, signal)
}

function eventOf({ tenantId }: Actor, action: string, changes: AuditEntry['changes'] = {}): AuditEntry {
  return { action, object: { kind: 'tenant', id: tenantId }, changes }
}
