import {
  AddIdentityProviderRequest,
  CallbackQuery,
  IdentityProviderList,
  IdentityProviderView,
  ProviderParams,
  SignInButtonList,
  StartQuery,
} from '../../contract/identity-providers.ts'
import type { IdentityProvider } from '../../domain/access/identity-provider.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { SessionCookie } from '../credentials.ts'
import type { FlowCookie } from '../flow-cookie.ts'
import { originOf } from '../origin.ts'
import { publicRoute, route, type Presented, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'
import type { z } from 'zod'

type Needs = Pick<
  UseCases,
  | 'listSignInButtons'
  | 'beginProviderSignIn'
  | 'finishProviderSignIn'
  | 'providerLogout'
  | 'listIdentityProviders'
  | 'addIdentityProvider'
  | 'removeIdentityProvider'
>

export interface Browsers {
  readonly cookie: SessionCookie
  readonly flowCookie: FlowCookie
  /** Origin that browsers see, when a proxy stands in front. */
  readonly publicOrigin: string | undefined
}

const CALLBACK = '/api/v1/oidc/callback'
const SIGN_IN_PAGE = '/anmelden'

export function identityProviderRoutes(useCases: Needs, browsers: Browsers): Route[] {
  return [
    publicRoute({
      method: 'get',
      path: '/api/v1/oidc',
      operationId: 'listSignInButtons',
      summary: 'The identity providers that one can sign in with',
      tag: 'Session',
      success: { status: 200, description: 'All of the installation', body: SignInButtonList },
      handle: async ({ signal }) => ({ body: { items: await useCases.listSignInButtons(signal) } }),
    }),
    startRoute(useCases, browsers),
    callbackRoute(useCases, browsers),
    logoutRoute(useCases, browsers),
    ...administrationRoutes(useCases),
  ]
}

function startRoute({ beginProviderSignIn }: Needs, { flowCookie, publicOrigin }: Browsers): Route {
  return publicRoute({
    method: 'get',
    path: '/api/v1/oidc/{providerId}/start',
    operationId: 'startProviderSignIn',
    summary: 'Sends the browser to the identity provider (OpenID Connect)',
    tag: 'Session',
    params: ProviderParams,
    query: StartQuery,
    success: { status: 303, description: 'To the provider' },
    async handle({ params, query, request, response, clientAddress, signal }) {
      const redirectUri = originOf(request, publicOrigin) + CALLBACK
      const { url, flow } = await beginProviderSignIn({ ...params, redirectUri, clientAddress }, signal)
      flowCookie.set(response, { ...flow, target: localTarget(query.weiter) })
      response.redirect(303, url)
      return undefined
    },
  })
}

function callbackRoute(
  { finishProviderSignIn }: Needs,
  { cookie, flowCookie, publicOrigin }: Browsers,
): Route {
  return publicRoute({
    method: 'get',
    path: CALLBACK,
    operationId: 'finishProviderSignIn',
    summary: 'Where the identity provider sends the browser back to; opens the session',
    tag: 'Session',
    query: CallbackQuery,
    success: { status: 303, description: 'To the page that was asked for, or to the sign-in page' },
    async handle({ request, response, requestId, signal }) {
      const kept = flowCookie.take(request, response)
      if (kept === undefined) {
        response.redirect(303, `${SIGN_IN_PAGE}?fehler=anbieter`)
        return undefined
      }
      const { target, ...flow } = kept
      const callbackUrl = originOf(request, publicOrigin) + request.originalUrl
      const userAgent = request.headers['user-agent']
      const input = { flow, callbackUrl, userAgent, previousToken: cookie.read(request), requestId }
      try {
        const { token, endsAt } = await finishProviderSignIn(input, signal)
        cookie.set(response, token, new Date(endsAt))
        response.redirect(303, target)
      } catch (error) {
        if (!isMailroomError(error, 'unauthenticated')) throw error
        response.redirect(303, `${SIGN_IN_PAGE}?fehler=anbieter`)
      }
      return undefined
    },
  })
}

function logoutRoute({ providerLogout }: Needs, { publicOrigin }: Browsers): Route {
  return publicRoute({
    method: 'get',
    path: '/api/v1/oidc/{providerId}/logout',
    operationId: 'providerLogout',
    summary: 'Sends the browser to the sign-out of the identity provider, if it has one',
    tag: 'Session',
    params: ProviderParams,
    success: { status: 303, description: 'To the provider, or to the sign-in page' },
    async handle({ params, request, response, clientAddress, signal }) {
      const returnTo = originOf(request, publicOrigin) + SIGN_IN_PAGE
      response.redirect(303, await providerLogout({ ...params, returnTo, clientAddress }, signal))
      return undefined
    },
  })
}

function administrationRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/identity-providers',
      operationId: 'listIdentityProviders',
      summary: 'Identity providers of the tenant, without their secrets',
      tag: 'Organisation',
      access: 'users:manage',
      success: { status: 200, description: 'All of the tenant', body: IdentityProviderList },
      async handle({ actor, signal }) {
        return { body: { items: (await useCases.listIdentityProviders(actor, signal)).map(present) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/identity-providers',
      operationId: 'addIdentityProvider',
      summary: 'Adds an identity provider (OpenID Connect) with the roles of its groups',
      tag: 'Organisation',
      access: 'users:manage',
      body: AddIdentityProviderRequest,
      success: { status: 201, description: 'The new record', body: IdentityProviderView },
      async handle({ actor, body, signal }) {
        return { body: present(await useCases.addIdentityProvider(actor, body, signal)) }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/identity-providers/{providerId}',
      operationId: 'removeIdentityProvider',
      summary: 'Removes an identity provider; sessions that came from it end',
      tag: 'Organisation',
      access: 'users:manage',
      params: ProviderParams,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, signal }) {
        await useCases.removeIdentityProvider(actor, params.providerId, signal)
        return undefined
      },
    }),
  ]
}

function present(provider: IdentityProvider): Presented<z.infer<typeof IdentityProviderView>> {
  const { id, name, issuer, clientId, secretName, groupsClaim, rolesByGroup } = provider
  return { id, name, issuer, clientId, secretName, groupsClaim, rolesByGroup }
}

function localTarget(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[^\p{Cc}]*$/u.test(text) ? text : '/'
}
