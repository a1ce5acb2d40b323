import type { IncomingMessage } from 'node:http'
import type { Response } from 'express'
import type { AuthenticateToken } from '../usecases/access/authenticate-token.ts'
import type { ResumeSession } from '../usecases/access/resume-session.ts'
import type { ActiveSession } from '../usecases/shared/session-view.ts'

/** How a caller says who he is. */
export interface Credential {
  readonly kind: 'cookie' | 'bearer'
  readonly token: string
}

/** Ours are 64 hexadecimal digits or a little more; nothing longer needs to be hashed and looked up. */
const TOKEN = /^[\w.~+/-]{1,200}$/

/** The `__Host-` prefix makes browsers refuse the cookie from other hosts and over plain HTTP (RFC 6265bis, 4.1.3). */
export function sessionCookieName(secureCookies: boolean): string {
  return secureCookies ? '__Host-poststelle' : 'poststelle'
}

/** A bearer token counts before a cookie. `undefined`: the request carries neither. */
export function credentialOf(request: IncomingMessage, cookieName: string): Credential | undefined {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+)$/i.exec(authorization.trim())?.[1]
    return { kind: 'bearer', token: token ?? '' }
  }
  const token = cookieValue(request.headers.cookie, cookieName)
  return token === undefined ? undefined : { kind: 'cookie', token }
}

/** Value of the cookie as it was sent. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const separator = pair.indexOf('=')
    if (separator > 0 && pair.slice(0, separator).trim() === name) return pair.slice(separator + 1).trim()
  }
  return undefined
}

export type Authenticate = (
  credential: Credential,
  requestId: string,
  signal: AbortSignal,
) => Promise<ActiveSession | undefined>

export function createAuthenticate(useCases: {
  readonly resumeSession: ResumeSession
  readonly authenticateToken: AuthenticateToken
}): Authenticate {
  return async ({ kind, token }, requestId, signal) => {
    if (!TOKEN.test(token)) return undefined
    const find = kind === 'cookie' ? useCases.resumeSession : useCases.authenticateToken
    return find({ token, requestId }, signal)
  }
}

/** Sets and clears the session cookie; nothing else in the house sets cookies. */
export interface SessionCookie {
  /** Token in the cookie, whoever it may belong to. */
  read(request: IncomingMessage): string | undefined
  set(response: Response, token: string, endsAt: Date): void
  clear(response: Response): void
}

export function createSessionCookie(secureCookies: boolean): SessionCookie {
  const name = sessionCookieName(secureCookies)
  const attributes = { httpOnly: true, sameSite: 'lax', secure: secureCookies, path: '/' } as const
  return {
    read(request) {
      const token = cookieValue(request.headers.cookie, name)
      return token !== undefined && TOKEN.test(token) ? token : undefined
    },
    set(response, token, endsAt) {
      response.cookie(name, token, { ...attributes, expires: endsAt })
    },
    clear(response) {
      response.clearCookie(name, attributes)
    },
  }
}
