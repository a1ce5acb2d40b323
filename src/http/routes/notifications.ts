import { MarkNotificationsRequest, NotificationList } from '../../contract/notifications.ts'
import type { NotificationUseCases } from '../notification-use-cases.ts'
import { presentNotifications } from '../presenters/notifications.ts'
import { route, type Route } from '../route.ts'

/** What the caller should look at. */
export function notificationRoutes({ listNotifications, markNotifications }: NotificationUseCases): Route[] {
  const success = { status: 200, description: 'What there is to look at', body: NotificationList } as const
  return [
    route({
      method: 'get',
      path: '/api/v1/notifications',
      operationId: 'listNotifications',
      summary: 'What was given to the caller, calls him or is due, as far as he may see it now',
      tag: 'Desk',
      access: 'items:read',
      success,
      async handle({ actor, signal }) {
        return { body: presentNotifications(await listNotifications(actor, signal)) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/notifications/read',
      operationId: 'markNotifications',
      summary: 'Says which of them the caller has read, or wants to see as new again',
      tag: 'Desk',
      access: 'items:read',
      body: MarkNotificationsRequest,
      success,
      async handle({ actor, body, signal }) {
        return { body: presentNotifications(await markNotifications(actor, body, signal)) }
      },
    }),
  ]
}
