import type { Actor } from '../../domain/access/actor.ts'
import { calculatedDeadline, type DeadlineRule } from '../../domain/desk/deadline-rule.ts'
import type { Deadline, DeskObject } from '../../domain/desk/desk-entry.ts'
import { remindDay } from '../../domain/desk/desk-moves.ts'
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

export interface SetDeadlineInput {
  readonly object: DeskObject
  readonly purpose: string
  readonly rule: DeadlineRule
  readonly legalBasis?: string | undefined
  readonly warnDays: number
  readonly assigneeId?: string | undefined
}

/** @throws {MailroomError} `forbidden`, `not-found`, `state-conflict`, `validation-failed` */
export type SetDeadline = (actor: Actor, input: SetDeadlineInput, signal: AbortSignal) => Promise<DatedEntry>

export function createSetDeadline(ports: DeskPorts): SetDeadline {
  return async function setDeadline(actor, input, signal) {
    const { object, purpose, rule, legalBasis, warnDays, assigneeId } = input
    requireWriting(actor, object)
    const { endsOn } = calculatedDeadline(rule)
    const { at, by, today } = await deedOf(ports, actor, signal)
    const entry = await ports.ledger.change(
      actor,
      async () => {
        const place = await workedOn(ports, actor, object, signal)
        const deadline: Deadline = {
          id: ports.ids.next(),
          tenantId: actor.tenantId,
          kind: 'deadline',
          object,
          ...place,
          purpose,
          rule,
          ...(legalBasis === undefined ? {} : { legalBasis }),
          warnDays,
          dueOn: endsOn,
          remindOn: remindDay(endsOn, warnDays),
          ...(assigneeId === undefined
            ? {}
            : { assignee: await assigneeFor(ports, actor, place.readKeys, assigneeId, signal) }),
          state: 'open',
          createdAt: at,
          createdBy: by,
          version: 1,
        }
        return setEntry(ports, actor, deadline, signal)
      },
      signal,
    )
    return dated(entry, today)
  }
}
