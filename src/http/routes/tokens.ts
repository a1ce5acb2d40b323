import { CreatedToken, CreateTokenRequest } from '../../contract/session.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

export function tokenRoutes({ createToken }: Pick<UseCases, 'createToken'>): Route[] {
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
  ]
}
