import type { Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { CaseFile, Procedure, SubFile } from '../../../src/domain/filing/case-file.ts'
import type { FileEntry } from '../../../src/domain/filing/file-entry.ts'
import type { CaseFileParts } from '../../../src/ports/case-file-parts.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, type TenantRecord } from './records.ts'

interface Part extends TenantRecord {
  readonly caseFileId: string
  readonly serial: number
}

export function createMemoryCaseFileParts(database: MemoryDatabase): CaseFileParts {
  const caseFiles = createMemoryRecords<CaseFile>(database, { name: 'case-files' })
  const unique = ({ tenantId, caseFileId, serial }: Part): string => `${tenantId}/${caseFileId}/${serial}`
  const procedures = createMemoryRecords<Procedure>(database, { name: 'procedures', unique })
  const subFiles = createMemoryRecords<SubFile>(database, { name: 'sub-files', unique })
  const entries = createMemoryRecords<FileEntry>(database, { name: 'file-entries', unique })

  async function requireReadable(actor: Actor, caseFileId: string, signal: AbortSignal): Promise<void> {
    if ((await caseFiles.find(actor, caseFileId, signal)) === undefined) {
      throw new MailroomError('not-found', 'There is no such case file.')
    }
  }

  async function partsOf<T extends Part>(
    records: { readonly visible: (actor: Actor) => T[] },
    actor: Actor,
    caseFileId: string,
    signal: AbortSignal,
  ): Promise<T[]> {
    if ((await caseFiles.find(actor, caseFileId, signal)) === undefined) return []
    const found = records.visible(actor).filter((part) => part.caseFileId === caseFileId)
    return found.sort((left, right) => left.serial - right.serial)
  }

  return {
    async insertSubFile(actor, subFile, signal) {
      await requireReadable(actor, subFile.caseFileId, signal)
      await subFiles.insert(actor, subFile, signal)
    },
    subFiles: (actor, caseFileId, signal) => partsOf(subFiles, actor, caseFileId, signal),
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
    entries: (actor, caseFileId, signal) => partsOf(entries, actor, caseFileId, signal),
  }
}
