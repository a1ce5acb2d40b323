import { createHmac } from 'node:crypto'
import type { WebhookFault } from '../../domain/webhooks/webhook.ts'
import type { WebhookSender } from '../../ports/webhook-sender.ts'
import { createGuardedFetch, type GuardedFetchOptions } from './guarded-fetch.ts'

/** Headers and body together; a receiver that takes longer is asked again. */
const ANSWER_MS = 15_000

/**
 * `t=<seconds since 1970>,v1=<HMAC-SHA256 of "<t>.<body>", in hexadecimal>`: the time is signed, so that a receiver can
 * refuse what somebody has kept and sends once more.
 */
export function webhookSignature(secret: string, body: string, nowMs: number): string {
  const seconds = Math.floor(nowMs / 1_000)
  const mac = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
  return `t=${seconds},v1=${mac}`
}

export function createWebhookSender(
  options: GuardedFetchOptions & { readonly nowMs: () => number },
): WebhookSender {
  const guardedFetch = createGuardedFetch(options)
  return {
    mayReach(url) {
      const { protocol, hostname, port, username, password } = new URL(url)
      if (username !== '' || password !== '') return false
      const isAllowed = options.allowedHosts.includes(`${hostname}:${port === '' ? '80' : port}`)
      return protocol === 'https:' || (protocol === 'http:' && isAllowed)
    },
    async send({ url, secret, deliveryId, event, body }, signal) {
      try {
        const answer = await guardedFetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Poststelle-Webhook/1',
            'poststelle-event': event,
            'poststelle-delivery': deliveryId,
            'poststelle-signature': webhookSignature(secret, body, options.nowMs()),
          },
          body,
          signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
        })
        // Nothing of it is read: it could be of any length.
        await answer.body?.cancel()
        return outcomeOf(answer.status)
      } catch (error) {
        if (signal.aborted) throw error
        return faultOf(error)
      }
    },
  }
}

function outcomeOf(status: number): 'sent' | WebhookFault {
  if (status >= 200 && status < 300) return 'sent'
  if (status >= 300 && status < 400) return 'redirect'
  return status >= 500 ? 'server-error' : 'refused'
}

const TIMEOUTS = ['TimeoutError', 'HeadersTimeoutError', 'BodyTimeoutError', 'ConnectTimeoutError']

/** The reason lies some causes deep. */
function faultOf(error: unknown): WebhookFault {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if ('code' in cause && cause.code === 'ERR_ADDRESS_NOT_ALLOWED') return 'address-not-allowed'
    if (TIMEOUTS.includes(cause.name)) return 'timeout'
  }
  return 'unreachable'
}
