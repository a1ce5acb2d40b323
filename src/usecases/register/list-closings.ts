import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DayClosing } from '../../domain/register/day-closing.ts'
import type { DayClosings } from '../../ports/day-closings.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'

/** Days that were signed off, newest first. @throws {MailroomError} `forbidden` */
export type ListClosings = (actor: Actor, page: PageRequest, signal: AbortSignal) => Promise<Page<DayClosing>>

export function createListClosings({ dayClosings }: { readonly dayClosings: DayClosings }): ListClosings {
  return async function listClosings(actor, page, signal) {
    requirePermission(actor, 'register:read')
    return dayClosings.list(actor, page, signal)
  }
}
