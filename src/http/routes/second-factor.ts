import { MasterDataParams } from '../../contract/organisation.ts'
import {
  ConfirmSecondFactorRequest,
  RecoveryCodes,
  RemoveSecondFactorRequest,
  SecondFactorView,
  SignInRules,
  SignInRulesRequest,
  StartedSecondFactor,
  StartSecondFactorRequest,
} from '../../contract/session.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<
  UseCases,
  | 'showSecondFactor'
  | 'startSecondFactor'
  | 'confirmSecondFactor'
  | 'removeSecondFactor'
  | 'resetSecondFactor'
  | 'showSignInRules'
  | 'setSignInRules'
>

export function secondFactorRoutes(useCases: Needs): Route[] {
  return [...ownRoutes(useCases), ...administrationRoutes(useCases)]
}

function ownRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/session/second-factor',
      operationId: 'getSecondFactor',
      summary: 'Whether I have a second factor, and whether I must',
      tag: 'Session',
      access: 'signed-in',
      success: { status: 200, description: 'The state', body: SecondFactorView },
      handle: async ({ actor, signal }) => ({ body: await useCases.showSecondFactor(actor, signal) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/session/second-factor',
      operationId: 'startSecondFactor',
      summary: 'Makes a secret for an authenticator app (TOTP); it counts once confirmed',
      tag: 'Session',
      access: 'signed-in',
      body: StartSecondFactorRequest,
      success: { status: 201, description: 'The secret, shown once', body: StartedSecondFactor },
      async handle({ actor, body, clientAddress, signal }) {
        return { body: await useCases.startSecondFactor(actor, { ...body, clientAddress }, signal) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/session/second-factor/confirm',
      operationId: 'confirmSecondFactor',
      summary: 'Shows that the app works; every sign-in asks for a code from now on',
      tag: 'Session',
      access: 'signed-in',
      body: ConfirmSecondFactorRequest,
      success: { status: 200, description: 'Recovery codes, shown once', body: RecoveryCodes },
      async handle({ actor, body, signal }) {
        return { body: await useCases.confirmSecondFactor(actor, body.code, signal) }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/session/second-factor/remove',
      operationId: 'removeSecondFactor',
      summary: 'Gives the second factor up',
      tag: 'Session',
      access: 'signed-in',
      body: RemoveSecondFactorRequest,
      success: { status: 204, description: 'Removed' },
      async handle({ actor, body, clientAddress, signal }) {
        await useCases.removeSecondFactor(actor, { ...body, clientAddress }, signal)
        return undefined
      },
    }),
  ]
}

function administrationRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'delete',
      path: '/api/v1/users/{id}/second-factor',
      operationId: 'resetSecondFactor',
      summary: 'Takes the second factor of a person away who has lost it, and ends the sessions',
      tag: 'Organisation',
      access: 'users:manage',
      params: MasterDataParams,
      success: { status: 204, description: 'Taken away' },
      async handle({ actor, params, signal }) {
        await useCases.resetSecondFactor(actor, params.id, signal)
        return undefined
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/sign-in-rules',
      operationId: 'getSignInRules',
      summary: 'Which roles need a second factor',
      tag: 'Organisation',
      access: 'users:manage',
      success: { status: 200, description: 'The rules', body: SignInRules },
      handle: async ({ actor, signal }) => ({ body: await useCases.showSignInRules(actor, signal) }),
    }),
    route({
      method: 'post',
      path: '/api/v1/sign-in-rules',
      operationId: 'setSignInRules',
      summary: 'Sets which roles need a second factor; counts with the next request of everybody',
      tag: 'Organisation',
      access: 'users:manage',
      body: SignInRulesRequest,
      success: { status: 200, description: 'The rules', body: SignInRules },
      async handle({ actor, body, signal }) {
        return { body: await useCases.setSignInRules(actor, body, signal) }
      },
    }),
  ]
}
