import type { Actor } from '../../domain/access/actor.ts'
import type { DeskObject, Resubmission } from '../../domain/desk/desk-entry.ts'
import { requireToCome } from '../../domain/desk/desk-moves.ts'
import type { Series } from '../../domain/desk/series.ts'
import {
  assigneeFor,
  dated,
  deedOf,
  requireWriting,
  setEntry,
  workedOn,
  type DatedEntry,
  type DeskPorts,
} from '../shared/desk-entries.ts'

export interface SetResubmissionInput {
  readonly object: DeskObject
  /** Why it is to come back. */
  readonly purpose: string
  /** `YYYY-MM-DD` */
  readonly dueOn: string
  /** Everybody at the desk when absent. */
  readonly assigneeId?: string | undefined
  readonly series?: Pick<Series, 'every' | 'unit' | 'times'> | undefined
}

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` for a day that is over */
export type SetResubmission = (
  actor: Actor,
  input: SetResubmissionInput,
  signal: AbortSignal,
) => Promise<DatedEntry>

export function createSetResubmission(ports: DeskPorts): SetResubmission {
  return async function setResubmission(actor, { object, purpose, dueOn, assigneeId, series }, signal) {
    requireWriting(actor, object)
    const { at, by, today } = await deedOf(ports, actor, signal)
    requireToCome(dueOn, today)
    const entry = await ports.ledger.change(
      actor,
      async () => {
        const place = await workedOn(ports, actor, object, signal)
        const resubmission: Resubmission = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          kind: 'resubmission',
          object,
          ...place,
          purpose,
          dueOn,
          remindOn: dueOn,
          ...(assigneeId === undefined
            ? {}
            : { assignee: await assigneeFor(ports, actor, place.readKeys, assigneeId, signal) }),
          ...(series === undefined ? {} : { series: { ...series, firstOn: dueOn, current: 1 } }),
          state: 'open',
          createdAt: at,
          createdBy: by,
          version: 1,
        }
        return setEntry(ports, actor, resubmission, signal)
      },
      signal,
    )
    return dated(entry, today)
  }
}
