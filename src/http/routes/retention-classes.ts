import {
  CreateRetentionClassRequest,
  PatchRetentionClassRequest,
  RetentionClassList,
  RetentionClassView,
} from '../../contract/filing-plan.ts'
import { MasterDataParams } from '../../contract/organisation.ts'
import { tagged } from '../entity-tag.ts'
import { presentRetentionClass } from '../presenters/filing-plan.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'listRetentionClasses' | 'addRetentionClass' | 'patchRetentionClass'>

export function retentionClassRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/retention-classes',
      operationId: 'listRetentionClasses',
      summary: 'How long case files are kept: classes by name, retired ones included',
      tag: 'Case files',
      access: 'masterdata:read',
      success: { status: 200, description: 'All of the tenant', body: RetentionClassList },
      async handle({ actor, signal }) {
        const records = await useCases.listRetentionClasses(actor, signal)
        return { body: { items: records.map(presentRetentionClass) } }
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/retention-classes',
      operationId: 'addRetentionClass',
      summary: 'Adds a retention class',
      tag: 'Case files',
      access: 'masterdata:edit',
      body: CreateRetentionClassRequest,
      success: { status: 201, description: 'The new class', body: RetentionClassView },
      async handle({ actor, body, signal }) {
        return tagged(presentRetentionClass(await useCases.addRetentionClass(actor, body, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/retention-classes/{id}',
      operationId: 'patchRetentionClass',
      summary: 'Changes a retention class; its key stays',
      tag: 'Case files',
      access: 'masterdata:edit',
      ifMatch: 'required',
      params: MasterDataParams,
      body: PatchRetentionClassRequest,
      success: { status: 200, description: 'The changed class', body: RetentionClassView },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { ...body, retentionClassId: params.id, expectedVersion }
        return tagged(presentRetentionClass(await useCases.patchRetentionClass(actor, input, signal)))
      },
    }),
  ]
}
