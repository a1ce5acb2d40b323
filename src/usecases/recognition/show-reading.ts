import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { ReadingPorts } from '../shared/queue-renewal.ts'
import { READING_VERSION } from '../../domain/recognition/reading-version.ts'

/** What documents are read with now. */
export interface ReadingNow {
  readonly version: number
  /** As records name it; undefined where another process reads, and while the engines are measured. */
  readonly engineName: string | undefined
}

/** @throws {MailroomError} `forbidden` */
export type ShowReading = (actor: Actor) => Promise<ReadingNow>

export function createShowReading({ engineName }: ReadingPorts): ShowReading {
  return async function showReading(actor) {
    requirePermission(actor, 'jobs:read')
    return { version: READING_VERSION, engineName: engineName() }
  }
}
