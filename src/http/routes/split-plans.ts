import { EmptyRequest, ItemParams } from '../../contract/incoming-items.ts'
import { EditedSplitPlan, EditSplitRequest, SplitPlanView } from '../../contract/split-plan.ts'
import { tagged } from '../entity-tag.ts'
import { presentEditedPlan, presentSplitPlan } from '../presenters/batches.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

type Needs = Pick<UseCases, 'confirmSplit' | 'editSplitPlan' | 'showSplitPlan'>

/** How a scan of several letters is divided: `/api/v1/incoming-items/{itemId}/split-plan`. */
export function splitPlanRoutes(useCases: Needs): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/incoming-items/{itemId}/split-plan',
      operationId: 'getSplitPlan',
      summary: 'How a scan of several letters is to be divided, or was',
      tag: 'Batches',
      access: 'batches:read',
      params: ItemParams,
      success: { status: 200, description: 'The plan; its ETag is for changes', body: SplitPlanView },
      async handle({ actor, params, signal }) {
        return tagged(presentSplitPlan(await useCases.showSplitPlan(actor, params.itemId, signal)))
      },
    }),
    route({
      method: 'patch',
      path: '/api/v1/incoming-items/{itemId}/split-plan',
      operationId: 'editSplitPlan',
      summary: 'Changes how a scan is to be divided',
      tag: 'Batches',
      access: 'batches:edit',
      ifMatch: 'required',
      params: ItemParams,
      body: EditSplitRequest,
      success: {
        status: 200,
        description: 'The changed plan, and what takes the change back',
        body: EditedSplitPlan,
      },
      async handle({ actor, params, body, expectedVersion, signal }) {
        const input = { itemId: params.itemId, expectedVersion, edits: body.edits }
        return tagged(presentEditedPlan(await useCases.editSplitPlan(actor, input, signal)))
      },
    }),
    route({
      method: 'post',
      path: '/api/v1/incoming-items/{itemId}/split-plan/confirm',
      operationId: 'confirmSplitPlan',
      summary: 'Has the scan divided as its plan says',
      tag: 'Batches',
      access: 'batches:edit',
      ifMatch: 'required',
      params: ItemParams,
      body: EmptyRequest,
      success: { status: 200, description: 'The plan; the machine is cutting', body: SplitPlanView },
      async handle({ actor, params, expectedVersion, signal }) {
        const reference = { itemId: params.itemId, expectedVersion }
        return tagged(presentSplitPlan(await useCases.confirmSplit(actor, reference, signal)))
      },
    }),
  ]
}
