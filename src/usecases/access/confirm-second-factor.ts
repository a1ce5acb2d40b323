import type { Actor } from '../../domain/access/actor.ts'
import { grouped, RECOVERY_CODE_BYTES, RECOVERY_CODES } from '../../domain/access/second-factor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { Ledger } from '../shared/ledger.ts'
import { hashOf, takesCode, type CodePorts } from '../shared/one-time-code.ts'
import { requirePerson } from '../shared/require-person.ts'
import { invalid } from '../shared/required.ts'

/** From now on every sign-in asks for a code. The recovery codes are shown once. @throws {MailroomError} `forbidden`, `rate-limited`, `validation-failed`, `state-conflict` */
export type ConfirmSecondFactor = (
  actor: Actor,
  code: string,
  signal: AbortSignal,
) => Promise<{ readonly recoveryCodes: readonly string[] }>

export function createConfirmSecondFactor(
  ports: CodePorts & { readonly ids: IdGenerator; readonly ledger: Ledger },
): ConfirmSecondFactor {
  return async function confirmSecondFactor(actor, code, signal) {
    requirePerson(actor)
    const started = await ports.secondFactors.find(actor.tenantId, actor.userId, signal)
    if (started === undefined || started.confirmed) {
      throw new MailroomError('state-conflict', 'There is no second factor to confirm.')
    }
    if (!(await takesCode(ports, started, code, signal))) {
      throw invalid(
        'code',
        'Dieser Code stimmt nicht. Warten Sie auf den nächsten, und prüfen Sie die Uhrzeit.',
      )
    }
    const codes = Array.from({ length: RECOVERY_CODES }, () => ports.ids.randomHex(RECOVERY_CODE_BYTES))
    const recoveryHashes = codes.map((one) => hashOf(ports.digest, one))
    await ports.ledger.change(
      actor,
      async () => {
        const used = (await ports.secondFactors.find(actor.tenantId, actor.userId, signal)) ?? started
        await ports.secondFactors.save({ ...used, confirmed: true, recoveryHashes }, signal)
        const object = { kind: 'user', id: actor.userId } as const
        return { result: undefined, events: [{ action: 'user.second-factor-enabled', object }], changed: [] }
      },
      signal,
    )
    return { recoveryCodes: codes.map(grouped) }
  }
}
