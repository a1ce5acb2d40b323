import { unitKey, type Actor } from '../../domain/access/actor.ts'
import { unitIdsOf } from '../../domain/access/policy.ts'
import { currentStep, turnOf, type RouteSlip, type RouteStep } from '../../domain/routing/route-slip.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'

export interface AskedTurn {
  readonly slip: RouteSlip
  readonly step: RouteStep
}

/**
 * Slips that wait for the actor: for himself, for a unit he works in, and for those he stands in for. What waits for units
 * that he only leads is seen to there.
 */
export async function askedTurns(
  { routeSlips }: { readonly routeSlips: RouteSlips },
  actor: Actor,
  limit: number,
  signal: AbortSignal,
): Promise<AskedTurn[]> {
  const represents = actor.represents ?? []
  const people = [actor.userId, ...represents.map(({ userId }) => userId)]
  const held = actor.roles.includes('head') ? [] : unitIdsOf(actor.grantKeys)
  const units = [...new Set([...actor.orgUnitIds, ...held])].filter((id) =>
    actor.grantKeys.includes(unitKey(id)),
  )
  const turns = [
    ...people.map((userId) => turnOf({ kind: 'person', userId, displayName: '' })),
    ...units.map((orgUnitId) => turnOf({ kind: 'unit', orgUnitId, name: '' })),
  ]
  const slips = await routeSlips.atTurn(actor, turns, limit, signal)
  return slips.flatMap((slip) => {
    const step = currentStep(slip)
    return step === undefined ? [] : [{ slip, step }]
  })
}
