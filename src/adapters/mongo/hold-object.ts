import type { Actor } from '../../domain/access/actor.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { CASE_FILES } from './case-files.ts'
import { openCollection } from './collection.ts'
import type { MongoDatabase } from './database.ts'
import { ofTenant } from './filters.ts'
import { INCOMING_ITEMS } from './incoming-items.ts'
import { notFound } from './records.ts'

export type HoldObject = (actor: Actor, object: DeskObject, signal: AbortSignal) => Promise<void>

/** Writes to an object, so that a change of it in the same moment runs into this one. */
export function createHoldObject(database: MongoDatabase): HoldObject {
  const objects = {
    'incoming-item': openCollection(database, INCOMING_ITEMS),
    'case-file': openCollection(database, CASE_FILES),
  }
  return async function holdObject(actor, { kind, id }, signal) {
    const touch = { $inc: { 'internal.deskEntries': 1 } }
    if (await objects[kind].updateOne({ _id: id, ...ofTenant(actor) }, touch, signal)) return
    throw notFound()
  }
}
