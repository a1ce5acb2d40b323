import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector, fetch, type RequestInit, type Response } from 'undici'

const TIMEOUT_MS = 10_000

/** Addresses that belong to the own network or to nobody (IANA special-purpose registries). */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const
/** Everything but the global unicast part 2000::/3, and the parts of it that lead elsewhere. */
const PRIVATE_V6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const

/** Apart: in one list IPv4 addresses would also be looked for among those of IPv6, as `::ffff:…`. */
const LISTS = { ipv4: listOf('ipv4', PRIVATE_V4), ipv6: listOf('ipv6', PRIVATE_V6) }

function listOf(family: 'ipv4' | 'ipv6', nets: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}

/** Whether nobody outside of the own network could have this address. */
export function isPrivateAddress(address: string): boolean {
  const version = isIP(address)
  if (version === 0) return true
  const family = version === 4 ? 'ipv4' : 'ipv6'
  return LISTS[family].check(address, family)
}

export interface GuardedFetchOptions {
  /** `host:port` that may have a private address and be spoken to without TLS: the operator has named them. */
  readonly allowedHosts: readonly string[]
}

export type GuardedFetch = (url: string, init?: RequestInit) => Promise<Response>

/**
 * Requests to addresses that administrators enter. The address is looked at when the connection is made, so that no name
 * can point elsewhere afterwards; redirects are never followed.
 *
 * @throws {TypeError} from the fetch when the address is not allowed
 */
export function createGuardedFetch({ allowedHosts }: GuardedFetchOptions): GuardedFetch {
  const connect = buildConnector({ lookup: publicLookup, timeout: TIMEOUT_MS })
  const guarded = new Agent({
    connect(options, callback) {
      // A literal address is never looked up.
      const host = options.hostname.replace(/^\[|\]$/g, '')
      if (isIP(host) !== 0 && isPrivateAddress(host)) callback(refusal(host), null)
      else connect(options, callback)
    },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  const open = new Agent({
    connect: { timeout: TIMEOUT_MS },
    headersTimeout: TIMEOUT_MS,
    bodyTimeout: TIMEOUT_MS,
  })
  return async (url, init = {}) => {
    const { protocol, host, port } = new URL(url)
    const isAllowed = allowedHosts.includes(port === '' ? `${host}:${protocol === 'http:' ? 80 : 443}` : host)
    if (protocol !== 'https:' && !(protocol === 'http:' && isAllowed)) throw refusal(url)
    return fetch(url, { ...init, redirect: 'manual', dispatcher: isAllowed ? open : guarded })
  }
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) {
      callback(error, '')
      return
    }
    const refused = addresses.find(({ address }) => isPrivateAddress(address))
    const [first] = addresses
    if (refused !== undefined || first === undefined) callback(refusal(hostname), '')
    else if (options.all === true) callback(null, addresses)
    else callback(null, first.address, first.family)
  })
}

function refusal(host: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`No connection to ${host}: the address is not public.`), {
    code: 'ERR_ADDRESS_NOT_ALLOWED',
  })
}
