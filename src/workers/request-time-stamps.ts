import { systemActor } from '../domain/access/actor.ts'
import { backOffMs } from '../domain/back-off.ts'
import {
  refusedWith,
  STAMP_BACK_OFF,
  stampedWith,
  type StampedTime,
  type TimeStamp,
} from '../domain/quality/time-stamp.ts'
import type { Bell } from '../ports/bell.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { IncomingItems } from '../ports/incoming-items.ts'
import type { Log } from '../ports/log.ts'
import type { TimeStampAuthority } from '../ports/time-stamp-authority.ts'
import type { TimeStamps } from '../ports/time-stamps.ts'
import type { Ledger } from '../usecases/shared/ledger.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced, type Spacing } from './spaced.ts'

export interface RequestTimeStampsPorts {
  readonly timeStamps: TimeStamps
  readonly timeStampAuthority: TimeStampAuthority
  readonly incomingItems: IncomingItems
  readonly ledger: Ledger
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const USUAL: Spacing = { lookEveryMs: 30_000, apartMs: 2_000 }
const PAUSE_MS = 10_000
/** Longer than any attempt lasts; what a process that was killed had claimed waits for its end. */
const LEASE_MS = 60_000

/** Has the files stamped that wait for it, until the signal ends it. Nobody waits for that. */
export function requestTimeStamps(
  ports: RequestTimeStampsPorts,
  signal: AbortSignal,
  spacing = USUAL,
): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      const order = await ports.timeStamps.claim(LEASE_MS, signal)
      if (order === undefined) {
        await spaced(ports.bell, spacing, lookedAtMs, signal)
        return
      }
      await attempt(ports, order, signal)
    },
    async (error) => {
      ports.log.error('time-stamps-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

async function attempt(ports: RequestTimeStampsPorts, order: TimeStamp, signal: AbortSignal): Promise<void> {
  const { timeStamps, timeStampAuthority, ids, log } = ports
  const { tenantId, id: documentId } = order
  const pauseMs = backOffMs(order.attempt, STAMP_BACK_OFF, ids.random())
  try {
    const answer = await timeStampAuthority.stamp(order.sha256, signal)
    if ('stamped' in answer) {
      await settleStamped(ports, order, answer.stamped, signal)
      return
    }
    const { refusal, detail } = answer
    const after = refusedWith(order, refusal)
    log.warn('time-stamp-refused', { tenantId, documentId, refusal, detail, refusals: after.refusals })
    if (after.state === 'waiting') await timeStamps.retryLater(after, pauseMs, signal)
    else await timeStamps.settle(after, signal)
  } catch (error) {
    if (signal.aborted) throw error
    log.warn('time-stamp-not-made', { tenantId, documentId, attempt: order.attempt, cause: causeOf(error) })
    await timeStamps.retryLater(order, pauseMs, signal)
  }
}

/** With its place in the audit chain: what was signed when by whom. */
function settleStamped(
  { timeStamps, incomingItems, ledger, ids, log }: RequestTimeStampsPorts,
  order: TimeStamp,
  stamped: StampedTime,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, id: documentId, itemId, sha256 } = order
  const machine = systemActor(tenantId, ids.next())
  return ledger.change(
    machine,
    async () => {
      const isOurs = await timeStamps.settle(stampedWith(order, stamped), signal)
      // Destroyed, or stamped by another process in the meantime.
      const item = isOurs ? await incomingItems.find(machine, itemId, signal) : undefined
      if (item === undefined) return { result: undefined, events: [], changed: [] }
      const { authority, time, serial } = stamped
      log.info('time-stamp-made', { tenantId, documentId })
      const event = {
        action: 'document.time-stamped',
        object: { kind: 'document', id: documentId },
        changes: { timeStamp: { after: { sha256, authority, time, serial } } },
      } as const
      const changed = [{ kind: 'item', id: itemId, readKeys: item.readKeys }] as const
      return { result: undefined, events: [event], changed }
    },
    signal,
  )
}
