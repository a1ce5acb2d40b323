import type { Platform } from './compose.ts'
import type { NotificationUseCases } from './http/notification-use-cases.ts'
import { createListNotifications } from './usecases/notifications/list-notifications.ts'
import { createMarkNotifications } from './usecases/notifications/mark-notifications.ts'

/** What people are told of. */
export function composeNotifications(ports: Platform): NotificationUseCases {
  return {
    listNotifications: createListNotifications(ports),
    markNotifications: createMarkNotifications(ports),
  }
}
