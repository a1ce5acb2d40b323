import type { Request, Response } from 'express'
import { cookieValue } from './credentials.ts'

/** As long as the pass inside counts. */
const LIFETIME_MS = 30 * 60_000
/** Names are short; nothing longer needs to be looked at. */
const MAX_LENGTH = 4_000

/** Keeps who a citizen has proved to be; it ends with the browser or after half an hour. */
export interface CitizenCookie {
  set(response: Response, pass: string): void
  read(request: Request): string | undefined
  clear(response: Response): void
}

export function createCitizenCookie(secure: boolean): CitizenCookie {
  const name = secure ? '__Host-poststelle-buerger' : 'poststelle-buerger'
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    set(response, pass) {
      const value = Buffer.from(pass).toString('base64url')
      response.cookie(name, value, { ...attributes, maxAge: LIFETIME_MS })
    },
    read(request) {
      const value = cookieValue(request.headers.cookie, name)
      if (value === undefined || value.length > MAX_LENGTH) return undefined
      return Buffer.from(value, 'base64url').toString()
    },
    clear(response) {
      response.clearCookie(name, attributes)
    },
  }
}
