import {
  ColleagueList,
  CreateUserRequest,
  MasterDataParams,
  PatchUserRequest,
  UserList,
  UserView,
} from '../../contract/organisation.ts'
import { tagged } from '../entity-tag.ts'
import { presentColleague, presentUser } from '../presenters/organisation.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listColleagues' | 'listUsers' | 'createUser' | 'patchUser'>

export function userRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/users',
      operationId: 'listUsers',
      summary: 'People by name',
      tag: 'Organisation',
      access: 'users:manage',
      success: { status: 200, description: 'All of the tenant', body: UserList },
      async handle({ actor, signal }) {
        const records = await useCases.listUsers(actor, signal)
        return { body: { items: records.map(presentUser) } }
      },
    }),
    route({
      method: 'get',
      path: '/api/v1/colleagues',
      operationId: 'listColleagues',
      summary: 'People to whom I can give post, by name',
      tag: 'Organisation',
      access: 'items:assign',
      success: { status: 200, description: 'Those of my units', body: ColleagueList },
      async handle({ actor, signal }) {
        const colleagues = await useCases.listColleagues(actor, signal)
        return { body: { items: colleagues.map(presentColleague) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/users',
      operationId: 'createUser',
      summary: 'Adds a person',
      tag: 'Organisation',
      access: 'users:manage',
      body: CreateUserRequest,
      success: { status: 201, description: 'The new record', body: UserView },
      async handle({ actor, body, signal }) {
        return tagged(presentUser(await useCases.createUser(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/users/{id}',
      operationId: 'patchUser',
      summary: 'Changes a person',
      tag: 'Organisation',
      access: 'users:manage',
      ifMatch: 'required',
      params: MasterDataParams,
      body: PatchUserRequest,
      success: { status: 200, description: 'The changed record', body: UserView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, userId: params.id, expectedVersion }
        return tagged(presentUser(await useCases.patchUser(actor, input, signal)))
      },
    }),
  ]
}
