import { CreatedToken, CreateTokenRequest, TokenList, TokenParams } from '../../contract/session.ts'
import { presentToken } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'createToken' | 'listTokens' | 'revokeToken'>

export function tokenRoutes({ createToken, listTokens, revokeToken }: Needs): Route[] {
  return [
    route({
      method: 'post',
      path: '/api/v1/tokens',
      operationId: 'createToken',
      summary: 'Makes a personal token for another system; it is shown once',
      tag: 'Session',
      access: 'tokens:create',
      body: CreateTokenRequest,
      success: { status: 201, description: 'The token', body: CreatedToken },
      handle: async ({ actor, body, signal }) => ({ body: await createToken(actor, body, signal) }),
    }),
    route({
      method: 'get',
      path: '/api/v1/tokens',
      operationId: 'listTokens',
      summary: 'The own tokens, without their secret',
      tag: 'Session',
      access: 'signed-in',
      success: { status: 200, description: 'All of them', body: TokenList },
      async handle({ actor, signal }) {
        return { body: { items: (await listTokens(actor, signal)).map(presentToken) } }
      },
    }),
    route({
      method: 'delete',
      path: '/api/v1/tokens/{tokenId}',
      operationId: 'revokeToken',
      summary: 'Ends one of the own tokens',
      tag: 'Session',
      access: 'signed-in',
      params: TokenParams,
      success: { status: 204, description: 'Ended' },
      async handle({ actor, params, signal }) {
        await revokeToken(actor, params.tokenId, signal)
        return undefined
      },
    }),
  ]
}
