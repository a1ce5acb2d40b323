import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { PaperBox } from '../../domain/paper/paper-box.ts'
import type { PaperBoxes } from '../../ports/paper-boxes.ts'
import type { Ledger } from './ledger.ts'
import { paperStateOf, type PaperPorts, type PaperState } from './paper-state.ts'
import { required } from './required.ts'

export interface BoxPorts extends PaperPorts {
  readonly paperBoxes: PaperBoxes
  readonly ledger: Ledger
}

export interface BoxChange {
  readonly box: PaperBox
  readonly action: string
  readonly changes: NonNullable<AuditEntry['changes']>
  readonly reason?: string
  /** What else is written down, of other records that change with it. */
  readonly also?: readonly AuditEntry[]
}

/** Changes a box in one transaction; the change is worked out anew after a conflict. @throws whatever the change throws */
export function changeBox(
  ports: BoxPorts,
  actor: Actor,
  boxId: string,
  change: (before: PaperBox) => BoxChange | Promise<BoxChange>,
  signal: AbortSignal,
): Promise<PaperState> {
  requirePermission(actor, 'paper:manage')
  return ports.ledger.change(
    actor,
    async () => {
      const before = required(await ports.paperBoxes.find(actor, boxId, signal))
      const { box, action, changes, reason, also = [] } = await change(before)
      const after = await ports.paperBoxes.save(actor, box, signal)
      const event = { ...boxEvent(after, action, changes), ...(reason === undefined ? {} : { reason }) }
      const result = await paperStateOf(ports, actor, after, signal)
      return { result, events: [event, ...also], changed: [] }
    },
    signal,
  )
}

export function boxEvent(
  { id, number }: PaperBox,
  action: string,
  changes: NonNullable<AuditEntry['changes']>,
): AuditEntry {
  return { action, object: { kind: 'paper-box', id }, changes: { box: { after: number }, ...changes } }
}
