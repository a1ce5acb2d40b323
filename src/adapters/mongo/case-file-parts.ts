import type { Actor } from '../../domain/access/actor.ts'
import type { CaseFile, Procedure, SubFile } from '../../domain/filing/case-file.ts'
import type { FileEntry } from '../../domain/filing/file-entry.ts'
import type { CaseFileParts } from '../../ports/case-file-parts.ts'
import { CASE_FILES, PROCEDURES } from './case-files.ts'
import { openCollection } from './collection.ts'
import type { CollectionDefinition, MongoDatabase } from './database.ts'
import { createMongoRecords, notFound } from './records.ts'
import { part, tenantSchema, WhoSchema } from './schema.ts'

export const SUB_FILES: CollectionDefinition = {
  model: 'SubFile',
  collection: 'sub_files',
  schema: tenantSchema({
    caseFileId: String,
    serial: Number,
    subject: String,
    createdAt: String,
    version: Number,
  }).index({ tenantId: 1, caseFileId: 1, serial: 1 }, { unique: true }),
}

const WithdrawalSchema = part({ at: String, by: WhoSchema, reason: String })

export const FILE_ENTRIES: CollectionDefinition = {
  model: 'FileEntry',
  collection: 'file_entries',
  schema: tenantSchema({
    caseFileId: String,
    serial: Number,
    documentId: String,
    firstPage: Number,
    lastPage: Number,
    filedAt: String,
    filedBy: WhoSchema,
    left: WithdrawalSchema,
    voided: WithdrawalSchema,
    version: Number,
  }).index({ tenantId: 1, caseFileId: 1, serial: 1 }, { unique: true }),
}

const BY_SERIAL = { serial: 1 } as const

export function createMongoCaseFileParts(database: MongoDatabase): CaseFileParts {
  const caseFiles = createMongoRecords<CaseFile>(openCollection(database, CASE_FILES), { granted: true })
  const procedures = createMongoRecords<Procedure>(openCollection(database, PROCEDURES), { granted: false })
  const subFiles = createMongoRecords<SubFile>(openCollection(database, SUB_FILES), { granted: false })
  const entries = createMongoRecords<FileEntry>(openCollection(database, FILE_ENTRIES), { granted: false })

  async function isReadable(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<boolean> {
    return (await caseFiles.find(actor, caseFileId, signal)) !== undefined
  }

  async function requireReadable(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<void> {
    if (!(await isReadable(actor, caseFileId, signal))) throw notFound()
  }

  return {
    async insertSubFile(actor, subFile, signal) {
      await requireReadable(actor, subFile.caseFileId, signal)
      await subFiles.insert(actor, subFile, signal)
    },
    async subFiles(actor, caseFileId, signal) {
      if (!(await isReadable(actor, caseFileId, signal))) return []
      return subFiles.list(actor, { caseFileId }, BY_SERIAL, signal)
    },
    async saveProcedure(actor, procedure, signal) {
      await requireReadable(actor, procedure.caseFileId, signal)
      return procedures.save(actor, procedure, signal)
    },
    async insertEntry(actor, entry, signal) {
      await requireReadable(actor, entry.caseFileId, signal)
      await entries.insert(actor, entry, signal)
    },
    async saveEntry(actor, entry, signal) {
      await requireReadable(actor, entry.caseFileId, signal)
      return entries.save(actor, entry, signal)
    },
    async entries(actor, caseFileId, signal) {
      if (!(await isReadable(actor, caseFileId, signal))) return []
      return entries.list(actor, { caseFileId }, BY_SERIAL, signal)
    },
  }
}
