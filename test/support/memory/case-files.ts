import { lookupTerms, lookupWords } from '../../../src/adapters/mongo/case-file-words.ts'
import type { CaseFile, FilingPlanEntry, Procedure } from '../../../src/domain/filing/case-file.ts'
import type { RetentionClass } from '../../../src/domain/filing/retention-class.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import { naturalOrder } from '../../../src/domain/natural-order.ts'
import type {
  CaseFileFilter,
  CaseFiles,
  FilingPlan,
  RetentionClasses,
} from '../../../src/ports/case-files.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, pageOf } from './records.ts'
import { nextSerial } from './serials.ts'

export function createMemoryCaseFiles(database: MemoryDatabase): CaseFiles {
  const { visible, ...records } = createMemoryRecords<CaseFile>(database, {
    name: 'case-files',
    unique: (caseFile) => `${caseFile.tenantId}/${caseFile.fileNumber}`,
  })
  const procedures = createMemoryRecords<Procedure>(database, {
    name: 'procedures',
    unique: (procedure) => `${procedure.tenantId}/${procedure.caseFileId}/${procedure.serial}`,
  })
  return {
    ...records,
    async list(actor, filter, page, signal) {
      signal.throwIfAborted()
      const found = visible(actor).filter((caseFile) => matches(caseFile, filter))
      return pageOf(found, (caseFile) => caseFile.createdAt, page)
    },
    async findByFileNumber(actor, fileNumber, signal) {
      signal.throwIfAborted()
      return visible(actor).find((caseFile) => caseFile.fileNumber === fileNumber)
    },
    async closedUnder(actor, { filingPlanEntryIds, closedBefore }, limit, signal) {
      signal.throwIfAborted()
      const order = ({ closedAt = '', id }: CaseFile): string => `${closedAt} ${id}`
      return visible(actor)
        .filter(({ filingPlanEntryId }) => filingPlanEntryIds.includes(filingPlanEntryId))
        .filter(({ closedAt }) => closedAt !== undefined && closedAt < closedBefore)
        .toSorted((left, right) => (order(left) < order(right) ? -1 : 1))
        .slice(0, limit)
    },
    nextFileSerial: (actor, stem, signal) => nextSerial(database, `file/${actor.tenantId}/${stem}`, signal),
    async insertProcedure(actor, procedure, signal) {
      if ((await records.find(actor, procedure.caseFileId, signal)) === undefined) {
        throw new MailroomError('not-found', 'There is no such case file.')
      }
      await procedures.insert(actor, procedure, signal)
    },
    async procedures(actor, caseFileId, signal) {
      if ((await records.find(actor, caseFileId, signal)) === undefined) return []
      const found = procedures.visible(actor).filter((procedure) => procedure.caseFileId === caseFileId)
      return found.sort((left, right) => left.serial - right.serial)
    },
  }
}

function matches(
  caseFile: CaseFile,
  { state, leadUnitId, filingPlanEntryId, text }: CaseFileFilter,
): boolean {
  return (
    (state === undefined || caseFile.state === state) &&
    (leadUnitId === undefined || caseFile.leadUnitId === leadUnitId) &&
    (filingPlanEntryId === undefined || caseFile.filingPlanEntryId === filingPlanEntryId) &&
    (text === undefined || hasAllTerms(caseFile, text))
  )
}

function hasAllTerms(caseFile: CaseFile, text: string): boolean {
  const words = lookupWords(caseFile)
  return lookupTerms(text).every((term) => words.some((word) => word.startsWith(term)))
}

export function createMemoryFilingPlan(database: MemoryDatabase): FilingPlan {
  const { visible, ...records } = createMemoryRecords<FilingPlanEntry>(database, {
    name: 'filing-plan',
    unique: (entry) => `${entry.tenantId}/${entry.number}`,
  })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => naturalOrder(left.number, right.number))
    },
  }
}

export function createMemoryRetentionClasses(database: MemoryDatabase): RetentionClasses {
  const { visible, ...records } = createMemoryRecords<RetentionClass>(database, { name: 'retention-classes' })
  return {
    ...records,
    async list(actor, signal) {
      signal.throwIfAborted()
      return visible(actor).sort((left, right) => naturalOrder(left.name, right.name))
    },
  }
}
