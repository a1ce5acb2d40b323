import { MailroomError } from '../errors.ts'
import { requireMove, type IncomingItem, type ItemState } from '../intake/incoming-item.ts'
import type { SampleDraw } from '../quality/sample.ts'
import { undoOf, withEdit, type SplitEdit } from './split-edit.ts'
import { openStops, segmentsOf, type SplitProposal } from './split-plan.ts'
import type { StackPart, StackScan } from './stack-scan.ts'

/** What people and machine do with a scan of several letters, as functions from the item before to the item after. */

export type StackItem = IncomingItem & { readonly stack: StackScan }

/** @throws {MailroomError} `not-found` for an item that is no scan of several letters */
export function asStack(item: IncomingItem): StackItem {
  if (isStack(item)) return item
  throw new MailroomError('not-found', 'There is no such scan.')
}

export function isStack(item: IncomingItem): item is StackItem {
  return item.stack !== undefined
}

/** What may be done with a scan besides dividing it. */
const ALLOWED: readonly string[] = [
  'item.voided',
  'item.retried',
  'item.rejected',
  'item.released-from-quarantine',
]

/** Where these and the machine lead: in any other state there is no scan. */
export const STACK_STATES: readonly ItemState[] = [
  'capturing',
  'qc',
  'quarantined',
  'rejected',
  'voided',
  'split',
]

/**
 * A scan is no mail: nobody indexes, routes or files it.
 *
 * @throws {MailroomError} `state-conflict`
 */
export function requireForMail(item: IncomingItem, action: string): void {
  if (!isStack(item) || action.startsWith('stack.')) return
  if (!ALLOWED.includes(action))
    throw conflict(item, 'A scan of several letters is divided, and its letters are worked on.')
  if (action === 'item.voided') requireAtRest(item)
}

/** A division that the machine has given up, such as that of a damaged file, ends when a person voids the scan. */
function requireAtRest(item: StackItem): void {
  const isGivenUp = item.processing.state === 'needs-attention'
  if (item.stack.confirmed !== undefined && !isGivenUp)
    throw conflict(item, 'The scan is being divided already.')
}

/** @throws {MailroomError} `state-conflict` while the machine is still at it */
export function planOf(item: StackItem): SplitProposal {
  if (item.stack.plan !== undefined) return item.stack.plan
  throw conflict(item, 'The scan is not examined yet.')
}

/** The machine has made its proposal: it waits for a person. What came of an earlier one, before a quarantine, stays. */
export function proposed(item: StackItem, plan: SplitProposal): StackItem {
  if (item.state !== 'capturing') return item
  return { ...item, state: 'qc', stack: { plan, ...item.stack } }
}

export interface EditedStack {
  readonly item: StackItem
  /** What takes the edits back. */
  readonly undo: readonly SplitEdit[]
}

/** @throws {MailroomError} `state-conflict`, `validation-failed` */
export function edited(item: StackItem, edits: readonly SplitEdit[]): EditedStack {
  requireUndivided(item)
  let plan = planOf(item)
  let undo: readonly SplitEdit[] = []
  for (const edit of edits) {
    undo = [...undoOf(plan, edit), ...undo]
    plan = withEdit(plan, edit)
  }
  return { item: { ...item, stack: { ...item.stack, plan } }, undo }
}

/** The plan stands: the scan is divided by it. @throws {MailroomError} `state-conflict` */
export function confirmedSplit(item: StackItem, confirmed: NonNullable<StackScan['confirmed']>): StackItem {
  requireUndivided(item)
  const plan = planOf(item)
  if (openStops(plan).length > 0)
    throw conflict(item, 'Somebody must look at the pages at which the machine has stopped.')
  if (segmentsOf(plan).length === 0) throw conflict(item, 'Every page is left out: void the scan instead.')
  return { ...item, stack: { ...item.stack, confirmed } }
}

/** One more letter is cut out. */
export function withPart(item: StackItem, part: StackPart): StackItem {
  if (item.stack.parts.some(({ segment }) => segment === part.segment))
    throw conflict(item, 'This letter is cut out already.')
  return { ...item, stack: { ...item.stack, parts: [...item.stack.parts, part] } }
}

/** Every letter is cut out, and it is drawn which of them are looked at. */
export function divided(item: StackItem, draw: SampleDraw): StackItem {
  requireMove(item.state, 'split')
  return { ...item, state: 'split', stack: { ...item.stack, draw } }
}

function requireUndivided(item: StackItem): void {
  if (item.state !== 'qc') throw conflict(item, 'The scan does not wait for a person.')
  if (item.stack.confirmed !== undefined) throw conflict(item, 'The scan is being divided already.')
}

function conflict({ id, state }: IncomingItem, detail: string): MailroomError {
  return new MailroomError('state-conflict', detail, { facts: { itemId: id, state } })
}
