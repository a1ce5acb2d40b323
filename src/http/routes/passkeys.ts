import type { z } from 'zod'
import {
  AddPasskeyRequest,
  BeginPasskeyRequest,
  PasskeyList,
  PasskeyOptions,
  PasskeyParams,
  PasskeySignInRequest,
  PasskeyView,
  RemovePasskeyRequest,
  RenamePasskeyRequest,
} from '../../contract/passkeys.ts'
import { SessionView } from '../../contract/session.ts'
import type { Passkey } from '../../domain/access/passkey.ts'
import { originOf } from '../origin.ts'
import { presentSession } from '../presenters/organisation.ts'
import { publicRoute, route, type Presented, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'
import type { Browsers } from './identity-providers.ts'

type Needs = Pick<
  UseCases,
  | 'listPasskeys'
  | 'beginPasskey'
  | 'addPasskey'
  | 'renamePasskey'
  | 'removePasskey'
  | 'beginPasskeySignIn'
  | 'signInWithPasskey'
>

export function passkeyRoutes(useCases: Needs, browsers: Browsers): Route[] {
  return [
    beginSignInRoute(useCases, browsers),
    signInRoute(useCases, browsers),
    listRoute(useCases),
    ...addingRoutes(useCases, browsers),
    ...changingRoutes(useCases),
  ]
}

function beginSignInRoute({ beginPasskeySignIn }: Needs, { publicOrigin }: Browsers): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/session/passkey/options',
    operationId: 'beginPasskeySignIn',
    summary: 'A challenge for any passkey of this site',
    tag: 'Session',
    success: { status: 200, description: 'For `navigator.credentials.get`', body: PasskeyOptions },
    async handle({ request }) {
      const origin = originOf(request, publicOrigin)
      return { body: { publicKey: await beginPasskeySignIn({ origin }) } }
    },
  })
}

function signInRoute({ signInWithPasskey }: Needs, { cookie, publicOrigin }: Browsers): Route {
  return publicRoute({
    method: 'post',
    path: '/api/v1/session/passkey',
    operationId: 'signInWithPasskey',
    summary: 'Signs in with a passkey alone and sets the session cookie',
    tag: 'Session',
    body: PasskeySignInRequest,
    success: { status: 200, description: 'Signed in', body: SessionView },
    async handle({ body, clientAddress, requestId, request, response, signal }) {
      const input = {
        assertion: body.credential,
        origin: originOf(request, publicOrigin),
        clientAddress,
        userAgent: request.headers['user-agent'],
        previousToken: cookie.read(request),
        requestId,
      }
      const signedIn = await signInWithPasskey(input, signal)
      cookie.set(response, signedIn.token, new Date(signedIn.endsAt))
      return { body: presentSession(signedIn) }
    },
  })
}

function listRoute({ listPasskeys }: Needs): Route {
  return route({
    method: 'get',
    path: '/api/v1/session/passkeys',
    operationId: 'listPasskeys',
    summary: 'The own passkeys, oldest first',
    tag: 'Session',
    access: 'signed-in',
    success: { status: 200, description: 'All of them', body: PasskeyList },
    async handle({ actor, signal }) {
      return { body: { items: (await listPasskeys(actor, signal)).map(present) } }
    },
  })
}

function addingRoutes({ beginPasskey, addPasskey }: Needs, { publicOrigin }: Browsers): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/session/passkeys/options',
      operationId: 'beginPasskey',
      summary: 'A challenge for a new passkey of the person',
      tag: 'Session',
      access: 'signed-in',
      body: BeginPasskeyRequest,
      success: { status: 200, description: 'For `navigator.credentials.create`', body: PasskeyOptions },
      async handle({ actor, body, clientAddress, request, signal }) {
        const input = { ...body, clientAddress, origin: originOf(request, publicOrigin) }
        return { body: { publicKey: await beginPasskey(actor, input, signal) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/session/passkeys',
      operationId: 'addPasskey',
      summary: 'Adds a passkey; the password alone does for signing in no longer',
      tag: 'Session',
      access: 'signed-in',
      body: AddPasskeyRequest,
      success: { status: 201, description: 'The new passkey', body: PasskeyView },
      async handle({ actor, body: { name, credential }, request, signal }) {
        const input = { name, registration: credential, origin: originOf(request, publicOrigin) }
        return { body: present(await addPasskey(actor, input, signal)) }
      },
    }),
  ]
}

function changingRoutes({ renamePasskey, removePasskey }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/session/passkeys/{passkeyId}/rename',
      operationId: 'renamePasskey',
      summary: 'Gives a passkey another name',
      tag: 'Session',
      access: 'signed-in',
      params: PasskeyParams,
      body: RenamePasskeyRequest,
      success: { status: 204, description: 'Renamed' },
      async handle({ actor, params, body, signal }) {
        await renamePasskey(actor, { id: params.passkeyId, name: body.name }, signal)
        return undefined
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/session/passkeys/{passkeyId}/remove',
      operationId: 'removePasskey',
      summary: 'Removes a passkey; it opens nothing any more',
      tag: 'Session',
      access: 'signed-in',
      params: PasskeyParams,
      body: RemovePasskeyRequest,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, params, body, clientAddress, signal }) {
        await removePasskey(actor, { ...body, id: params.passkeyId, clientAddress }, signal)
        return undefined
      },
    }),
  ]
}

function present({ id, name, createdAt, lastUsedAt }: Passkey): Presented<z.infer<typeof PasskeyView>> {
  return { id, name, createdAt, lastUsedAt: lastUsedAt ?? null }
}
