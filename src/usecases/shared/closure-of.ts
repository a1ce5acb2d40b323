import type { Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { Closure } from '../../domain/intake/incoming-item.ts'
import type { Clock } from '../../ports/clock.ts'
import type { ItemEditPorts } from './change-item.ts'

export interface ClosurePorts extends ItemEditPorts {
  readonly clock: Clock
}

/** Who takes an item out of circulation now, and why. */
export function closureOf({ clock }: ClosurePorts, actor: Actor, reason: string): Closure {
  return { reason, at: clock.now().toISOString(), by: personOf(actor) }
}
