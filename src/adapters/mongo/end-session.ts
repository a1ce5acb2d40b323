import type { ClientSession, Connection } from 'mongoose'
import { abortable, isUnavailable } from './failures.ts'

/** A server ends forgotten transactions by itself after a minute. */
const GIVE_UP_MS = 70_000
const EVERY_MS = 500

/**
 * Ends a session whose transaction was given up while the server could not be reached, as soon as it can be: its open
 * transaction would hold up all others for a minute. Should the driver have ended it and be using it again by then, the
 * transaction in it begins anew.
 */
export function endSession(connection: Connection, session: ClientSession | undefined): void {
  if (session?.id === undefined) return
  const killed = { killSessions: [session.id] }
  const deadlineMs = performance.now() + GIVE_UP_MS
  const attempt = async (): Promise<void> => {
    try {
      const asked = connection.getClient().db('admin').command(killed)
      await abortable(asked, AbortSignal.timeout(EVERY_MS * 4))
    } catch (error) {
      // Any answer of the server is its last word: it knows no such session, or does not let us end it.
      if (!isUnavailable(error) && !isTimeout(error)) return
      if (performance.now() < deadlineMs) setTimeout(() => void attempt(), EVERY_MS).unref()
    }
  }
  void attempt()
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError'
}
