import type { RouteSlipView } from '../../contract/route-slips.ts'
import { targetName } from '../../domain/routing/route-slip.ts'
import type { ShownSlip } from '../../usecases/shared/route-slips.ts'
import type { Presented } from '../route.ts'

export function presentRouteSlip({ slip, ...may }: ShownSlip): Presented<RouteSlipView> {
  const { id, object, steps, createdAt, createdBy, version } = slip
  return {
    id,
    object,
    steps: steps.map(({ id: stepId, target, task, instruction, state, openedAt, closed }) => ({
      id: stepId,
      target: {
        kind: target.kind,
        id: target.kind === 'person' ? target.userId : target.orgUnitId,
        name: targetName(target),
      },
      task,
      instruction: instruction ?? null,
      state,
      openedAt: openedAt ?? null,
      closed:
        closed === undefined
          ? null
          : {
              at: closed.at,
              by: closed.by,
              onBehalfOf: closed.onBehalfOf ?? null,
              words: closed.words ?? null,
            },
    })),
    createdAt,
    createdBy,
    ...may,
    version,
  }
}
