import type { ListNotifications } from '../usecases/notifications/list-notifications.ts'
import type { MarkNotifications } from '../usecases/notifications/mark-notifications.ts'

/** What people are told of, and what of it they have read. */
export interface NotificationUseCases {
  readonly listNotifications: ListNotifications
  readonly markNotifications: MarkNotifications
}
