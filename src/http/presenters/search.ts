import type { SearchHit, SearchResult } from '../../contract/search.ts'
import { levelOf } from '../../domain/access/actor.ts'
import type { FoundDocument, FoundDocuments } from '../../usecases/shared/found-documents.ts'
import type { Presented } from '../route.ts'

export function presentSearchResult(found: FoundDocuments): Presented<SearchResult> {
  return {
    hits: found.hits.map(presentHit),
    total: found.total,
    isTotalExact: found.isTotalExact,
    facets: found.facets,
    nextCursor: found.nextCursor ?? null,
    relaxed: found.relaxed,
    notices: found.notices,
    suggestion: found.suggestion ?? null,
  }
}

function presentHit({ document, item, title, score, snippets }: FoundDocument): Presented<SearchHit> {
  const documentType = document.index.documentType?.value
  return {
    documentId: document.id,
    itemId: document.itemId,
    caseFileId: document.caseFileId ?? null,
    title,
    receiptNumber: item.receiptNumber,
    receivedAt: item.receivedAt,
    documentType: typeof documentType === 'string' ? documentType : null,
    orgUnitId: item.target?.orgUnitId ?? null,
    level: levelOf(document.readKeys),
    score,
    snippets,
  }
}
