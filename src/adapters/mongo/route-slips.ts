import { currentStep, MOST_SLIPS, turnOf, type RouteSlip } from '../../domain/routing/route-slip.ts'
import type { RouteSlips } from '../../ports/route-slips.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { greaterThan, oneOf } from './filters.ts'
import { createHoldObject } from './hold-object.ts'
import { createMongoRecords } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const ROUTE_SLIPS: CollectionDefinition = {
  model: 'RouteSlip',
  collection: 'route_slips',
  schema: tenantSchema({
    object: part({ kind: String, id: String }),
    steps: [
      part({
        id: String,
        target: part({ kind: String, userId: String, displayName: String, orgUnitId: String, name: String }),
        task: String,
        instruction: String,
        upTo: String,
        state: String,
        openedAt: String,
        closed: part({ at: String, by: WhoSchema, onBehalfOf: WhoSchema, words: String }),
      }),
    ],
    createdAt: String,
    createdBy: WhoSchema,
    internal: part({ turn: String }),
    version: Number,
  })
    .index({ tenantId: 1, _id: 1 })
    .index({ tenantId: 1, 'object.id': 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, 'internal.turn': 1, createdAt: -1, _id: -1 }),
}

const NEWEST_FIRST = { createdAt: -1, _id: -1 } as const

export function createMongoRouteSlips(database: MongoDatabase): RouteSlips {
  const collection = openCollection(database, ROUTE_SLIPS)
  const hold = createHoldObject(database)
  const { insert, find, save, list } = createMongoRecords<RouteSlip>(collection, {
    granted: false,
    internal: (slip) => {
      const step = currentStep(slip)
      return step === undefined ? {} : { turn: turnOf(step.target) }
    },
  })
  return {
    find,
    save,
    async insert(actor, slip, signal) {
      await hold(actor, slip.object, signal)
      await insert(actor, slip, signal)
    },
    ofObject: (actor, { kind, id }, signal) =>
      list(actor, { 'object.id': id, 'object.kind': kind }, NEWEST_FIRST, signal, MOST_SLIPS),
    async atTurn(actor, turns, limit, signal) {
      if (turns.length === 0) return []
      return list(actor, { 'internal.turn': oneOf(turns) }, NEWEST_FIRST, signal, limit)
    },
    all: (actor, afterId, limit, signal) =>
      list(actor, afterId === undefined ? {} : { _id: greaterThan(afterId) }, { _id: 1 }, signal, limit),
  }
}
