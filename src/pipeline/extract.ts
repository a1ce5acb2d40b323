import { extractProposals } from '../domain/extraction/extract.ts'
import { withBarcodes } from '../domain/barcodes/barcode-proposals.ts'
import { withInvoice } from '../domain/invoices/invoice-proposals.ts'
import { readStoredInvoice } from '../domain/invoices/stored-invoice.ts'
import { calendarDayAt } from '../domain/intake/local-time.ts'
import { withMail } from '../domain/mail/mail-proposals.ts'
import type { AddressBook } from '../ports/address-book.ts'
import type { BlobStore } from '../ports/blob-store.ts'
import type { CaseFiles } from '../ports/case-files.ts'
import type { Clock } from '../ports/clock.ts'
import type { OrgUnits, Tenants } from '../ports/organisation.ts'
import type { ExtractedWork, ReadWork, Stage } from './stage.ts'

export interface ExtractPorts {
  readonly tenants: Tenants
  readonly orgUnits: OrgUnits
  readonly caseFiles: CaseFiles
  readonly blobStore: BlobStore
  readonly addressBook: AddressBook
  readonly clock: Clock
}

/** Some of the newest file numbers are enough to know their shape. */
const FILE_NUMBER_EXAMPLES = 50
/** Who writes often comes first; the rest of a large address book is not worth the time on every letter. */
const KNOWN_SENDERS = 5_000
const DEFAULT_TIME_ZONE = 'Europe/Berlin'

/** Reads the index data of the letter from its words and their places. */
export function createExtractStage({
  tenants,
  orgUnits,
  caseFiles,
  blobStore,
  addressBook,
  clock,
}: ExtractPorts): Stage<ReadWork, ExtractedWork> {
  return async function extract(work, { actor, signal }) {
    const tenant = await tenants.find(actor.tenantId, signal)
    const units = await orgUnits.list(actor, signal)
    const files = await caseFiles.list(actor, {}, { limit: FILE_NUMBER_EXAMPLES }, signal)
    const knownSenders = await addressBook.senders(actor, KNOWN_SENDERS, signal)
    const timeZone = tenant?.timeZone ?? DEFAULT_TIME_ZONE
    const read = extractProposals(work.pages, {
      receivedOn: calendarDayAt(new Date(work.item.receivedAt), timeZone),
      knownFileNumberPatterns: files.items.map(({ fileNumber }) => fileNumber),
      knownSenders,
      ownNames: [...(tenant === undefined ? [] : [tenant.name]), ...units.map(({ name }) => name)],
    })
    const { eInvoice, mail } = work.document
    const object = eInvoice?.object
    const onPages = withBarcodes(work.pages, read)
    const withCodes = mail === undefined ? onPages : withMail(mail, onPages, timeZone)
    const today = calendarDayAt(clock.now(), timeZone)
    if (object === undefined) return { ...work, today, extracted: withCodes }
    const invoice = await readStoredInvoice(await blobStore.open(object.key, object, signal))
    return { ...work, today, extracted: withInvoice(invoice, withCodes) }
  }
}
