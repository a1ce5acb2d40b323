import type { Request, Response } from 'express'
import {
  AddIdentityProviderRequest,
  CallbackQuery,
  IdentityProviderList,
  IdentityProviderView,
  PatchIdentityProviderRequest,
  ProviderCheckView,
  ProviderParams,
  SignInButtonList,
  StartQuery,
} from '../../contract/identity-providers.ts'
import type { IdentityProvider } from '../../domain/access/identity-provider.ts'
import type { SignInFlow } from '../../ports/identity-providers.ts'
import { isMailroomError } from '../../domain/errors.ts'
import type { CitizenCookie } from '../citizen-cookie.ts'
import type { SessionCookie } from '../credentials.ts'
import type { FlowCookie } from '../flow-cookie.ts'
import { tagged } from '../entity-tag.ts'
import { given } from '../given.ts'
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
  | 'patchIdentityProvider'
  | 'checkIdentityProvider'
  | 'finishCitizenSignIn'
>

export interface Browsers {
  readonly cookie: SessionCookie
  readonly flowCookie: FlowCookie
  readonly citizenCookie: CitizenCookie
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
      const { url, flow, kind } = await beginProviderSignIn({ ...params, redirectUri, clientAddress }, signal)
      flowCookie.set(response, { ...flow, kind, target: localTarget(query.weiter) })
      response.redirect(303, url)
      return undefined
    },
  })
}

function callbackRoute(useCases: Needs, browsers: Browsers): Route {
  return publicRoute({
    method: 'get',
    path: CALLBACK,
    operationId: 'finishProviderSignIn',
    summary: 'Where the identity provider sends the browser back to; opens the session of staff',
    tag: 'Session',
    query: CallbackQuery,
    success: { status: 303, description: 'To the page that was asked for, or to where the sign-in began' },
    async handle({ request, response, requestId, signal }) {
      const kept = browsers.flowCookie.take(request, response)
      if (kept === undefined) {
        response.redirect(303, failedAt(SIGN_IN_PAGE))
        return undefined
      }
      const { target, kind, ...flow } = kept
      const finish = kind === 'citizen' ? finishForCitizen : finishForStaff
      try {
        await finish({ useCases, browsers, flow, request, response, requestId, signal })
        response.redirect(303, target)
      } catch (error) {
        if (!isMailroomError(error, 'unauthenticated')) throw error
        response.redirect(303, failedAt(kind === 'citizen' ? target : SIGN_IN_PAGE))
      }
      return undefined
    },
  })
}

interface Finishing {
  readonly useCases: Needs
  readonly browsers: Browsers
  readonly flow: SignInFlow
  readonly request: Request
  readonly response: Response
  readonly requestId: string
  readonly signal: AbortSignal
}

async function finishForStaff({
  useCases,
  browsers,
  flow,
  request,
  response,
  ...call
}: Finishing): Promise<void> {
  const { cookie, publicOrigin } = browsers
  const callbackUrl = originOf(request, publicOrigin) + request.originalUrl
  const browser = { userAgent: request.headers['user-agent'], previousToken: cookie.read(request) }
  const input = { flow, callbackUrl, ...browser, requestId: call.requestId }
  const { token, endsAt } = await useCases.finishProviderSignIn(input, call.signal)
  cookie.set(response, token, new Date(endsAt))
}

async function finishForCitizen({
  useCases,
  browsers,
  flow,
  request,
  response,
  signal,
}: Finishing): Promise<void> {
  const callbackUrl = originOf(request, browsers.publicOrigin) + request.originalUrl
  const { pass } = await useCases.finishCitizenSignIn({ flow, callbackUrl }, signal)
  browsers.citizenCookie.set(response, pass)
}

function failedAt(page: string): string {
  const [path = ''] = page.split(/[?#]/)
  return `${path}?fehler=anbieter`
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
        return tagged(present(await useCases.addIdentityProvider(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/identity-providers/{providerId}',
      operationId: 'patchIdentityProvider',
      summary: 'Changes an identity provider; counts from the next sign-in on',
      tag: 'Organisation',
      access: 'users:manage',
      ifMatch: 'required',
      params: ProviderParams,
      body: PatchIdentityProviderRequest,
      success: { status: 200, description: 'The changed record', body: IdentityProviderView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...given(body), providerId: params.providerId, expectedVersion }
        return tagged(present(await useCases.patchIdentityProvider(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/identity-providers/{providerId}/check',
      operationId: 'checkIdentityProvider',
      summary: 'Tries to reach an identity provider as a sign-in would',
      tag: 'Organisation',
      access: 'users:manage',
      params: ProviderParams,
      success: { status: 200, description: 'What became of it', body: ProviderCheckView },
      async handle({ actor, params, signal }) {
        return { body: { result: await useCases.checkIdentityProvider(actor, params.providerId, signal) } }
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
  const { tenantId: _tenantId, ...shown } = provider
  return shown
}

function localTarget(text: string | undefined): string {
  return text !== undefined && /^\/(?![/\\])[^\p{Cc}]*$/u.test(text) ? text : '/'
}
