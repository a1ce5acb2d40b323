import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { accuracyOf, type Accuracy, type JudgedLetter } from '../../domain/classification/accuracy.ts'
import { readPastMail, type PastMailPorts } from '../shared/past-mail.ts'

export interface AccuracyReport extends Accuracy {
  /** False when time or number ended the counting before the oldest letter. */
  readonly complete: boolean
}

/**
 * How often the machine was right in the letters that the actor may read and a person has confirmed.
 *
 * @throws {MailroomError} `forbidden`
 */
export type ShowAccuracy = (actor: Actor, signal: AbortSignal) => Promise<AccuracyReport>

const BOUNDS = {
  states: ['indexing', 'routed', 'accepted', 'filed', 'done', 'returned'],
  maxLetters: 2_000,
  maxMs: 5_000,
} as const

export function createShowAccuracy(ports: PastMailPorts): ShowAccuracy {
  return async function showAccuracy(actor, signal) {
    requirePermission(actor, 'items:read')
    const letters: JudgedLetter[] = []
    const complete = await readPastMail(
      ports,
      actor,
      BOUNDS,
      ({ item, document }) => {
        if (item.confirmedAt === undefined) return
        const { proposals, index } = document
        const orgUnitId = item.target?.orgUnitId
        const { caseFileId, confirmedAt } = item
        letters.push({
          proposals,
          index,
          confirmedAt,
          ...(orgUnitId === undefined ? {} : { orgUnitId }),
          ...(caseFileId === undefined ? {} : { caseFileId }),
        })
      },
      signal,
    )
    return { ...accuracyOf(letters), complete }
  }
}
