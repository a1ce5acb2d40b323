import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { inOrder } from '../../domain/notifications/notification.ts'
import type { Transactor } from '../../ports/transactor.ts'
import { notificationsFor, type NotificationList, type NotificationPorts } from '../shared/notifications.ts'
import { requirePerson } from '../shared/require-person.ts'

export interface MarkNotificationsInput {
  readonly keys: readonly string[]
  /** False: they are new again. */
  readonly isRead: boolean
}

/** Says which notifications were read. Keys of what is no notification any more are forgotten. @throws {MailroomError} `forbidden` */
export type MarkNotifications = (
  actor: Actor,
  input: MarkNotificationsInput,
  signal: AbortSignal,
) => Promise<NotificationList>

export function createMarkNotifications(
  ports: NotificationPorts & { readonly transactor: Transactor },
): MarkNotifications {
  return async function markNotifications(actor, { keys, isRead }, signal) {
    requirePermission(actor, 'items:read')
    requirePerson(actor)
    const { items, isCut } = await notificationsFor(ports, actor, signal)
    const named = new Set(keys)
    return ports.transactor.inTransaction(async () => {
      // Read anew: another page of the person may have marked something in between.
      const read = new Set(await ports.readMarks.of(actor, signal))
      const marked = items.map((one) => ({ ...one, isRead: named.has(one.key) ? isRead : read.has(one.key) }))
      const kept = marked.filter((one) => one.isRead).map(({ key }) => key)
      await ports.readMarks.replace(actor, kept, signal)
      return { items: inOrder(marked), isCut }
    }, signal)
  }
}
