import { useEffect, useRef } from 'react'
import { NavLink } from 'react-router'
import { useAnnounce } from '../shared/live.tsx'
import { useNotifications } from '../shared/notifications/notifications-api.ts'
import { useSearchesWithNews } from '../shared/searches/saved-searches-api.ts'
import { useTexts } from '../shared/preferences.tsx'
import { Icon } from '../shared/ui/icon.tsx'

/** More are not counted out: nobody reads the number then. */
const MOST_SHOWN = 99

/** The way to what the person should look at, with how much of it is new. */
export function NotificationBell() {
  const { notifications: words } = useTexts()
  const told = useNotifications().data?.unread ?? 0
  const unread = told + useSearchesWithNews().length
  useSayingNew(unread)
  return (
    <NavLink className="bell" to="/benachrichtigungen" aria-label={words.bell(unread)} title={words.title}>
      <Icon name="bell" />
      {unread > 0 && (
        <span className="bell__count" aria-hidden="true">
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
    </NavLink>
  )
}

/** Says so when something new has come, and nothing when the page is opened. */
function useSayingNew(unread: number): void {
  const { notifications: words } = useTexts()
  const announce = useAnnounce()
  const before = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    if (unread > before.current) announce(words.bell(unread))
    before.current = unread
  }, [unread, announce, words])
}
