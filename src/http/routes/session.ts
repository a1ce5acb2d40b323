import { ChangePasswordRequest, SessionView, SignInRequest } from '../../contract/session.ts'
import type { SessionCookie } from '../credentials.ts'
import { presentSession } from '../presenters/organisation.ts'
import { publicRoute, route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'signIn' | 'signOut' | 'changePassword'>

export function sessionRoutes({ signIn, signOut, changePassword }: Needs, cookie: SessionCookie): Route[] {
  return [
    publicRoute({
      method: 'post',
      path: '/api/v1/session',
      operationId: 'signIn',
      summary: 'Signs in and sets the session cookie',
      tag: 'Session',
      body: SignInRequest,
      success: { status: 200, description: 'Signed in', body: SessionView },
      async handle({ body, clientAddress, requestId, response, signal }) {
        const { username, password } = body
        const signedIn = await signIn({ username, password, clientAddress, requestId }, signal)
        cookie.set(response, signedIn.token, new Date(signedIn.endsAt))
        return { body: presentSession(signedIn) }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/session',
      operationId: 'getSession',
      summary: 'Who am I, and what may I do',
      tag: 'Session',
      access: 'signed-in',
      success: { status: 200, description: 'The session', body: SessionView },
      handle: async ({ session }) => ({ body: presentSession(session) }),
    }),
    route({
      method: 'delete',
      path: '/api/v1/session',
      operationId: 'signOut',
      summary: 'Signs out and takes the session cookie away',
      tag: 'Session',
      access: 'signed-in',
      success: { status: 204, description: 'Signed out' },
      async handle({ actor, session, response, signal }) {
        await signOut(actor, session.credential.token, signal)
        cookie.clear(response)
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/session/password',
      operationId: 'changePassword',
      summary: 'Changes the own password and ends all own sessions and tokens',
      tag: 'Session',
      access: 'signed-in',
      body: ChangePasswordRequest,
      success: { status: 204, description: 'Changed; sign in again' },
      async handle({ actor, body, clientAddress, response, signal }) {
        await changePassword(actor, { ...body, clientAddress }, signal)
        cookie.clear(response)
        return undefined
      },
    }),
  ]
}
