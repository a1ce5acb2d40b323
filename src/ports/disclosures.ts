import type { Actor } from '../domain/access/actor.ts'
import type { Disclosure } from '../domain/disclosure/disclosure.ts'
import type { Repository } from './repository.ts'

/**
 * The log of what was given out of case files. See `repository.ts`; nothing in it is changed or removed. Callers have checked
 * that the actor may read the case file.
 */
export interface Disclosures extends Pick<Repository<Disclosure>, 'insert' | 'find'> {
  /** Newest first. */
  ofCaseFile(actor: Actor, caseFileId: string, limit: number, signal: AbortSignal): Promise<Disclosure[]>
}
