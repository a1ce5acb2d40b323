import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import {
  datedFollowUp,
  requireReadableObject,
  type DatedFollowUp,
  type FollowUpPorts,
} from '../shared/follow-ups.ts'
import type { ReadLog } from '../shared/read-log.ts'
import { required } from '../shared/required.ts'
import { todayOf } from '../shared/today.ts'

type Ports = Pick<FollowUpPorts, 'followUps' | 'incomingItems' | 'caseFiles' | 'tenants' | 'clock'> & {
  readonly readLog: ReadLog
}

/** All that was asked for an item or a case file, newest first. @throws {MailroomError} `forbidden`, `not-found` */
export type ListFollowUps = (
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
) => Promise<readonly DatedFollowUp[]>

export function createListFollowUps(ports: Ports): ListFollowUps {
  return async function listFollowUps(actor, object, signal) {
    await requireReadableObject(ports, actor, object, signal)
    const today = await todayOf(ports, actor, signal)
    const found = await ports.followUps.ofObject(actor, object, signal)
    return found.map((followUp) => datedFollowUp(followUp, today))
  }
}

/** One request, for whoever may read what it is about. @throws {MailroomError} `forbidden`, `not-found` */
export type FindFollowUp = (actor: Actor, followUpId: string, signal: AbortSignal) => Promise<DatedFollowUp>

export function createFindFollowUp(ports: Ports): FindFollowUp {
  return async function findFollowUp(actor, followUpId, signal) {
    requirePermission(actor, 'items:read')
    const followUp = required(await ports.followUps.find(actor, followUpId, signal))
    await requireReadableObject(ports, actor, followUp.object, signal)
    return datedFollowUp(followUp, await todayOf(ports, actor, signal))
  }
}
