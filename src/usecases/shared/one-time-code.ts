import { recoveryForm, type SecondFactor } from '../../domain/access/second-factor.ts'
import type { Clock } from '../../ports/clock.ts'
import type { Digest } from '../../ports/digest.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { OneTimeCodes, SecondFactors } from '../../ports/second-factors.ts'
import type { RateLimiter } from '../../ports/sign-in.ts'

export interface CodePorts {
  readonly secondFactors: SecondFactors
  readonly oneTimeCodes: OneTimeCodes
  readonly secretBox: SecretBox
  readonly rateLimiter: RateLimiter
  readonly digest: Digest
  readonly clock: Clock
}

/**
 * Whether the code opens: of the app and not used before, or a recovery code, which is used up. Wrong ones are counted
 * for the person, from wherever they come: who gets here knows the password.
 *
 * @throws {MailroomError} `rate-limited`
 */
export async function takesCode(
  ports: CodePorts,
  { tenantId, userId, secret: closed }: SecondFactor,
  code: string,
  signal: AbortSignal,
): Promise<boolean> {
  await ports.rateLimiter.consume('second-factor', userId, signal)
  // Without its key the app is of no use; recovery codes still are.
  const secret = ports.secretBox.open(closed, userId)
  const digits = code.replace(/\s/g, '')
  const step = secret && ports.oneTimeCodes.stepOf(secret, digits, ports.clock.now())
  const isTaken =
    typeof step !== 'number'
      ? await ports.secondFactors.useRecoveryCode(tenantId, userId, hashOf(ports.digest, code), signal)
      : await ports.secondFactors.useStep(tenantId, userId, step, signal)
  if (isTaken) await ports.rateLimiter.giveBack('second-factor', userId, signal)
  return isTaken
}

/** Hashed without salt and stretching: 80 random bits cannot be found by trying. */
export function hashOf(digest: Digest, recoveryCode: string): string {
  return digest.sha256(`recovery ${recoveryForm(recoveryCode)}`)
}
