import type { Log } from '../../ports/log.ts'
import { passwordOwner } from '../../domain/mail/mail-account.ts'
import type { MailAccounts } from '../../ports/mail-accounts.ts'
import type { SecretBox } from '../../ports/secret-box.ts'
import { webhookSecretOwner } from '../../domain/webhooks/webhook.ts'
import type { Webhooks } from '../../ports/webhooks.ts'
import type { SecondFactors } from '../../ports/second-factors.ts'

/**
 * Closes every secret of an authenticator app or a webhook and every password of a mail account with the present key: those of an
 * older program that kept them open, and those that were closed with the key before. What no key opens stays, and the log
 * says how many; their owners have recovery codes, and administrators enter passwords anew.
 */
export type CloseSecrets = (signal: AbortSignal) => Promise<void>

export function createCloseSecrets(ports: {
  readonly secondFactors: SecondFactors
  readonly mailAccounts: MailAccounts
  readonly webhooks: Webhooks
  readonly secretBox: SecretBox
  readonly log: Log
}): CloseSecrets {
  const { secondFactors, mailAccounts, webhooks, secretBox, log } = ports
  return async function closeSecrets(signal) {
    const due = (await secondFactors.all(signal)).filter(({ secret }) => !secretBox.isCurrent(secret))
    const accounts = (await mailAccounts.all(signal)).filter(({ password }) => !secretBox.isCurrent(password))
    const hooks = (await webhooks.all(signal)).filter(({ secret }) => !secretBox.isCurrent(secret))
    let lost = 0
    for (const factor of due) {
      const secret = secretBox.open(factor.secret, factor.userId)
      if (secret === undefined) lost += 1
      else await secondFactors.replaceSecret(factor, secretBox.close(secret, factor.userId), signal)
    }
    for (const account of accounts) {
      const password = secretBox.open(account.password, passwordOwner(account))
      if (password === undefined) lost += 1
      else
        await mailAccounts.replacePassword(account, secretBox.close(password, passwordOwner(account)), signal)
    }
    for (const webhook of hooks) {
      const owner = webhookSecretOwner(webhook)
      const secret = secretBox.open(webhook.secret, owner)
      if (secret === undefined) lost += 1
      else await webhooks.replaceSecret(webhook, secretBox.close(secret, owner), signal)
    }
    const count = due.length + accounts.length + hooks.length - lost
    if (count > 0) log.info('secrets-closed', { count })
    if (lost > 0) log.warn('secrets-without-key', { count: lost })
  }
}
