import type { SavedSearchView } from '../../contract/saved-searches.ts'
import type { WatchedSearch } from '../../usecases/retrieval/saved-searches.ts'
import type { Presented } from '../route.ts'

/** Which documents are known is for nobody. */
export function presentSavedSearch({
  search: { id, name, text, filter, createdAt },
  newHits,
  isTooBroad,
}: WatchedSearch): Presented<SavedSearchView> {
  const { documentType, orgUnitId, sender, state, from, to } = filter
  return {
    id,
    name,
    q: text,
    documentType: documentType ?? null,
    orgUnit: orgUnitId ?? null,
    sender: sender ?? null,
    state: state ?? null,
    from: from ?? null,
    to: to ?? null,
    createdAt,
    newHits,
    isTooBroad,
  }
}
