import type { CaseFile, FilingPlanEntry, Procedure } from '../../domain/filing/case-file.ts'
import type { RetentionClass } from '../../domain/filing/retention-class.ts'
import { naturalOrder } from '../../domain/natural-order.ts'
import type { CaseFileFilter, CaseFiles, FilingPlan, RetentionClasses } from '../../ports/case-files.ts'
import { lookupTerms, lookupWords } from './case-file-words.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { lessThan, oneOf, someBeginsWith, type Filter } from './filters.ts'
import { createMongoRecords, notFound } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'
import { openSerials } from './serials.ts'

const AppraisalSchema = part({ value: String, reason: String, at: String, by: WhoSchema })

export const CASE_FILES: CollectionDefinition = {
  model: 'CaseFile',
  collection: 'case_files',
  schema: tenantSchema({
    fileNumber: String,
    subject: String,
    filingPlanEntryId: String,
    leadUnitId: String,
    state: String,
    createdAt: String,
    createdBy: WhoSchema,
    closedAt: String,
    documentCount: Number,
    medium: String,
    location: String,
    foreignReference: String,
    periodFrom: String,
    periodTo: String,
    references: { type: [String], default: undefined },
    holds: {
      type: [part({ id: String, owner: String, reason: String, placedAt: String, placedBy: WhoSchema })],
      default: undefined,
    },
    appraisal: AppraisalSchema,
    disposalRunId: String,
    numbered: part({ documents: Number, pages: Number }),
    level: String,
    exceptions: { type: [String], default: undefined },
    readKeys: [String],
    version: Number,
    internal: part({ words: [String], deskEntries: Number }),
  })
    .index({ tenantId: 1, fileNumber: 1 }, { unique: true })
    .index({ tenantId: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, readKeys: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, filingPlanEntryId: 1, createdAt: -1, _id: -1 })
    .index({ tenantId: 1, filingPlanEntryId: 1, closedAt: 1, _id: 1 })
    .index({ tenantId: 1, 'internal.words': 1 }),
}

export const PROCEDURES: CollectionDefinition = {
  model: 'Procedure',
  collection: 'procedures',
  schema: tenantSchema({
    caseFileId: String,
    subFileId: String,
    serial: Number,
    subject: String,
    createdAt: String,
    version: Number,
  }).index({ tenantId: 1, caseFileId: 1, serial: 1 }, { unique: true }),
}

export const FILING_PLAN: CollectionDefinition = {
  model: 'FilingPlanEntry',
  collection: 'filing_plan',
  schema: tenantSchema({
    parentId: String,
    number: String,
    title: String,
    orgUnitId: String,
    fileNumberTemplate: String,
    validFrom: String,
    validTo: String,
    successorId: String,
    retentionClassId: String,
    appraisal: AppraisalSchema,
    version: Number,
  }).index({ tenantId: 1, number: 1 }, { unique: true }),
}

export const RETENTION_CLASSES: CollectionDefinition = {
  model: 'RetentionClass',
  collection: 'retention_classes',
  schema: tenantSchema({
    name: String,
    years: Number,
    start: String,
    proposal: String,
    retired: Boolean,
    version: Number,
  }).index({ tenantId: 1, _id: 1 }),
}

export function createMongoCaseFiles(database: MongoDatabase): CaseFiles {
  const collection = openCollection(database, CASE_FILES)
  const internal = (caseFile: CaseFile): { words: string[] } => ({ words: lookupWords(caseFile) })
  const { insert, find, save, list, page } = createMongoRecords<CaseFile>(collection, {
    granted: true,
    internal,
  })
  const procedures = createMongoRecords<Procedure>(openCollection(database, PROCEDURES), { granted: false })
  const serials = openSerials(database)
  return {
    insert,
    find,
    save,
    list: (actor, filter, request, signal) => page(actor, conditionsOf(filter), 'createdAt', request, signal),
    async findByFileNumber(actor, fileNumber, signal) {
      const [caseFile] = await list(actor, { fileNumber }, {}, signal, 1)
      return caseFile
    },
    closedUnder: (actor, { filingPlanEntryIds, closedBefore }, limit, signal) =>
      list(
        actor,
        { filingPlanEntryId: oneOf(filingPlanEntryIds), closedAt: lessThan(closedBefore) },
        { closedAt: 1, _id: 1 },
        signal,
        limit,
      ),
    nextFileSerial: (actor, stem, signal) => serials.next(['file', actor.tenantId, stem], signal),

    async insertProcedure(actor, procedure, signal) {
      if ((await find(actor, procedure.caseFileId, signal)) === undefined) throw notFound()
      await procedures.insert(actor, procedure, signal)
    },
    async procedures(actor, caseFileId, signal) {
      if ((await find(actor, caseFileId, signal)) === undefined) return []
      return procedures.list(actor, { caseFileId }, { serial: 1 }, signal)
    },
  }
}

function conditionsOf({ state, leadUnitId, filingPlanEntryId, text }: CaseFileFilter): Filter {
  const words =
    text === undefined ? [] : lookupTerms(text).map((term) => ({ 'internal.words': someBeginsWith(term) }))
  return {
    ...(state === undefined ? {} : { state }),
    ...(leadUnitId === undefined ? {} : { leadUnitId }),
    ...(filingPlanEntryId === undefined ? {} : { filingPlanEntryId }),
    ...(words.length === 0 ? {} : { $and: words }),
  }
}

export function createMongoFilingPlan(database: MongoDatabase): FilingPlan {
  const collection = openCollection(database, FILING_PLAN)
  const { insert, find, save, list } = createMongoRecords<FilingPlanEntry>(collection, { granted: false })
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      const entries = await list(actor, {}, { number: 1 }, signal)
      return entries.sort((left, right) => naturalOrder(left.number, right.number))
    },
  }
}

export function createMongoRetentionClasses(database: MongoDatabase): RetentionClasses {
  const collection = openCollection(database, RETENTION_CLASSES)
  const options = { granted: false, tenantScopedIds: true }
  const { insert, find, save, list } = createMongoRecords<RetentionClass>(collection, options)
  return {
    insert,
    find,
    save,
    async list(actor, signal) {
      const classes = await list(actor, {}, { _id: 1 }, signal)
      return classes.sort((left, right) => naturalOrder(left.name, right.name))
    },
  }
}
