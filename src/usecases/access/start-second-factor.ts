import type { Actor } from '../../domain/access/actor.ts'
import { keyUri } from '../../domain/access/second-factor.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { Tenants } from '../../ports/organisation.ts'
import type { QrCodeWriter } from '../../ports/qr-code-writer.ts'
import type { OneTimeCodes, SecondFactors } from '../../ports/second-factors.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import { requireOwnPassword, type OwnPassword, type OwnPasswordPorts } from '../shared/own-password.ts'
import { requirePerson } from '../shared/require-person.ts'
import { required } from '../shared/required.ts'

export interface StartedSecondFactor {
  /** Base 32, for typing. */
  readonly secret: string
  /** The same as a QR code in SVG, for the camera of the app. */
  readonly qrCode: string
}

/** Makes a secret for an app; it is asked for after the app has shown a right code. @throws {MailroomError} `forbidden`, `rate-limited`, `validation-failed`, `state-conflict` */
export type StartSecondFactor = (
  actor: Actor,
  input: OwnPassword,
  signal: AbortSignal,
) => Promise<StartedSecondFactor>

export function createStartSecondFactor(
  ports: OwnPasswordPorts & {
    readonly secondFactors: SecondFactors
    readonly oneTimeCodes: OneTimeCodes
    readonly secretBox: SecretBox
    readonly qrCodeWriter: QrCodeWriter
    readonly tenants: Tenants
  },
): StartSecondFactor {
  return async function startSecondFactor(actor, input, signal) {
    requirePerson(actor)
    const user = await requireOwnPassword(ports, actor, input, signal)
    const known = await ports.secondFactors.find(actor.tenantId, actor.userId, signal)
    if (known?.confirmed === true) {
      throw new MailroomError('state-conflict', 'There is a second factor already; remove it first.')
    }
    const secret = ports.oneTimeCodes.newSecret()
    const { tenantId, userId } = actor
    const closed = ports.secretBox.close(secret, userId)
    const started = { tenantId, userId, confirmed: false, lastStep: 0, recoveryHashes: [] }
    await ports.secondFactors.save({ ...started, secret: closed }, signal)
    const { name } = required(await ports.tenants.find(tenantId, signal))
    const uri = keyUri(secret, `Poststelle ${name}`, user.username)
    return { secret, qrCode: await ports.qrCodeWriter.write(uri) }
  }
}
