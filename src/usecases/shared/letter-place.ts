import type { Actor } from '../../domain/access/actor.ts'
import type { OrgUnit, Tenant } from '../../domain/access/organisation.ts'
import { requirePermission } from '../../domain/access/policy.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { MailroomError } from '../../domain/errors.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { linesOf, writtenDay } from '../../domain/follow-ups/follow-up.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import type { IncomingItem } from '../../domain/intake/incoming-item.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import { calendarDayAt } from '../../domain/intake/local-time.ts'
import type { Letterhead } from '../../domain/letters/letterhead.ts'
import type { AddressBook } from '../../ports/address-book.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { Clock } from '../../ports/clock.ts'
import type { PrintableLetter } from '../../ports/letter-page-writer.ts'
import type { OrgUnits } from '../../ports/organisation.ts'
import { requireOpenFile } from './case-files.ts'
import { letterheadOf, type LetterheadPorts } from './letterhead.ts'
import type { ItemPorts } from './load-item.ts'
import { viewedCaseFile, viewedItemWithDocuments } from './opened-records.ts'
import type { ReadLog } from './read-log.ts'
import { required } from './required.ts'

export interface LetterPlacePorts extends ItemPorts, LetterheadPorts {
  readonly caseFiles: CaseFiles
  readonly orgUnits: OrgUnits
  readonly addressBook: AddressBook
  readonly readLog: ReadLog
  readonly clock: Clock
}

/** Where a letter is written from: a case file, or what came in and lies in one. */
export interface LetterPlace {
  readonly caseFile: CaseFile
  readonly answered?: { readonly item: IncomingItem; readonly document: StoredDocument | undefined }
  readonly unit: OrgUnit | undefined
  readonly tenant: Tenant
  readonly letterhead: Letterhead
  /** `YYYY-MM-DD` in the city. */
  readonly today: string
}

/** What people have put into a letter. */
export interface LetterWords {
  /** Name and address, as lines. */
  readonly recipient: string
  readonly subject: string
  /** Paragraphs are parted by an empty line. */
  readonly text: string
}

/**
 * Letters are written by those who work on the case file that they lie in.
 *
 * @throws {MailroomError} `forbidden`, `not-found`, `state-conflict` for what is not filed, or lies in a closed file
 */
export async function letterPlace(
  ports: LetterPlacePorts,
  actor: Actor,
  object: DeskObject,
  signal: AbortSignal,
): Promise<LetterPlace> {
  requirePermission(actor, 'files:edit')
  const answered =
    object.kind === 'case-file' ? undefined : await answeredItem(ports, actor, object.id, signal)
  const caseFile = await viewedCaseFile(ports, actor, answered?.caseFileId ?? object.id, signal)
  requireOpenFile(caseFile)
  const tenant = required(await ports.tenants.find(actor.tenantId, signal))
  return {
    caseFile,
    ...(answered === undefined ? {} : { answered }),
    unit: await ports.orgUnits.find(actor, caseFile.leadUnitId, signal),
    tenant,
    letterhead: await letterheadOf(ports, actor, signal),
    today: calendarDayAt(ports.clock.now(), tenant.timeZone),
  }
}

async function answeredItem(
  ports: LetterPlacePorts,
  actor: Actor,
  itemId: string,
  signal: AbortSignal,
): Promise<NonNullable<LetterPlace['answered']> & { readonly caseFileId: string }> {
  const { item, documents } = await viewedItemWithDocuments(ports, actor, itemId, signal)
  const { caseFileId, outgoing, disposal } = item
  if (caseFileId === undefined || outgoing !== undefined || disposal !== undefined) {
    throw new MailroomError('state-conflict', 'Only what came in and lies in a case file is answered.', {
      facts: { itemId, state: item.state },
    })
  }
  return { item, document: documents.find(({ id }) => id === item.documentIds[0]), caseFileId }
}

/** What of ours and theirs the letter refers to. */
export function referencesOf({ caseFile, answered, tenant }: LetterPlace): {
  readonly foreignReference?: string
  /** Day on the letter that is answered, else the day of its arrival; `YYYY-MM-DD`. */
  readonly letterOf?: string
  readonly receivedOn?: string
} {
  const { document, item } = answered ?? {}
  const index = document?.index ?? {}
  const foreignReference = indexText(index, 'foreignReference') ?? caseFile.foreignReference
  const receivedOn = item && calendarDayAt(new Date(item.receivedAt), tenant.timeZone)
  const letterOf = indexText(index, 'letterDate') ?? receivedOn
  return {
    ...(foreignReference === undefined ? {} : { foreignReference }),
    ...(letterOf === undefined ? {} : { letterOf }),
    ...(receivedOn === undefined ? {} : { receivedOn }),
  }
}

export function printableLetter(
  place: LetterPlace,
  { recipient, subject, text }: LetterWords,
  author: string,
): PrintableLetter {
  const { letterhead, caseFile, unit, today } = place
  const { foreignReference, letterOf } = referencesOf(place)
  const facts = [
    ['Unser Zeichen', caseFile.fileNumber],
    ['Ihr Zeichen', foreignReference],
    ['Ihr Schreiben vom', letterOf === undefined ? undefined : writtenDay(letterOf)],
    ['Dienststelle', unit?.name],
    ['Auskunft erteilt', author],
    ['Datum', writtenDay(today)],
  ] as const
  return {
    head: {
      office: letterhead.office,
      address: letterhead.addressLines,
      contact: letterhead.contactLines,
    },
    sender: letterhead.senderLine,
    recipient: linesOf(recipient),
    facts: facts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value }])),
    subject,
    paragraphs: paragraphsOf(text),
    list: [],
    closing: [],
    footer: letterhead.footerLines,
  }
}

function paragraphsOf(text: string): string[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
}
