import type { IncomingMessage } from 'node:http'
import { MailroomError } from '../domain/errors.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])
/** `none` is a person's own act, such as a typed address. */
const OWN_SITES = new Set(['same-origin', 'none'])

/**
 * Refuses changes that a page of another site makes with this browser's cookie. Every browser that keeps SameSite cookies
 * sends `Sec-Fetch-Site` or `Origin` with such requests; programs send neither and carry no cookie of somebody else.
 *
 * @param publicOrigin origin that browsers see; without it the request's own `Host` is compared
 * @throws {MailroomError} `csrf-rejected`
 */
export function requireOwnSite(request: IncomingMessage, publicOrigin: string | undefined): void {
  if (SAFE_METHODS.has(request.method ?? '')) return
  const site = request.headers['sec-fetch-site']
  const { origin } = request.headers
  const foreignSite = site !== undefined && !OWN_SITES.has(site)
  const foreignOrigin = origin !== undefined && !isOwnOrigin(origin, request.headers.host, publicOrigin)
  if (foreignSite || foreignOrigin) {
    throw new MailroomError('csrf-rejected', 'Changes are accepted from our own pages only.')
  }
}

function isOwnOrigin(origin: string, host: string | undefined, publicOrigin: string | undefined): boolean {
  if (!URL.canParse(origin)) return false
  const url = new URL(origin)
  return publicOrigin === undefined ? url.host === host : url.origin === new URL(publicOrigin).origin
}
