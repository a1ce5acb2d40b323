import {
  ChangePasswordRequest,
  OwnSessionList,
  OwnSessionParams,
  SessionView,
  SignInRequest,
} from '../../contract/session.ts'
import type { SessionCookie } from '../credentials.ts'
import { originOf } from '../origin.ts'
import { presentSession } from '../presenters/organisation.ts'
import { publicRoute, route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'
import type { Browsers } from './identity-providers.ts'

type Needs = Pick<UseCases, 'signIn' | 'signOut' | 'changePassword' | 'listSessions' | 'endSession'>

export function sessionRoutes(useCases: Needs, browsers: Browsers): Route[] {
  const { cookie } = browsers
  return [
    signInRoute(useCases, browsers),
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
        await useCases.signOut(actor, session.credential.token, signal)
        cookie.clear(response)
        return undefined
      },
    }),
    changePasswordRoute(useCases, cookie),
    ...ownSessionRoutes(useCases),
  ]
}

function signInRoute({ signIn }: Needs, { cookie, publicOrigin }: Browsers): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/session',
    operationId: 'signIn',
    summary: 'Signs in and sets the session cookie',
    tag: 'Session',
    body: SignInRequest,
    success: { status: 200, description: 'Signed in', body: SessionView },
    async handle({ body, clientAddress, requestId, request, response, signal }) {
      const userAgent = request.headers['user-agent']
      const previousToken = cookie.read(request)
      const given = body.passkey
      const passkey = given && { assertion: given, origin: originOf(request, publicOrigin) }
      const input = { ...body, passkey, clientAddress, userAgent, previousToken, requestId }
      const signedIn = await signIn(input, signal)
      cookie.set(response, signedIn.token, new Date(signedIn.endsAt))
      return { body: presentSession(signedIn) }
    },
  })
}

function changePasswordRoute({ changePassword }: Needs, cookie: SessionCookie): Route {
  return route({
    method: 'post',
    path: '/api/v1/session/password',
    operationId: 'changePassword',
    summary: 'Changes the own password, ends all own sessions and tokens, and sets a new session cookie',
    tag: 'Session',
    access: 'signed-in',
    body: ChangePasswordRequest,
    success: { status: 204, description: 'Changed; every other session has ended' },
    async handle({ actor, body, clientAddress, request, response, signal }) {
      const input = { ...body, clientAddress, userAgent: request.headers['user-agent'] }
      const { token, endsAt } = await changePassword(actor, input, signal)
      cookie.set(response, token, new Date(endsAt))
      return undefined
    },
  })
}

function ownSessionRoutes({ listSessions, endSession }: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/sessions',
      operationId: 'listSessions',
      summary: 'Where I am signed in, last used first',
      tag: 'Session',
      access: 'signed-in',
      success: { status: 200, description: 'All of them', body: OwnSessionList },
      async handle({ actor, session, signal }) {
        return { body: { items: await listSessions(actor, session.credential.token, signal) } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/sessions/{sessionId}',
      operationId: 'endSession',
      summary: 'Ends one of the own sessions',
      tag: 'Session',
      access: 'signed-in',
      params: OwnSessionParams,
      success: { status: 204, description: 'Ended' },
      async handle({ actor, params, signal }) {
        await endSession(actor, params.sessionId, signal)
        return undefined
      },
    }),
  ]
}
