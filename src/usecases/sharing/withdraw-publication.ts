import type { Actor } from '../../domain/access/actor.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import { required } from '../shared/required.ts'
import type { SharingPorts } from '../shared/shared-records.ts'

/** Nobody can adopt it any more; what others have made their own stays theirs. @throws {MailroomError} `forbidden`, `not-found` */
export type WithdrawPublication = (actor: Actor, publicationId: string, signal: AbortSignal) => Promise<void>

export function createWithdrawPublication({
  publications,
  ledger,
}: Pick<SharingPorts, 'publications' | 'ledger'>): WithdrawPublication {
  return async function withdrawPublication(actor, publicationId, signal) {
    requirePermission(actor, 'masterdata:share')
    await ledger.change(
      actor,
      async () => {
        const before = required(await publications.find(actor, publicationId, signal))
        if (before.withdrawn) return { result: undefined, events: [], changed: [] }
        await publications.save(actor, { ...before, withdrawn: true }, signal)
        const object = { kind: 'publication', id: publicationId } as const
        const changes = { release: { before: before.release } }
        return {
          result: undefined,
          events: [{ action: 'publication.withdrawn', object, changes }],
          changed: [],
        }
      },
      signal,
    )
  }
}
