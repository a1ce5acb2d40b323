import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { dueFiles, type DueFile, type DuePorts } from '../shared/due-files.ts'

export interface DueFiles {
  readonly files: readonly DueFile[]
  /** There are more than are shown at once. */
  readonly isCut: boolean
}

/** Whose time is over on a day, in all units. Changes nothing. @throws {MailroomError} `forbidden` */
export type ListDueFiles = (actor: Actor, on: string | undefined, signal: AbortSignal) => Promise<DueFiles>

export function createListDueFiles(ports: DuePorts): ListDueFiles {
  return async function listDueFiles(actor, on, signal) {
    requirePermission(actor, 'disposal:manage')
    return dueFiles(ports, actor, on, signal)
  }
}
