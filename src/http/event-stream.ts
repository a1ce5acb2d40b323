import type { Response } from 'express'
import type { Logger } from 'pino'
import type { ChangeEvent } from '../contract/operation.ts'
import { holdsKey, type Actor } from '../domain/access/actor.ts'
import { may } from '../domain/access/policy.ts'
import { MailroomError } from '../domain/errors.ts'
import type { Bell } from '../ports/bell.ts'
import type { Change, ChangeFeed } from '../ports/change-feed.ts'
import type { Authenticate, Credential } from './credentials.ts'
import type { Presented } from './route.ts'

const HEARTBEAT_MS = 15_000
/** Rights that were taken away stop a stream after this time at the latest. */
const RECHECK_MS = 1_000
const LOOK_EVERY_MS = 1_000
const RETRY_AFTER_FAILURE_MS = 2_000
const BATCH = 200
/** A browser that does not read is dropped; it connects again and reads what it shows anew. */
const MAX_WAITING_BYTES = 64 * 1_024

export interface EventStreamServices {
  readonly changeFeed: ChangeFeed
  readonly bell: Bell
  readonly authenticate: Authenticate
  readonly logger: Logger
  readonly maxStreams: number
  /** A person with many windows, or one script, shall not take all of them. */
  readonly maxStreamsPerPerson: number
}

export interface EventStreams {
  /**
   * Turns the response into a stream of the changes that the actor may see, from now on.
   *
   * @throws {MailroomError} `dependency-unavailable` when there are too many streams, `rate-limited` when the actor has enough
   */
  open(response: Response, actor: Actor, credential: Credential): void
  /** Ends all streams. */
  close(): void
}

interface Stream {
  readonly response: Response
  readonly credential: Credential
  actor: Actor
  checkedAtMs: number
}

/** One follower of the change feed a process, however many browsers listen. */
export function createEventStreams(services: EventStreamServices): EventStreams {
  const streams = new Set<Stream>()
  const closing = new AbortController()
  let following = false

  function drop(stream: Stream): void {
    streams.delete(stream)
    stream.response.end()
  }

  async function follow(): Promise<void> {
    let position: number | undefined
    while (streams.size > 0 && !closing.signal.aborted) {
      try {
        position = await deliverSince(position)
      } catch (error) {
        services.logger.warn({ err: error }, 'change feed cannot be followed')
        await services.bell.wait(RETRY_AFTER_FAILURE_MS, closing.signal)
      }
    }
  }

  async function deliverSince(position: number | undefined): Promise<number> {
    const { changeFeed, bell } = services
    if (position === undefined) return changeFeed.head(closing.signal)
    const changes = await changeFeed.since(position, BATCH, closing.signal)
    for (const stream of streams) await deliver(stream, changes)
    if (changes.length < BATCH) await bell.wait(LOOK_EVERY_MS, closing.signal)
    return changes.at(-1)?.seq ?? position
  }

  async function deliver(stream: Stream, changes: readonly Change[]): Promise<void> {
    if (!changes.some((change) => mayNotice(stream.actor, change))) return
    if (!(await stillSignedIn(stream))) {
      drop(stream)
      return
    }
    const visible = changes.filter((change) => mayNotice(stream.actor, change))
    for (const change of visible) stream.response.write(eventText(change))
    if (stream.response.writableLength > MAX_WAITING_BYTES) drop(stream)
  }

  /** Sessions end and rights change while a stream is open. */
  async function stillSignedIn(stream: Stream): Promise<boolean> {
    if (performance.now() - stream.checkedAtMs < RECHECK_MS) return true
    const { actor, credential } = stream
    const session = await services.authenticate(credential, actor.requestId, closing.signal)
    if (session === undefined) return false
    stream.actor = session.actor
    stream.checkedAtMs = performance.now()
    return true
  }

  async function beat(stream: Stream): Promise<void> {
    if (await stillSignedIn(stream)) stream.response.write(': still here\n\n')
    else drop(stream)
  }

  const heartbeat = setInterval(() => {
    for (const stream of streams) {
      beat(stream).catch((error: unknown) => {
        services.logger.warn({ err: error }, 'event stream ended')
        drop(stream)
      })
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  function streamsOf({ tenantId, userId }: Actor): number {
    return [...streams].filter(({ actor }) => actor.tenantId === tenantId && actor.userId === userId).length
  }

  function startFollowing(): void {
    if (following) return
    following = true
    void follow().finally(() => {
      following = false
      // Somebody may have come between the last look and the end.
      if (streams.size > 0 && !closing.signal.aborted) startFollowing()
    })
  }

  return {
    open(response, actor, credential) {
      if (streams.size >= services.maxStreams || closing.signal.aborted) {
        throw new MailroomError('dependency-unavailable', 'Too many event streams are open.')
      }
      if (streamsOf(actor) >= services.maxStreamsPerPerson) {
        throw new MailroomError('rate-limited', 'You have too many event streams open.')
      }
      const stream = { response, credential, actor, checkedAtMs: performance.now() }
      streams.add(stream)
      response.once('close', () => streams.delete(stream))
      response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
      response.write('retry: 2000\n\n')
      startFollowing()
    },
    close() {
      closing.abort()
      clearInterval(heartbeat)
      for (const stream of streams) drop(stream)
    },
  }
}

function mayNotice(actor: Actor, change: Change): boolean {
  return (
    change.tenantId === actor.tenantId &&
    may(actor, change.kind === 'case-file' ? 'files:read' : 'items:read') &&
    holdsKey(actor, change.readKeys)
  )
}

function eventText({ kind, id, at }: Change): string {
  const event: Presented<ChangeEvent> = { kind, id, at }
  return `data: ${JSON.stringify(event)}\n\n`
}
