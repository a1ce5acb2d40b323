import type { Actor } from '../domain/access/actor.ts'
import type { DayClosing } from '../domain/register/day-closing.ts'
import type { Page, PageRequest, Repository } from './repository.ts'

/** Working days that the mailroom has signed off. See `repository.ts`; a serial number may be used once in a tenant. */
export interface DayClosings extends Repository<DayClosing> {
  /** Newest first. */
  list(actor: Actor, page: PageRequest, signal: AbortSignal): Promise<Page<DayClosing>>
  /** The one with the highest serial number. */
  latest(actor: Actor, signal: AbortSignal): Promise<DayClosing | undefined>
  /** The latest that was not opened again. */
  latestStanding(actor: Actor, signal: AbortSignal): Promise<DayClosing | undefined>
}
