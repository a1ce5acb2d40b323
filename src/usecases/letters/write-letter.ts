import { systemActor, type Actor } from '../../domain/access/actor.ts'
import { personOf } from '../../domain/access/actor-of-user.ts'
import { filedReadKeys, requirePermission } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import type { CaseFile } from '../../domain/filing/case-file.ts'
import { linesOf, requireAddress } from '../../domain/follow-ups/follow-up.ts'
import { withGiven } from '../../domain/intake/index-data.ts'
import {
  letterNumberFrom,
  MAX_FILE_BYTES_OF_LETTER,
  MAX_LETTER_PAGES,
  type OutgoingLetter,
} from '../../domain/letters/outgoing-letter.ts'
import { requireFilled } from '../../domain/letters/placeholders.ts'
import type { KeyClaim } from '../../ports/intake-store.ts'
import type { LetterPageWriter } from '../../ports/letter-page-writer.ts'
import type { StagedFile, StagingArea } from '../../ports/staging.ts'
import {
  numberDocuments,
  requireNumberedFile,
  requireProcedure,
  type NumberingPorts,
} from '../shared/case-file-parts.ts'
import { caseFileNotice } from '../shared/case-files.ts'
import { onBehalfOf } from '../shared/deputyships.ts'
import { stampOf } from '../shared/index-document.ts'
import type { ItemWithDocuments } from '../shared/item-with-documents.ts'
import { createKeyedRequest } from '../shared/keyed-request.ts'
import {
  letterPlace,
  printableLetter,
  referencesOf,
  type LetterPlace,
  type LetterPlacePorts,
  type LetterWords,
} from '../shared/letter-place.ts'
import { loadItem } from '../shared/load-item.ts'
import type { TakenOver, WrittenLetter } from '../shared/new-item.ts'
import { invalid, required } from '../shared/required.ts'
import { takeIn, type Alongside, type IntakePorts } from '../shared/take-in.ts'

export interface WriteLetterInput extends LetterWords {
  readonly object: DeskObject
  /** Of the case file; that of the answered letter when absent. */
  readonly procedureId?: string | undefined
  /** `requestHash` covers all that the request says. */
  readonly idempotency?: KeyClaim | undefined
}

export interface WrittenItem extends ItemWithDocuments {
  /** True when this is the kept answer of an earlier request with the same key. */
  readonly replayed: boolean
}

/**
 * Makes a letter and files it: from then on it is a document of the case file like any other, with number, page sequence,
 * text layer and history. What it answers lends it its confidentiality.
 *
 * @throws {MailroomError} as `letterPlace`, `validation-failed` while a placeholder is left or the letter is too long,
 *   `idempotency-key-reused`, `idempotency-in-progress`, `insufficient-storage`, `dependency-unavailable`
 */
export type WriteLetter = (actor: Actor, input: WriteLetterInput, signal: AbortSignal) => Promise<WrittenItem>

type Ports = LetterPlacePorts &
  IntakePorts &
  NumberingPorts & { readonly letterPages: LetterPageWriter; readonly staging: StagingArea }

export function createWriteLetter(ports: Ports): WriteLetter {
  const onceByKey = createKeyedRequest(ports)

  return async function writeLetter(actor, { idempotency, ...input }, signal) {
    requirePermission(actor, 'files:edit')
    return onceByKey<WrittenItem>(
      actor,
      idempotency,
      {
        async again(itemId) {
          const machine = systemActor(actor.tenantId, actor.requestId)
          return { ...(await loadItem(ports, machine, itemId, signal)), replayed: true }
        },
        async first(keep) {
          return { ...(await written(ports, actor, input, keep, signal)), replayed: false }
        },
      },
      signal,
    )
  }
}

type Words = Omit<WriteLetterInput, 'idempotency'>

async function written(
  ports: Ports,
  actor: Actor,
  input: Words,
  keep: (itemId: string) => Promise<void>,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  const { recipient, subject, text } = input
  const place = await letterPlace(ports, actor, input.object, signal)
  requireAddress(recipient)
  requireFilled({ recipient, subject, text })
  const printed = await ports.letterPages.letterOf(printableLetter(place, input, actor.displayName))
  const { bytes, pageCount } = printed
  if (pageCount > MAX_LETTER_PAGES)
    throw invalid('text', `Ein Brief hat höchstens ${MAX_LETTER_PAGES} Seiten.`)
  const staged = await ports.staging.receive(once(bytes), { maxBytes: MAX_FILE_BYTES_OF_LETTER }, signal)
  try {
    return await filed(ports, actor, { input, place, pageCount, staged }, keep, signal)
  } finally {
    await staged.discard()
  }
}

interface Letter {
  readonly input: Words
  readonly place: LetterPlace
  readonly pageCount: number
  readonly staged: StagedFile
}

