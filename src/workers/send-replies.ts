import { systemActor } from '../domain/access/actor.ts'
import { backOffMs } from '../domain/back-off.ts'
import {
  MAX_REPLY_ATTEMPTS,
  REPLY_BACK_OFF,
  replyText,
  type MailReply,
} from '../domain/mail/acknowledgement.ts'
import { passwordOwner } from '../domain/mail/mail-account.ts'
import type { Bell } from '../ports/bell.ts'
import type { IdGenerator } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { MailAccounts } from '../ports/mail-accounts.ts'
import type { MailReplies } from '../ports/mail-replies.ts'
import type { MailSender } from '../ports/mail-sender.ts'
import type { Tenants } from '../ports/organisation.ts'
import type { SecretBox } from '../ports/secret-box.ts'
import { causeOf, repeat } from './repeat.ts'
import { spaced } from './spaced.ts'

export interface SendRepliesPorts {
  readonly mailReplies: MailReplies
  readonly mailAccounts: MailAccounts
  readonly mailSender: MailSender
  readonly secretBox: SecretBox
  readonly tenants: Tenants
  readonly ids: IdGenerator
  readonly bell: Bell
  readonly log: Log
}

const LOOK_EVERY_MS = 30_000
const APART_MS = 2_000
const PAUSE_MS = 10_000
/** Longer than any attempt lasts. */
const LEASE_MS = 5 * 60_000
const FAREWELL_MS = 5_000

/** Sends the answers that wait, until the signal ends it. */
export function sendReplies(ports: SendRepliesPorts, signal: AbortSignal): Promise<void> {
  return repeat(
    async () => {
      const lookedAtMs = performance.now()
      const reply = await ports.mailReplies.claim(LEASE_MS, signal)
      if (reply === undefined) {
        await spaced(ports.bell, { lookEveryMs: LOOK_EVERY_MS, apartMs: APART_MS }, lookedAtMs, signal)
        return
      }
      await attempt(ports, reply, signal)
    },
    async (error) => {
      ports.log.error('replies-failed', { cause: causeOf(error) })
      await ports.bell.wait(PAUSE_MS, signal)
    },
    signal,
  )
}

async function attempt(ports: SendRepliesPorts, reply: MailReply, signal: AbortSignal): Promise<void> {
  const { mailReplies, log } = ports
  const { tenantId, accountId, attempt: attempts } = reply
  try {
    const state = await send(ports, reply, signal)
    // Also when the process is to end by now: what is sent is not sent again.
    await mailReplies.settle(reply, state, AbortSignal.timeout(FAREWELL_MS))
    log.info('reply-settled', { tenantId, accountId, state })
  } catch (error) {
    if (signal.aborted) throw error
    const isLast = attempts >= MAX_REPLY_ATTEMPTS
    log.warn('reply-failed', { tenantId, accountId, attempt: attempts, cause: causeOf(error) })
    if (isLast) await mailReplies.settle(reply, 'given-up', signal)
    else await mailReplies.retryLater(reply, backOffMs(attempts, REPLY_BACK_OFF, ports.ids.random()), signal)
  }
}

/** Nothing is sent for an account that is gone or answers no more. */
async function send(
  { mailAccounts, mailSender, secretBox, tenants, ids }: SendRepliesPorts,
  reply: MailReply,
  signal: AbortSignal,
): Promise<'sent' | 'given-up'> {
  const account = await mailAccounts.find(systemActor(reply.tenantId, ids.next()), reply.accountId, signal)
  const tenant = await tenants.find(reply.tenantId, signal)
  if (account?.acknowledgement === undefined || tenant === undefined) return 'given-up'
  const password = secretBox.open(account.password, passwordOwner(account))
  if (password === undefined) return 'given-up'
  const { server, from } = account.acknowledgement
  const domain = from.slice(from.lastIndexOf('@') + 1)
  const outcome = await mailSender.send(
    { server, username: account.username, password },
    {
      from,
      to: reply.to,
      ...replyText(reply, tenant),
      messageId: `<eingang.${reply.id}@${domain}>`,
      ...(reply.inReplyTo === undefined ? {} : { inReplyTo: reply.inReplyTo }),
    },
    signal,
  )
  return outcome === 'sent' ? 'sent' : 'given-up'
}
