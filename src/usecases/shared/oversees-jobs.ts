import { readsWholeTenant, type Actor } from '../../domain/access/actor.ts'

/** Who looks after the machine sees all its jobs; everybody else those of items he may read. */
export function overseesJobs(actor: Actor): boolean {
  return readsWholeTenant(actor) || actor.roles.includes('admin') || actor.roles.includes('auditor')
}
