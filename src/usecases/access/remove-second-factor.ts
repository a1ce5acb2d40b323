import type { Actor } from '../../domain/access/actor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Ledger } from '../shared/ledger.ts'
import { takesCode, type CodePorts } from '../shared/one-time-code.ts'
import { requireOwnPassword, type OwnPassword, type OwnPasswordPorts } from '../shared/own-password.ts'
import { requirePerson } from '../shared/require-person.ts'
import { invalid } from '../shared/required.ts'

/** Needs both factors once more. @throws {MailroomError} `forbidden`, `rate-limited`, `validation-failed`, `state-conflict` */
export type RemoveSecondFactor = (
  actor: Actor,
  input: OwnPassword & { readonly code: string },
  signal: AbortSignal,
) => Promise<void>

export function createRemoveSecondFactor(
  ports: CodePorts & OwnPasswordPorts & { readonly ledger: Ledger },
): RemoveSecondFactor {
  return async function removeSecondFactor(actor, input, signal) {
    requirePerson(actor)
    await requireOwnPassword(ports, actor, input, signal)
    const factor = await ports.secondFactors.find(actor.tenantId, actor.userId, signal)
    if (factor?.confirmed !== true) throw new MailroomError('state-conflict', 'There is no second factor.')
    if (!(await takesCode(ports, factor, input.code, signal))) {
      throw invalid('code', 'Dieser Code stimmt nicht.')
    }
    await ports.ledger.change(
      actor,
      async () => {
        await ports.secondFactors.remove(actor, actor.userId, signal)
        const object = { kind: 'user', id: actor.userId } as const
        return { result: undefined, events: [{ action: 'user.second-factor-removed', object }], changed: [] }
      },
      signal,
    )
  }
}
