import { takenBack, type TrainingExample } from '../../../src/domain/classification/training.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { RecordRemover } from '../../../src/ports/record-remover.ts'
import type { MemoryDatabase } from './database.ts'

interface Row {
  readonly id: string
  readonly tenantId: string
  readonly version: number
  readonly caseFileId?: string
  readonly object?: { readonly id: string }
}

export function createMemoryRecordRemover(database: MemoryDatabase): RecordRemover {
  return {
    removeCaseFile({ tenantId }, { caseFile, documentIds, items }, signal) {
      return database.write(signal, (table) => {
        const key = `${tenantId}/${caseFile.id}`
        if (table<Row>('case-files').get(key)?.version !== caseFile.version)
          throw new MailroomError('version-mismatch', 'Somebody has changed the case file.')
        table<Row>('case-files').delete(key)
        const objects = new Set([caseFile.id, ...items.map(({ id }) => id)])
        const numbers = new Set(items.map(({ receiptNumber }) => receiptNumber))
        const gone = new Set(documentIds)
        const without = <T>(name: string, isGone: (row: T) => boolean): void => {
          for (const [rowKey, row] of table<T>(name)) if (isGone(row)) table<T>(name).delete(rowKey)
        }
        const isOwn = (row: { readonly tenantId: string }): boolean => row.tenantId === tenantId
        for (const name of ['procedures', 'sub-files', 'file-entries', 'disclosures', 'desk-entries'])
          without<Row>(name, (row) => isOwn(row) && row.caseFileId === caseFile.id)
        for (const name of ['desk-entries', 'access-grants', 'follow-ups', 'notes', 'route-slips'])
          without<Row>(name, (row) => isOwn(row) && objects.has(row.object?.id ?? ''))
        for (const name of ['documents', 'time-stamps'])
          without<Row>(name, (row) => isOwn(row) && gone.has(row.id))
        removePages(table<unknown>('pages'), gone)
        const training = table<readonly TrainingExample[]>('training')
        training.set(tenantId, withoutLessons(training.get(tenantId) ?? [], gone))
        without<{ readonly job: { readonly tenantId: string; readonly itemId: string } }>(
          'jobs',
          ({ job }) => isOwn(job) && objects.has(job.itemId),
        )
        without<{ readonly reply: { readonly tenantId: string; readonly receiptNumber: string } }>(
          'mail-replies',
          ({ reply }) => isOwn(reply) && numbers.has(reply.receiptNumber),
        )
      })
    },
    removePagesOfGone({ tenantId }, documentId, signal) {
      return database.write(signal, (table) => {
        if (table<Row>('documents').has(`${tenantId}/${documentId}`)) return false
        removePages(table<unknown>('pages'), new Set([documentId]))
        return true
      })
    },
  }
}

function removePages(pages: Map<string, unknown>, gone: ReadonlySet<string>): void {
  for (const name of pages.keys()) if (gone.has(name.split('~')[0] ?? '')) pages.delete(name)
}

/** A line that takes back and holds nothing stays in the place of each lesson that is gone. */
function withoutLessons(lines: readonly TrainingExample[], gone: ReadonlySet<string>): TrainingExample[] {
  const taken = takenBack(lines.filter(({ documentId }) => gone.has(documentId)))
  const next = (lines.at(-1)?.seq ?? 0) + 1
  return [
    ...lines.filter(({ documentId }) => !gone.has(documentId)),
    ...taken.map((line, place) => ({ ...line, seq: next + place })),
  ]
}
