import { readsWholeTenant, type Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import type { RecognizedPage } from '../../../src/domain/recognition/page.ts'
import type { Documents } from '../../../src/ports/documents.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, frozenCopy } from './records.ts'

export function createMemoryDocuments(database: MemoryDatabase): Documents {
  const { visible, ...records } = createMemoryRecords<StoredDocument>(database, { name: 'documents' })

  function inOrder(actor: Actor, wanted: (document: StoredDocument) => boolean): StoredDocument[] {
    const found = visible(actor).filter(wanted)
    return found.sort((left, right) => (left.id < right.id ? -1 : 1))
  }

  async function readablePages(
    actor: Actor,
    documentId: string,
    signal: AbortSignal,
  ): Promise<RecognizedPage[]> {
    if ((await records.find(actor, documentId, signal)) === undefined) return []
    const pages =
      database.read<ReadonlyMap<number, RecognizedPage>>('pages').get(documentId) ??
      new Map<number, RecognizedPage>()
    return [...pages.values()].sort((left, right) => left.number - right.number)
  }

  return {
    ...records,
    async findMany(actor, ids, signal) {
      signal.throwIfAborted()
      const found = new Map(visible(actor).map((document) => [document.id, document]))
      return ids.flatMap((id) => found.get(id) ?? [])
    },
    async ofItem(actor, itemId, signal) {
      signal.throwIfAborted()
      return inOrder(actor, (document) => document.itemId === itemId)
    },
    async ofCaseFile(actor, caseFileId, signal) {
      signal.throwIfAborted()
      return inOrder(actor, (document) => document.caseFileId === caseFileId)
    },
    async filedUnder(actor, foreignReferences, limit, signal) {
      signal.throwIfAborted()
      const found = inOrder(actor, ({ caseFileId, index }) => {
        const reference = index.foreignReference?.value
        return caseFileId !== undefined && foreignReferences.some((wanted) => wanted === reference)
      })
      return found.reverse().slice(0, limit)
    },
    async all(actor, afterId, limit, signal) {
      signal.throwIfAborted()
      if (!readsWholeTenant(actor))
        throw new MailroomError('forbidden', 'Only the machine itself reads everything.')
      return inOrder(actor, (document) => afterId === undefined || document.id > afterId).slice(0, limit)
    },
    async savePage(actor, documentId, page, signal) {
      if ((await records.find(actor, documentId, signal)) === undefined) {
        throw new MailroomError('not-found', 'There is no such document.')
      }
      await database.write(signal, (table) => {
        const pages = table<ReadonlyMap<number, RecognizedPage>>('pages')
        pages.set(documentId, new Map(pages.get(documentId)).set(page.number, frozenCopy(page)))
      })
    },
    async findPage(actor, documentId, pageNumber, signal) {
      const pages = await readablePages(actor, documentId, signal)
      return pages.find((page) => page.number === pageNumber)
    },
    pages: readablePages,
  }
}
