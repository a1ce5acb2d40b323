import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { pageHints, type PageHint } from '../../domain/quality/page-hints.ts'
import { mayBeCheckedBy, type CheckedPage, type ScanCheck } from '../../domain/quality/scan-check.ts'
import type { ItemWithDocuments } from './item-with-documents.ts'
import { documentOf, loadItem, type ItemPorts } from './load-item.ts'
import { required } from './required.ts'

export interface ShownPage extends CheckedPage {
  readonly hints: readonly PageHint[]
  /** Degrees by which it lies askew. */
  readonly skewDegrees: number
}

/** A check with what the checker sees. */
export interface ShownCheck {
  readonly check: ScanCheck
  readonly pages: readonly ShownPage[]
  /** What is looked at. */
  readonly document: StoredDocument
  /** The letter as it is now; its hash is what a result is bound to. */
  readonly letter: StoredDocument
  /** Whether the actor may say something of it now. */
  readonly mayCheck: boolean
}

/**
 * Whoever may see the check sees the pages that are to be looked at, and nothing else of the letter: it may lie with a unit
 * by now.
 */
export async function shownCheck(
  ports: ItemPorts,
  actor: Actor,
  check: ScanCheck,
  signal: AbortSignal,
): Promise<ShownCheck> {
  const machine = systemActor(actor.tenantId, actor.requestId)
  const document = required(await ports.documents.find(machine, check.documentId, signal))
  const letter = letterOf(check, await loadItem(ports, machine, check.itemId, signal))
  const pages: ShownPage[] = []
  for (const page of pagesOf(check, document)) {
    const read = await ports.documents.findPage(machine, document.id, page.page, signal)
    const hints = read === undefined ? [] : pageHints(read)
    pages.push({ ...page, hints, skewDegrees: read?.skewDegrees ?? 0 })
  }
  return { check, pages, document, letter, mayCheck: mayBeCheckedBy(check, personOf(actor)) }
}

/** The document of the item whose pages are looked at: the one that leads as long as the pages are those of its scan. */
export function letterOf({ documentId }: ScanCheck, letter: ItemWithDocuments): StoredDocument {
  return documentOf(letter, letter.item.documentIds.includes(documentId) ? documentId : undefined)
}

export function pagesOf({ pages }: ScanCheck, { pageCount }: StoredDocument): readonly CheckedPage[] {
  if (pages.length > 0) return pages
  return Array.from({ length: pageCount }, (_, index) => ({ page: index + 1, turn: 0, role: 'page' }))
}
