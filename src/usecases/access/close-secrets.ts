import type { Log } from '../../ports/log.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'

/**
 * Closes every secret of an authenticator app with the present key: those of an older program that kept them open, and
 * those that were closed with the key before. What no key opens stays, and the log says how many; their owners have
 * recovery codes.
 */
export type CloseSecrets = (signal: AbortSignal) => Promise<void>

export function createCloseSecrets(ports: {
  readonly secondFactors: SecondFactors
  readonly secretBox: SecretBox
  readonly log: Log
}): CloseSecrets {
  const { secondFactors, secretBox, log } = ports
  return async function closeSecrets(signal) {
    const due = (await secondFactors.all(signal)).filter(({ secret }) => !secretBox.isCurrent(secret))
    let lost = 0
    for (const factor of due) {
      const secret = secretBox.open(factor.secret, factor.userId)
      if (secret === undefined) lost += 1
      else await secondFactors.replaceSecret(factor, secretBox.close(secret, factor.userId), signal)
    }
    if (due.length > lost) log.info('secrets-closed', { count: due.length - lost })
    if (lost > 0) log.warn('secrets-without-key', { count: lost })
  }
}
