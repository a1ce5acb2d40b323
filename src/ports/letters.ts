import type { Actor } from '../domain/access/actor.ts'
import type { LetterTemplate } from '../domain/letters/letter-template.ts'
import type { Letterhead } from '../domain/letters/letterhead.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts`. No two of a tenant have the same name. */
export interface LetterTemplates extends Repository<LetterTemplate> {
  /** Of the tenant, by name. */
  list(actor: Actor, signal: AbortSignal): Promise<LetterTemplate[]>
  /** Says whether the tenant had one. */
  remove(actor: Actor, id: string, signal: AbortSignal): Promise<boolean>
}

/** See `repository.ts`; a tenant has one record with the id `LETTERHEAD_ID`, or none yet. */
export type Letterheads = Repository<Letterhead>
