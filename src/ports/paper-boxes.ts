import type { Actor } from '../domain/access/actor.ts'
import type { PaperBox } from '../domain/paper/paper-box.ts'
import type { Repository } from './repository.ts'

/** See `repository.ts` for what every call promises; a box is never removed. */
export interface PaperBoxes extends Repository<PaperBox> {
  /** The highest number first. */
  list(actor: Actor, limit: number, signal: AbortSignal): Promise<PaperBox[]>
  /** The next number of the tenant, without gaps: it is taken inside the transaction that stores the box. */
  nextNumber(actor: Actor, signal: AbortSignal): Promise<number>
}
