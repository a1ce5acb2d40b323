import type { DisclosureView, RedactionView } from '../../contract/disclosures.ts'
import { hiddenHits, redactionState, type Redaction } from '../../domain/redaction/redaction.ts'
import type { ShownDisclosure } from '../../usecases/disclosure/list-disclosures.ts'
import type { Presented } from '../route.ts'

export function presentDisclosure(one: ShownDisclosure): Presented<DisclosureView> {
  const { id, form, recipient, legalBasis, createdAt, createdBy, sha256, isWhole } = one
  return {
    id,
    form,
    recipient,
    legalBasis,
    note: one.note ?? null,
    createdAt,
    createdBy,
    documents: one.documents.map(({ documentId, number, pages, redactionId = null }) => {
      return { documentId, number, pages, redactionId }
    }),
    pageCount: isWhole ? one.pageCount : null,
    sizeBytes: isWhole ? one.sizeBytes : null,
    sha256,
  }
}

export function presentRedaction(redaction: Redaction): Presented<RedactionView> {
  const { id, createdAt, createdBy, note = null, marks, pageCount, object, check } = redaction
  return {
    id,
    createdAt,
    createdBy,
    note,
    state: redactionState(redaction),
    marks: marks.map(({ page, box, reason, remark }) => {
      return { page, box, reason, ...(remark === undefined ? {} : { remark }) }
    }),
    pageCount,
    sizeBytes: object?.sizeBytes ?? null,
    sha256: object?.sha256 ?? null,
    check: {
      hiddenHits: hiddenHits(check),
      findings: check.findings,
      pagesToReread: check.pagesToReread.length,
      pagesReread: check.pagesReread,
      stillVisibleOn: check.stillVisibleOn,
      engine: check.engine ?? null,
      at: check.at,
    },
  }
}
