import type { Actor } from '../../domain/access/actor.ts'
import { grantKeysOf, requirePermission } from '../../domain/access/policy.ts'
import { unitKey } from '../../domain/access/actor.ts'
import { caseFileAfterMove, isWithUnit, itemAfterMove, type UnitMove } from '../../domain/access/unit-move.ts'
import { changesBetween } from '../../domain/audit/changes.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { isWithdrawn } from '../../domain/intake/item-moves.ts'
import { ITEM_STATES, type IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { OrgUnit } from '../../domain/access/organisation.ts'
import type { OrgUnits, Users } from '../../ports/organisation.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { changeEvenDisposed, type ItemEditPorts } from '../shared/change-item.ts'
import { moveSettings, NO_SETTINGS, type MovedSettings, type SettingPorts } from '../shared/moved-settings.ts'
import { requireMoveTarget } from '../shared/org-units.ts'
import { noticedBy, requireReaderLeft } from '../shared/readers.ts'
import { required } from '../shared/required.ts'
import { todayOf } from '../shared/today.ts'
import { WORK_MOVED } from '../shared/unit-moves.ts'

/** So much in one call, that it answers within seconds. */
const RECORDS_A_STEP = 50

export interface MovedWork extends MovedSettings {
  /** Receipt numbers. */
  readonly items: readonly string[]
  /** File numbers. */
  readonly caseFiles: readonly string[]
  /** True when more may be left: ask again. */
  readonly more: boolean
}

/**
 * Moves what a unit works on, and everything that it has filed, to another one: a step at a time, so that it goes on where
 * it stopped, whatever ended it. Each record has an event of its own; the unit has one for each step, which is the protocol.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `validation-failed`, `state-conflict` when nobody would be left who may
 *   read something
 */
export type MoveUnitWork = (actor: Actor, move: UnitMove, signal: AbortSignal) => Promise<MovedWork>

export interface MoveUnitWorkPorts extends ItemEditPorts, SettingPorts {
  readonly caseFiles: CaseFiles
  readonly orgUnits: OrgUnits
  readonly users: Users
  readonly clock: Clock
}

export function createMoveUnitWork(ports: MoveUnitWorkPorts): MoveUnitWork {
  return async function moveUnitWork(actor, move, signal) {
    requirePermission(actor, 'masterdata:edit')
    const from = required(await ports.orgUnits.find(actor, move.fromUnitId, signal))
    await requireMoveTarget(ports, actor, move, signal)
    const { moved: items, isFull } = await moveItems(ports, actor, move, signal)
    const caseFiles = await moveCaseFiles(ports, actor, move, signal)
    const more = isFull || caseFiles.length === RECORDS_A_STEP
    const settings = more ? NO_SETTINGS : await moveSettings(ports, actor, move, signal)
    await tellProtocol(
      ports,
      actor,
      { from, toUnitId: move.toUnitId },
      { items, caseFiles, ...settings },
      signal,
    )
    return { items, caseFiles, ...settings, more }
  }
}

/** Administrators move what they may not read: the machine reads in their name. */
function machineOf(actor: Actor): Actor {
  return { ...actor, kind: 'system' }
}

async function moveItems(
  ports: MoveUnitWorkPorts,
  actor: Actor,
  move: UnitMove,
  signal: AbortSignal,
): Promise<{ readonly moved: readonly string[]; readonly isFull: boolean }> {
  const machine = machineOf(actor)
  const staysWith = await readersOf(ports, actor, move.toUnitId, signal)
  const items = await itemsOf(ports, machine, move.fromUnitId, signal)
  const moved = new Set<string>()
  for (const { id, receiptNumber } of items) {
    const change = ({ item }: { readonly item: IncomingItem }) => {
      // Somebody may have sent it elsewhere in the meantime.
      const isHere = isWithUnit(item, move.fromUnitId)
      if (isHere) moved.add(receiptNumber)
      else moved.delete(receiptNumber)
      return { item: isHere ? itemAfterMove(item, move, staysWith) : item, action: 'item.moved-with-unit' }
    }
    await changeEvenDisposed(ports, machine, { itemId: id }, change, signal)
  }
  return { moved: [...moved], isFull: items.length === RECORDS_A_STEP }
}

/** What was sent to the unit, and what its people read besides: answers, mail of its own mailboxes, what they took in. */
async function itemsOf(
  { incomingItems }: MoveUnitWorkPorts,
  machine: Actor,
  orgUnitId: string,
  signal: AbortSignal,
): Promise<readonly IncomingItem[]> {
  const states = ITEM_STATES.filter((state) => !isWithdrawn({ state }))
  const page = { limit: RECORDS_A_STEP }
  const sent = await incomingItems.list(machine, { states, orgUnitId }, page, signal)
  const read = await incomingItems.list(machine, { states, readBy: orgUnitId }, page, signal)
  const both = new Map([...sent.items, ...read.items].map((item) => [item.id, item]))
  return [...both.values()].slice(0, RECORDS_A_STEP)
}

async function readersOf(
  ports: MoveUnitWorkPorts,
  actor: Actor,
  orgUnitId: string,
  signal: AbortSignal,
): Promise<(userId: string) => boolean> {
  const units = await ports.orgUnits.list(actor, signal)
  const all = await ports.users.list(actor, signal)
  const today = await todayOf(ports, actor, signal)
  const reading = all.filter(
    (user) => !user.disabled && grantKeysOf(user, units, today).includes(unitKey(orgUnitId)),
  )
  const ids = new Set(reading.map(({ id }) => id))
  return (userId) => ids.has(userId)
}

async function moveCaseFiles(
  ports: MoveUnitWorkPorts,
  actor: Actor,
  move: UnitMove,
  signal: AbortSignal,
): Promise<string[]> {
  const machine = machineOf(actor)
  const filter = { leadUnitId: move.fromUnitId }
  const { items } = await ports.caseFiles.list(machine, filter, { limit: RECORDS_A_STEP }, signal)
  for (const { id } of items) {
    await ports.ledger.change(
      machine,
      async () => {
        const before = required(await ports.caseFiles.find(machine, id, signal))
        const moved = caseFileAfterMove(before, move)
        await requireReaderLeft(ports, actor, before, moved, signal)
        const after = await ports.caseFiles.save(machine, moved, signal)
        const object = { kind: 'case-file', id } as const
        const changes = changesBetween<CaseFile>(before, after, ['leadUnitId', 'readKeys'])
        return {
          result: undefined,
          events: [{ action: 'case-file.moved-with-unit', object, changes }],
          changed: [{ ...caseFileNotice(after), readKeys: noticedBy(before, after) }],
        }
      },
      signal,
    )
  }
  return items.map(({ fileNumber }) => fileNumber)
}

async function tellProtocol(
  ports: MoveUnitWorkPorts,
  actor: Actor,
  { from, toUnitId }: { readonly from: OrgUnit; readonly toUnitId: string },
  moved: Omit<MovedWork, 'more'>,
  signal: AbortSignal,
): Promise<void> {
  if (Object.values(moved).every((names) => names.length === 0)) return
  const object = { kind: 'org-unit', id: from.id } as const
  const byWhom = actor.kind === 'system' ? from.succession?.arrangedBy.displayName : undefined
  const changes = {
    toUnitId: { after: toUnitId },
    ...(byWhom === undefined ? {} : { arrangedBy: { after: byWhom } }),
    ...Object.fromEntries(Object.entries(moved).map(([kind, names]) => [kind, { after: names }])),
  }
  const event = { action: WORK_MOVED, object, changes }
  await ports.ledger.change(actor, async () => ({ result: undefined, events: [event], changed: [] }), signal)
}
