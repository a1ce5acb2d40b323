import type { Platform } from './compose.ts'
import type { DisclosureUseCases } from './http/disclosure-use-cases.ts'
import { createDiscloseCaseFile } from './usecases/disclosure/disclose-case-file.ts'
import { createListDisclosures } from './usecases/disclosure/list-disclosures.ts'
import { createFindWordPlaces } from './usecases/redaction/find-word-places.ts'
import { createListRedactions } from './usecases/redaction/list-redactions.ts'
import { createOpenRedaction } from './usecases/redaction/open-redaction.ts'
import { createRedactDocument } from './usecases/redaction/redact-document.ts'
import { createRereadRedaction } from './usecases/redaction/reread-redaction.ts'

/** What is given out of the house. */
export function composeDisclosure(ports: Platform): DisclosureUseCases {
  return {
    discloseCaseFile: createDiscloseCaseFile(ports),
    listDisclosures: createListDisclosures(ports),
    listRedactions: createListRedactions(ports),
    redactDocument: createRedactDocument(ports),
    rereadRedaction: createRereadRedaction(ports),
    openRedaction: createOpenRedaction(ports),
    findWordPlaces: createFindWordPlaces(ports),
  }
}
