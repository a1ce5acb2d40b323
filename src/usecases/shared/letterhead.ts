import type { Actor } from '../../domain/access/actor.ts'
import { defaultLetterhead, LETTERHEAD_ID, type Letterhead } from '../../domain/letters/letterhead.ts'
import type { Letterheads } from '../../ports/letters.ts'
import type { Tenants } from '../../ports/organisation.ts'
import { required } from './required.ts'

export interface LetterheadPorts {
  readonly letterheads: Letterheads
  readonly tenants: Tenants
}

/** What stands on the letters of the actor's tenant now. */
export async function letterheadOf(
  { letterheads, tenants }: LetterheadPorts,
  actor: Actor,
  signal: AbortSignal,
): Promise<Letterhead> {
  const changed = await letterheads.find(actor, LETTERHEAD_ID, signal)
  return changed ?? defaultLetterhead(required(await tenants.find(actor.tenantId, signal)))
}
