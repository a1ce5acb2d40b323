import type { Request, Response } from 'express'
import { z } from 'zod'
import type { ProviderKind } from '../domain/access/identity-provider.ts'
import type { SignInFlow } from '../ports/identity-providers.ts'
import { cookieValue } from './credentials.ts'

/** People may have to look for their telephone. */
const LIFETIME_MS = 10 * 60_000

const Flow = z.strictObject({
  providerId: z.string(),
  kind: z.enum(['staff', 'citizen']),
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  target: z.string(),
})

type KeptFlow = z.infer<typeof Flow>

/** Ties the answer of a provider to the browser that asked: nobody can hand a sign-in of his own to another browser. */
export interface FlowCookie {
  set(response: Response, flow: SignInFlow & { readonly kind: ProviderKind; readonly target: string }): void
  /** What was set, once. */
  take(request: Request, response: Response): KeptFlow | undefined
}

export function createFlowCookie(secure: boolean): FlowCookie {
  const name = secure ? '__Host-poststelle-flow' : 'poststelle-flow'
  // Lax: the provider sends the browser back from another site.
  const attributes = { httpOnly: true, sameSite: 'lax', secure, path: '/' } as const
  return {
    set(response, flow) {
      const value = Buffer.from(JSON.stringify(flow)).toString('base64url')
      response.cookie(name, value, { ...attributes, maxAge: LIFETIME_MS })
    },
    take(request, response) {
      const value = cookieValue(request.headers.cookie, name)
      response.clearCookie(name, attributes)
      return value === undefined ? undefined : read(value)
    },
  }
}

function read(value: string): KeptFlow | undefined {
  try {
    return Flow.safeParse(JSON.parse(Buffer.from(value, 'base64url').toString())).data
  } catch {
    return undefined
  }
}
