import type { ChangeEvent } from './api/types.ts'

/** Changes that come close together are told together. */
const COLLECT_MS = 300
/** While a whole delivery is read, a change of each page comes every moment; nobody needs to see each. */
const BETWEEN_MS = 1_500
/** A browser gives up after a refusal, such as an ended session or a server that is just starting. */
const RECONNECT_MS = 5_000
const SLOWEST_RECONNECT_MS = 60_000
/** A browser has few lines to one server, and each open stream holds one: pages that nobody sees give theirs back. */
const HIDDEN_MS = 5_000
/** What was read longer before the stream was open may have changed in between. */
const SLOW_OPENING_MS = 1_000

/** What is used of an `EventSource`. */
export interface Source {
  readonly readyState: number
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: string }) => void): void
  close(): void
}

/** `EventSource.CLOSED`: it will not try again by itself. */
const CLOSED = 2

type Undo = () => void

export interface StreamParts {
  readonly open: () => Source
  readonly isHidden: () => boolean
  /** Tells when the page comes into sight or goes out of it. */
  readonly watchSight: (listener: () => void) => Undo
  readonly nowMs: () => number
  readonly later: (action: () => void, ms: number) => Undo
  /** Reads again what is shown of these. Must not fail. */
  readonly readChanged: (changes: readonly ChangeEvent[]) => Promise<void>
  /** Reads again whatever is shown, since changes may have gone untold. Must not fail. */
  readonly readAll: () => Promise<void>
}

/** Follows the server's changes until the returned function is called. While the server takes no stream it is asked now and then. */
export function followChanges(parts: StreamParts): Undo {
  const changes = collectChanges(parts)
  let source: Source | undefined
  let wait: Undo | undefined
  let refusals = 0
  /** What changed while nobody listened is not told again. */
  let hasMissed = false

  function close(): void {
    source?.close()
    source = undefined
  }

  function connect(): void {
    wait?.()
    wait = undefined
    if (source !== undefined) return
    if (parts.isHidden()) {
      hasMissed = true
      return
    }
    const opened = parts.open()
    const askedAtMs = parts.nowMs()
    source = opened
    opened.addEventListener('open', () => {
      refusals = 0
      if (hasMissed || parts.nowMs() - askedAtMs > SLOW_OPENING_MS) void parts.readAll()
      hasMissed = false
    })
    opened.addEventListener('message', ({ data }) => {
      changes.add(JSON.parse(data) as ChangeEvent)
    })
    opened.addEventListener('error', () => {
      hasMissed = true
      if (opened.readyState === CLOSED && opened === source) askAgainLater()
    })
  }

  function askAgainLater(): void {
    close()
    const ms = Math.min(SLOWEST_RECONNECT_MS, RECONNECT_MS * 2 ** refusals)
    refusals += 1
    wait = parts.later(() => {
      if (!parts.isHidden()) void parts.readAll()
      connect()
    }, ms)
  }

  const unwatch = parts.watchSight(() => {
    if (!parts.isHidden()) {
      if (source === undefined) connect()
      else wait?.()
    } else if (source !== undefined) {
      wait?.()
      wait = parts.later(() => {
        hasMissed = true
        close()
      }, HIDDEN_MS)
    }
  })
  connect()
  return () => {
    unwatch()
    wait?.()
    changes.end()
    close()
  }
}

/** Tells of one record once, however often it has changed, and not before the last telling has been worked off. */
function collectChanges({ later, readChanged }: StreamParts) {
  const pending = new Map<string, ChangeEvent>()
  let wait: Undo | undefined
  let isTelling = false
  let hasEnded = false

  async function tell(): Promise<void> {
    wait = undefined
    isTelling = true
    const told = [...pending.values()]
    pending.clear()
    try {
      await readChanged(told)
    } finally {
      isTelling = false
    }
    if (!hasEnded && pending.size > 0) waitFor(BETWEEN_MS)
  }

  function waitFor(ms: number): void {
    wait = later(() => void tell(), ms)
  }

  return {
    add(change: ChangeEvent): void {
      pending.set(`${change.kind} ${change.id}`, change)
      if (wait === undefined && !isTelling) waitFor(COLLECT_MS)
    },
    end(): void {
      hasEnded = true
      wait?.()
    },
  }
}
