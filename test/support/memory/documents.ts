import { readsWholeTenant, type Actor } from '../../../src/domain/access/actor.ts'
import { MailroomError } from '../../../src/domain/errors.ts'
import type { StoredDocument } from '../../../src/domain/intake/document.ts'
import type { RecognizedPage } from '../../../src/domain/recognition/page.ts'
import type { Documents, StagedPage } from '../../../src/ports/documents.ts'
import type { MemoryDatabase } from './database.ts'
import { createMemoryRecords, frozenCopy } from './records.ts'

export function createMemoryDocuments(database: MemoryDatabase): Documents {
  const { visible, ...records } = createMemoryRecords<StoredDocument>(database, { name: 'documents' })

  function inOrder(actor: Actor, wanted: (document: StoredDocument) => boolean): StoredDocument[] {
    const found = visible(actor).filter(wanted)
    return found.sort((left, right) => (left.id < right.id ? -1 : 1))
  }

  type Staged = ReadonlyMap<number, StagedPage>

  /** Pages of one reading: the first has the id of the document alone. */
  function pagesOf(documentId: string, reading: string | undefined): StagedPage[] {
    const found = database.read<Staged>('pages').get(keyOf(documentId, reading))
    return [...(found?.values() ?? [])].sort((left, right) => left.page.number - right.page.number)
  }

  function keyOf(documentId: string, reading: string | undefined): string {
    return reading === undefined ? documentId : `${documentId}~${reading}`
  }

  async function savePage(
    documentId: string,
    reading: string | undefined,
    staged: StagedPage,
    signal: AbortSignal,
  ) {
    await database.write(signal, (table) => {
      const pages = table<Staged>('pages')
      const key = keyOf(documentId, reading)
      pages.set(key, new Map(pages.get(key)).set(staged.page.number, frozenCopy(staged)))
    })
  }

  async function readable(actor: Actor, documentId: string, signal: AbortSignal): Promise<StoredDocument> {
    const document = await records.find(actor, documentId, signal)
    if (document !== undefined) return document
    throw new MailroomError('not-found', 'There is no such document.')
  }

  async function readablePages(
    actor: Actor,
    documentId: string,
    signal: AbortSignal,
  ): Promise<RecognizedPage[]> {
    const document = await records.find(actor, documentId, signal)
    return document === undefined ? [] : pagesOf(documentId, document.reading).map(({ page }) => page)
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
    async proposedFor(actor, caseFileId, signal) {
      signal.throwIfAborted()
      return inOrder(
        actor,
        ({ proposals }) => proposals.fields.caseFile?.some(({ value }) => value === caseFileId) ?? false,
      )
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
    async sharingFingerprint(actor, keys, limit, signal) {
      signal.throwIfAborted()
      const found = inOrder(actor, ({ fingerprint }) =>
        (fingerprint?.keys ?? []).some((key) => keys.includes(key)),
      )
      return found.reverse().slice(0, limit)
    },
    async all(actor, afterId, limit, signal) {
      signal.throwIfAborted()
      if (!readsWholeTenant(actor))
        throw new MailroomError('forbidden', 'Only the machine itself reads everything.')
      return inOrder(actor, (document) => afterId === undefined || document.id > afterId).slice(0, limit)
    },
    async savePage(actor, documentId, page, signal) {
      const { reading } = await readable(actor, documentId, signal)
      await savePage(documentId, reading, { page, images: [] }, signal)
    },
    async findPage(actor, documentId, pageNumber, signal) {
      const pages = await readablePages(actor, documentId, signal)
      return pages.find((page) => page.number === pageNumber)
    },
    pages: readablePages,
    async stagePage(actor, documentId, reading, staged, signal) {
      await readable(actor, documentId, signal)
      await savePage(documentId, reading, staged, signal)
    },
    async stagedPages(actor, documentId, reading, signal) {
      await readable(actor, documentId, signal)
      return pagesOf(documentId, reading)
    },
    async dropOtherReadings(actor, documentId, signal) {
      const { reading } = await readable(actor, documentId, signal)
      await database.write(signal, (table) => {
        const pages = table<Staged>('pages')
        for (const key of [...pages.keys()]) {
          const isOfDocument = key === documentId || key.startsWith(`${documentId}~`)
          if (isOfDocument && key !== keyOf(documentId, reading)) pages.delete(key)
        }
      })
    },
  }
}
