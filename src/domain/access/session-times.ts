const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A session ends after so long without a request, and after so long in any case. */
export const SESSION_IDLE_MS = 8 * HOUR_MS
export const SESSION_LIFETIME_MS = 24 * HOUR_MS
/** How exactly the last request is remembered; saves a write on most of them. */
const TOUCH_INTERVAL_MS = MINUTE_MS

interface SessionTimes {
  readonly createdAt: string
  readonly lastSeenAt: string
}

/** When a session that is used now ends if nobody comes back. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + SESSION_IDLE_MS, createdAt.getTime() + SESSION_LIFETIME_MS))
}

export function isTouchDue(session: SessionTimes, now: Date): boolean {
  return now.getTime() - Date.parse(session.lastSeenAt) >= TOUCH_INTERVAL_MS
}
