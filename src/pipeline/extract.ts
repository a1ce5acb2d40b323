import { extractProposals } from '../domain/extraction/extract.ts'
import { calendarDayAt } from '../domain/intake/receipt-number.ts'
import type { CaseFiles } from '../ports/case-files.ts'
import type { OrgUnits, Tenants } from '../ports/organisation.ts'
import type { ExtractedWork, ReadWork, Stage } from './stage.ts'

export interface ExtractPorts {
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly caseFiles: CaseFiles
}

/** Some of the newest file numbers are enough to know their shape. */
const FILE_NUMBER_EXAMPLES = 50
const DEFAULT_TIME_ZONE = 'Europe/Berlin'

/** Reads the index data of the letter from its words and their places. */
export function createExtractStage({
  tenants,
  orgUnits,
  caseFiles,
}: ExtractPorts): Stage<ReadWork, ExtractedWork> {
  return async function extract(work, { actor, signal }) {
    const tenant = await tenants.find(actor.tenantId, signal)
    const units = await orgUnits.list(actor, signal)
    const files = await caseFiles.list(actor, {}, { limit: FILE_NUMBER_EXAMPLES }, signal)
    const extracted = extractProposals(work.pages, {
      receivedOn: calendarDayAt(new Date(work.item.receivedAt), tenant?.timeZone ?? DEFAULT_TIME_ZONE),
      knownFileNumberPatterns: files.items.map(({ fileNumber }) => fileNumber),
      ownNames: [...(tenant === undefined ? [] : [tenant.name]), ...units.map(({ name }) => name)],
    })
    return { ...work, extracted }
  }
}
