import type { Actor } from '../../domain/access/actor.ts'
import type { ItemFilter } from '../../ports/incoming-items.ts'
import type { Page, PageRequest } from '../../ports/repository.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'

/** Items that the actor may read, newest first. */
export type ListItems = (
  actor: Actor,
  filter: ItemFilter,
  page: PageRequest,
  signal: AbortSignal,
) => Promise<Page<ItemWithDocuments>>
