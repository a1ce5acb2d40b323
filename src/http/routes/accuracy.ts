import { AccuracyView } from '../../contract/accuracy.ts'
import { route, type Route } from '../route.ts'
import type { UseCases } from '../use-cases.ts'

export function accuracyRoutes(useCases: Pick<UseCases, 'showAccuracy'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api/v1/accuracy',
      operationId: 'showAccuracy',
      summary:
        'How often proposals were accepted, corrected or missing, by field, type, unit, month and rule',
      tag: 'Operation',
      access: 'items:read',
      success: {
        status: 200,
        description: 'Counts over the letters that the caller may read',
        body: AccuracyView,
      },
      handle: async ({ actor, signal }) => ({ body: await useCases.showAccuracy(actor, signal) }),
    }),
  ]
}
