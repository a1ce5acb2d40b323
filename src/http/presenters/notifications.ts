import type { NotificationList } from '../../contract/notifications.ts'
import type { NotificationList as Found } from '../../usecases/shared/notifications.ts'
import type { Presented } from '../route.ts'

export function presentNotifications({ items, isCut }: Found): Presented<NotificationList> {
  return {
    items: items.map(({ key, kind, object, since, by, words, task, ageing, due, isRead }) => ({
      key,
      kind,
      object: { ...object, subject: object.subject ?? null },
      since,
      by: by ?? null,
      words: words ?? null,
      task: task ?? null,
      ageing: ageing === undefined ? null : { ...ageing, orgUnitId: ageing.orgUnitId ?? null },
      due: due ?? null,
      isRead,
    })),
    unread: items.filter(({ isRead }) => !isRead).length,
    isCut,
  }
}
