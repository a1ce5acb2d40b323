import { MailroomError } from '../../../src/domain/errors.ts'
import { currentStep, MOST_SLIPS, turnOf, type RouteSlip } from '../../../src/domain/routing/route-slip.ts'
import type { RouteSlips } from '../../../src/ports/route-slips.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords } from './records.ts'

export function createMemoryRouteSlips(database: MemoryDatabase): RouteSlips {
  const { visible, insert, ...records } = createMemoryRecords<RouteSlip>(database, { name: 'route-slips' })
  const tableOf = { 'incoming-item': 'incoming-items', 'case-file': 'case-files' } as const
  const keyOf = ({ createdAt, id }: RouteSlip): string => `${createdAt} ${id}`
  const newestFirst = (slips: readonly RouteSlip[]): RouteSlip[] =>
    slips.toSorted((left, right) => (keyOf(left) < keyOf(right) ? 1 : -1))
  return {
    ...records,
    async insert(actor, slip, signal) {
      const { kind, id } = slip.object
      if (!database.read(tableOf[kind]).has(`${actor.tenantId}/${id}`))
        throw new MailroomError('not-found', 'There is no such object.')
      await insert(actor, slip, signal)
    },
    async ofObject(actor, { kind, id }, signal) {
      signal.throwIfAborted()
      const ofIt = visible(actor).filter(({ object }) => object.kind === kind && object.id === id)
      return newestFirst(ofIt).slice(0, MOST_SLIPS)
    },
    async atTurn(actor, turns, limit, signal) {
      signal.throwIfAborted()
      const waiting = visible(actor).filter((slip) => {
        const step = currentStep(slip)
        return step !== undefined && turns.includes(turnOf(step.target))
      })
      return newestFirst(waiting).slice(0, limit)
    },
    async all(actor, afterId = '', limit, signal) {
      signal.throwIfAborted()
      return visible(actor)
        .filter(({ id }) => id > afterId)
        .toSorted((left, right) => (left.id < right.id ? -1 : 1))
        .slice(0, limit)
    },
  }
}