async function filed(
  ports: Ports,
  actor: Actor,
  { input, place, pageCount, staged }: Letter,
  keep: (itemId: string) => Promise<void>,
  signal: AbortSignal,
): Promise<ItemWithDocuments> {
  const { subject } = input
  const file = { staged, filename: `${subject}.pdf`, mediaType: 'application/pdf' }
  let caseFile = place.caseFile
  return takeIn(
    ports,
    actor,
    {
      channel: 'internal',
      files: [file],
      subject,
      sender: place.tenant.name,
      async takenOver() {
        // Read anew: the file may have been closed, or got other readers, while the letter was printed.
        caseFile = await requireNumberedFile(ports, actor, place.caseFile.id, signal)
        return takenOver(ports, actor, { input, place: { ...place, caseFile }, pageCount }, signal)
      },
    },
    signal,
    async (taken) => {
      await keep(taken.item.id)
      return putIntoFile(ports, actor, { taken, caseFile, place }, signal)
    },
  )
}

async function takenOver(
  ports: Ports,
  actor: Actor,
  { input, place, pageCount }: Omit<Letter, 'staged'>,
  signal: AbortSignal,
): Promise<TakenOver> {
  const { caseFile, answered, today } = place
  const item =
    answered === undefined
      ? undefined
      : required(await ports.incomingItems.find(actor, answered.item.id, signal))
  const year = Number(today.slice(0, 4))
  const serial = await ports.incomingItems.nextLetterSerial(actor, year, signal)
  const letter: OutgoingLetter = {
    recipient: linesOf(input.recipient).join('\n'),
    sentOn: today,
    author: personOf(actor),
    ...(item === undefined ? {} : { answersItemId: item.id }),
  }
  const secrecy = {
    ...(item?.level === undefined ? {} : { level: item.level }),
    ...(item?.exceptions === undefined ? {} : { exceptions: item.exceptions }),
  }
  const procedureId = await procedureOf(ports, actor, { input, place }, signal)
  const writtenLetter: WrittenLetter = {
    letter,
    number: letterNumberFrom(year, serial),
    caseFile,
    pageCount,
    ...(procedureId === undefined ? {} : { procedureId }),
    index: indexOf(ports, actor, input, place),
  }
  return { ...secrecy, readKeys: filedReadKeys(secrecy, caseFile), written: writtenLetter }
}

async function procedureOf(
  ports: Ports,
  actor: Actor,
  { input, place }: Pick<Letter, 'input' | 'place'>,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { procedureId } = input
  if (procedureId === undefined) return place.answered?.document?.procedureId
  await requireProcedure(ports, actor, { caseFileId: place.caseFile.id, procedureId }, signal)
  return procedureId
}

/** What a person would confirm of it; the machine proposes nothing for a letter of the city. */
function indexOf({ clock }: Ports, actor: Actor, input: Words, place: LetterPlace): WrittenLetter['index'] {
  const { foreignReference } = referencesOf(place)
  const [recipient] = linesOf(input.recipient)
  const given = {
    subject: input.subject,
    sender: place.tenant.name,
    recipient,
    letterDate: place.today,
    fileNumbers: [place.caseFile.fileNumber],
    foreignReference,
  }
  return withGiven({}, given, stampOf(actor, clock.now()))
}

/** Joins the transaction of the intake. */
async function putIntoFile(
  ports: Ports,
  actor: Actor,
  {
    taken: { item, documents },
    caseFile: before,
    place: { answered },
  }: { readonly taken: ItemWithDocuments; readonly caseFile: CaseFile; readonly place: LetterPlace },
  signal: AbortSignal,
): Promise<Alongside> {
  const { numbered, serials } = await numberDocuments(ports, actor, before, documents, signal)
  const documentCount = before.documentCount + documents.length
  const caseFile = await ports.caseFiles.save(actor, { ...before, documentCount, numbered }, signal)
  const { recipient, sentOn } = required(item.outgoing)
  const named = { itemId: item.id, documentIds: item.documentIds, number: item.receiptNumber, sentOn }
  const whole = { ...named, subject: item.subject, recipient: linesOf(recipient)[0] }
  // Whoever reads the file need not be able to read what is more confidential in it.
  const isAsFile = JSON.stringify(item.readKeys) === JSON.stringify(caseFile.readKeys)
  const event: AuditEntry = {
    action: 'case-file.letter-written',
    object: { kind: 'case-file', id: caseFile.id },
    ...onBehalfOf(actor, caseFile.readKeys),
    changes: { letter: { after: isAsFile ? whole : named }, serials: { after: serials } },
  }
  if (answered === undefined) return { events: [event], changed: [caseFileNotice(caseFile)] }
  const { id, readKeys } = answered.item
  const answer: AuditEntry = {
    action: 'item.answered',
    object: { kind: 'incoming-item', id },
    ...onBehalfOf(actor, readKeys),
    changes: { letter: { after: whole } },
  }
  return { events: [event, answer], changed: [caseFileNotice(caseFile), { kind: 'item', id, readKeys }] }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
