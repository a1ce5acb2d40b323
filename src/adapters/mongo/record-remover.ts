import type { Actor } from '../../domain/access/actor.ts'
import { takenBack } from '../../domain/classification/training.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { RecordRemover, RemovedRecords } from '../../ports/record-remover.ts'
import { ACCESS_GRANTS } from './access-grants.ts'
import { FILE_ENTRIES, SUB_FILES } from './case-file-parts.ts'
import { CASE_FILES, PROCEDURES } from './case-files.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { DESK_ENTRIES } from './desk-entries.ts'
import { DISCLOSURES } from './disclosures.ts'
import { DOCUMENTS } from './documents.ts'
import { between, ofTenant, oneOf, type Filter } from './filters.ts'
import { FOLLOW_UPS } from './follow-ups.ts'
import { JOBS } from './job-collections.ts'
import { MAIL_REPLIES } from './mail-replies.ts'
import { NOTES } from './notes.ts'
import { ROUTE_SLIPS } from './route-slips.ts'
import { PAGES } from './pages.ts'
import { TIME_STAMPS } from './time-stamps.ts'
import { createMongoTrainingJournal, TRAINING_EXAMPLES } from './training-journal.ts'

/** In order of collections; each filter has an index. */
function partsOf({
  caseFile,
  documentIds,
  items,
}: RemovedRecords): readonly (readonly [CollectionDefinition, Filter])[] {
  const ofFile = { caseFileId: caseFile.id }
  const itemIds = items.map(({ id }) => id)
  const objects = { 'object.id': oneOf([caseFile.id, ...itemIds]) }
  return [
    [PROCEDURES, ofFile],
    [SUB_FILES, ofFile],
    [FILE_ENTRIES, ofFile],
    [DISCLOSURES, ofFile],
    [DESK_ENTRIES, ofFile],
    [DESK_ENTRIES, objects],
    [ACCESS_GRANTS, objects],
    [FOLLOW_UPS, objects],
    [NOTES, objects],
    [ROUTE_SLIPS, objects],
    [DOCUMENTS, { _id: oneOf(documentIds) }],
    [TIME_STAMPS, { _id: oneOf(documentIds) }],
    [JOBS, { itemId: oneOf(itemIds) }],
    [MAIL_REPLIES, { receiptNumber: oneOf(items.map(({ receiptNumber }) => receiptNumber)) }],
  ]
}

export function createMongoRecordRemover(database: MongoDatabase): RecordRemover {
  const caseFiles = openCollection(database, CASE_FILES)
  const documents = openCollection(database, DOCUMENTS)
  const pages = openCollection(database, PAGES)
  const examples = openCollection(database, TRAINING_EXAMPLES)
  const journal = createMongoTrainingJournal(database)

  async function removePages(actor: Actor, documentId: string, signal: AbortSignal): Promise<void> {
    await pages.deleteMany({ ...ofTenant(actor), documentId }, signal)
    // Later readings have their name behind the id, see `pages.ts`.
    const later = between(`${documentId}~`, `${documentId}~\u{ffff}`)
    await pages.deleteMany({ ...ofTenant(actor), documentId: later }, signal)
  }

  /** A line that takes back and holds nothing stays in the place of what is gone, for processes that have learnt it. */
  async function unlearn(actor: Actor, documentIds: readonly string[], signal: AbortSignal): Promise<void> {
    const own = { ...ofTenant(actor), documentId: oneOf(documentIds) }
    const lines = await examples.find(own, { seq: 1 }, undefined, signal)
    await examples.deleteMany(own, signal)
    const taught = lines.map(({ documentId, task }) => ({ documentId, task }))
    for (const line of takenBack(taught)) await journal.append(actor, line, signal)
  }

  return {
    removeCaseFile(actor, removed, signal) {
      return database.transactor.inTransaction(async () => {
        const { id, version } = removed.caseFile
        if (!(await caseFiles.deleteOne({ _id: id, ...ofTenant(actor), version }, signal)))
          throw new MailroomError('version-mismatch', 'Somebody has changed the case file.')
        for (const documentId of removed.documentIds) await removePages(actor, documentId, signal)
        await unlearn(actor, removed.documentIds, signal)
        for (const [definition, filter] of partsOf(removed)) {
          await openCollection(database, definition).deleteMany({ ...ofTenant(actor), ...filter }, signal)
        }
      }, signal)
    },
    removePagesOfGone(actor, documentId, signal) {
      return database.transactor.inTransaction(async () => {
        if ((await documents.findOne({ ...ofTenant(actor), _id: documentId }, signal)) !== undefined)
          return false
        await removePages(actor, documentId, signal)
        return true
      }, signal)
    },
  }
}
