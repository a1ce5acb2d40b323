import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { MailboxError } from '../../domain/mail/mailbox-error.ts'
import type { VetMailServer } from '../../ports/mailbox.ts'
import { isPrivateAddress } from './guarded-fetch.ts'

/** The guard of `guarded-fetch.ts` for mail servers that administrators enter. */
export function createVetMailServer({
  allowedHosts,
}: {
  readonly allowedHosts: readonly string[]
}): VetMailServer {
  return async function vetMailServer({ host, port, security }) {
    const isAllowed = allowedHosts.includes(`${host}:${port}`)
    if (security === 'none' && !isAllowed)
      throw new MailboxError('no-encryption', 'Only hosts that the operator names may be used without TLS.')
    const found = await addressesOf(host)
    const [address] = found
    if (address === undefined || (!isAllowed && found.some(isPrivateAddress)))
      throw new MailboxError('address-not-allowed', 'The address is not public.')
    return { address, ...(isIP(host) === 0 ? { servername: host } : {}) }
  }
}

async function addressesOf(host: string): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host]
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address)
  } catch (error) {
    throw new MailboxError('unreachable', 'The name of the server is not known.', { cause: error })
  }
}
