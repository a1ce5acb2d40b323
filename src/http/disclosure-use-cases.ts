import type { DiscloseCaseFile } from '../usecases/disclosure/disclose-case-file.ts'
import type { ListDisclosures } from '../usecases/disclosure/list-disclosures.ts'
import type { FindWordPlaces } from '../usecases/redaction/find-word-places.ts'
import type { ListRedactions } from '../usecases/redaction/list-redactions.ts'
import type { OpenRedaction } from '../usecases/redaction/open-redaction.ts'
import type { RedactDocument } from '../usecases/redaction/redact-document.ts'
import type { RereadRedaction } from '../usecases/redaction/reread-redaction.ts'

/** What is given out of the house. */
export interface DisclosureUseCases {
  readonly discloseCaseFile: DiscloseCaseFile
  readonly listDisclosures: ListDisclosures
  readonly listRedactions: ListRedactions
  readonly redactDocument: RedactDocument
  readonly rereadRedaction: RereadRedaction
  readonly openRedaction: OpenRedaction
  readonly findWordPlaces: FindWordPlaces
}
