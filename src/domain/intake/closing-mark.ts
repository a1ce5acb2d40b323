import type { Person } from '../access/actor.ts'
import { addMonths, isoDate, parseIsoDate } from '../calendar/civil-date.ts'
import { MailroomError } from '../errors.ts'
import { requireMove, type ClosingMark, type IncomingItem, type ItemState } from './incoming-item.ts'

/** So long is kept what was set aside, from its arrival on (§ 18 (3) AGO). */
const MONTHS_SET_ASIDE = 6

export interface Marking {
  readonly kind: ClosingMark['kind']
  /** ISO 8601 */
  readonly at: string
  readonly by: Person
  /** Day of arrival at the place of the tenant, `YYYY-MM-DD`. */
  readonly receivedOn: string
  /** Only of what is set aside: another day than the usual one. */
  readonly destroyOn?: string | undefined
}

/**
 * An item that nobody has to do anything with any more. Into the file (z.d.A.) or beside its procedure (z.V.) goes only what
 * is filed; set aside (Weglegen) is what belongs into no file. Nothing is destroyed by that: the day is only noted.
 *
 * @throws {MailroomError} `state-conflict`, `validation-failed`
 */
export function marked(item: IncomingItem, marking: Marking): IncomingItem {
  requireMove(item.state, 'done')
  const { kind, at, by } = marking
  const isFiled = item.caseFileId !== undefined
  if (isFiled === (kind === 'set-aside')) {
    const detail = isFiled
      ? 'What lies in a case file is not set aside.'
      : 'Only a filed item can be marked so.'
    throw new MailroomError('state-conflict', detail, { facts: { itemId: item.id, kind } })
  }
  const next = { ...item, state: 'done' as const, mark: { kind, at, by, ...destroyOnOf(marking) } }
  Reflect.deleteProperty(next, 'claim')
  return next
}

function destroyOnOf({ kind, receivedOn, destroyOn }: Marking): Pick<ClosingMark, 'destroyOn'> {
  if (kind !== 'set-aside') {
    if (destroyOn === undefined) return {}
    const message = 'Nur was weggelegt wird, bekommt einen Tag der Vernichtung.'
    throw new MailroomError('validation-failed', message, { faults: [{ path: 'destroyOn', message }] })
  }
  const received = parseIsoDate(receivedOn)
  const usual = received === undefined ? receivedOn : isoDate(addMonths(received, MONTHS_SET_ASIDE))
  return { destroyOn: destroyOn ?? usual }
}

/** Work on a marked item begins again where it lay. @throws {MailroomError} `state-conflict` */
export function resumed(item: IncomingItem): IncomingItem {
  if (item.state !== 'done' || item.mark === undefined) {
    throw new MailroomError('state-conflict', 'This item bears no closing mark.', {
      facts: { itemId: item.id, state: item.state },
    })
  }
  const next = { ...item, state: stateBefore(item) }
  Reflect.deleteProperty(next, 'mark')
  return next
}

function stateBefore({ caseFileId, target }: IncomingItem): ItemState {
  if (caseFileId !== undefined) return 'filed'
  return target === undefined ? 'indexing' : 'routed'
}
