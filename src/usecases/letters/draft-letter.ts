import type { Actor } from '../../domain/access/actor.ts'
import type { DeskObject } from '../../domain/desk/desk-entry.ts'
import { senderKey } from '../../domain/extraction/known-sender.ts'
import { linesOf, writtenDay } from '../../domain/follow-ups/follow-up.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { indexOrProposedText } from '../../domain/intake/index-data.ts'
import { filled, type Placeholder, type PlaceholderValues } from '../../domain/letters/placeholders.ts'
import type { LetterTemplates } from '../../ports/letters.ts'
import {
  letterPlace,
  referencesOf,
  type LetterPlace,
  type LetterPlacePorts,
  type LetterWords,
} from '../shared/letter-place.ts'
import { required } from '../shared/required.ts'

export interface DraftLetterInput {
  readonly object: DeskObject
  /** Without one only the address and the subject are there. */
  readonly templateId?: string | undefined
}

export interface LetterDraft extends LetterWords {
  /** Placeholders of the template for which nothing is known; they stand in the text still. */
  readonly missing: readonly Placeholder[]
  /** Where the letter will lie. */
  readonly fileNumber: string
}

/** The words of a template with what is known of the case; nothing is stored. @throws {MailroomError} as `letterPlace` */
export type DraftLetter = (actor: Actor, input: DraftLetterInput, signal: AbortSignal) => Promise<LetterDraft>

type Ports = LetterPlacePorts & { readonly letterTemplates: LetterTemplates }

/** More senders than a city confirms often. */
const KNOWN_SENDERS = 2_000

export function createDraftLetter(ports: Ports): DraftLetter {
  return async function draftLetter(actor, { object, templateId }, signal) {
    const place = await letterPlace(ports, actor, object, signal)
    const template =
      templateId === undefined
        ? undefined
        : required(await ports.letterTemplates.find(actor, templateId, signal))
    const recipient = await recipientOf(ports, actor, place, signal)
    const values = valuesOf(place, { recipient, author: actor.displayName })
    const subject = filled(template?.subject ?? '{{bezug}}', values)
    const body = filled(template?.body ?? '', values)
    const isBare = template === undefined && subject.missing.length > 0
    return {
      recipient,
      subject: isBare ? '' : subject.text,
      text: body.text,
      missing: isBare ? [] : [...new Set([...subject.missing, ...body.missing])],
      fileNumber: place.caseFile.fileNumber,
    }
  }
}

/** The confirmed sender with the address that was read of the letter, or that he has given before. */
async function recipientOf(
  { addressBook }: Ports,
  actor: Actor,
  { answered }: LetterPlace,
  signal: AbortSignal,
): Promise<string> {
  const document = answered?.document
  const name = document === undefined ? answered?.item.sender : indexOrProposedText(document, 'sender')
  if (name === undefined) return ''
  const printed = document === undefined ? undefined : printedAddress(document, name)
  const known = (await addressBook.senders(actor, KNOWN_SENDERS, signal)).find(
    (sender) => senderKey(sender.name) === senderKey(name),
  )
  const { street, postcode, city, addition } = { addition: undefined, ...known, ...printed }
  const place = [postcode, city].filter((part) => part !== undefined).join(' ')
  return [name, addition, street, place].filter((line) => line !== undefined && line !== '').join('\n')
}

function printedAddress(
  { proposals }: StoredDocument,
  name: string,
): Readonly<Record<string, string>> | undefined {
  const details = proposals.fields.sender?.find(({ value }) => value === name)?.details
  return details?.['street'] === undefined ? undefined : details
}

function valuesOf(
  place: LetterPlace,
  { recipient, author }: { readonly recipient: string; readonly author: string },
): PlaceholderValues {
  const { caseFile, answered, unit, tenant, today } = place
  const { foreignReference, letterOf, receivedOn } = referencesOf(place)
  const [empfaenger] = linesOf(recipient)
  const bezug = [
    ...(letterOf === undefined ? [] : [`Ihr Schreiben vom ${writtenDay(letterOf)}`]),
    ...(foreignReference === undefined ? [] : [`Ihr Zeichen ${foreignReference}`]),
  ].join(', ')
  const known: Readonly<Record<Placeholder, string | undefined>> = {
    empfaenger,
    aktenzeichen: caseFile.fileNumber,
    aktenbetreff: caseFile.subject,
    datum: writtenDay(today),
    sachbearbeitung: author,
    bezug,
    betreff: answered?.item.subject,
    eingangsnummer: answered?.item.receiptNumber,
    eingangsdatum: receivedOn === undefined ? undefined : writtenDay(receivedOn),
    dienststelle: unit?.name,
    kommune: tenant.name,
  }
  const given = Object.entries(known).filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(given)
}
