import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { notificationsFor, type NotificationList, type NotificationPorts } from '../shared/notifications.ts'

/** What the actor should look at. @throws {MailroomError} `forbidden` */
export type ListNotifications = (actor: Actor, signal: AbortSignal) => Promise<NotificationList>

export function createListNotifications(ports: NotificationPorts): ListNotifications {
  return async function listNotifications(actor, signal) {
    requirePermission(actor, 'items:read')
    return notificationsFor(ports, actor, signal)
  }
}
