const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A session ends after so long without a request, and after so long in any case. */
export const SESSION_IDLE_MS = 8 * HOUR_MS
export const SESSION_LIFETIME_MS = 24 * HOUR_MS
/** How exactly the last request of a session or token is remembered; saves a write on most of them. */
const TOUCH_INTERVAL_MS = MINUTE_MS

/** When a session that is used now ends if nobody comes back. */
export function sessionExpiry(createdAt: Date, now: Date): Date {
  return new Date(Math.min(now.getTime() + SESSION_IDLE_MS, createdAt.getTime() + SESSION_LIFETIME_MS))
}

/** @param last instant that is remembered; none before the first use */
export function isTouchDue(last: string | undefined, now: Date): boolean {
  return last === undefined || now.getTime() - Date.parse(last) >= TOUCH_INTERVAL_MS
}
