import { MailroomError } from '../errors.ts'
import type { FileEntry } from '../filing/file-entry.ts'
import type { StoredDocument, StoredObject } from '../intake/document.ts'
import { linesOf } from '../follow-ups/follow-up.ts'
import type { OutgoingLetter } from '../letters/outgoing-letter.ts'
import { cleanFilename, viewCopyName } from '../intake/filename.ts'
import { indexText } from '../intake/index-data.ts'
import { calendarDayAt, germanDay } from '../intake/local-time.ts'
import { partsOf } from '../intake/parts-of.ts'
import { isHeld } from '../intake/virus-scan.ts'
import { REASON_NAMES, redactionState, type Redaction } from '../redaction/redaction.ts'
import type { ListedDocument } from './front-pages.ts'

/** What a person has picked; a document without a redacted version is given as it is. */
export interface PickedDocument {
  readonly documentId: string
  readonly redactionId?: string | undefined
}

/** A document on its way out. */
export interface GivenDocument {
  /** From 1. */
  readonly number: number
  readonly document: StoredDocument
  /** Given in the place of the document. */
  readonly redaction?: ReleasedRedaction
  /** It does not count any more, and is still a part of the file. */
  readonly isVoided: boolean
  /** In quarantine, or with something in quarantine inside: named, not given. */
  readonly isShut: boolean
  /** Of a letter that was written here. */
  readonly outgoing?: OutgoingLetter
}

type ReleasedRedaction = Redaction & { readonly object: StoredObject }

/**
 * The documents in the order of the file.
 *
 * @param documents all of the file that the actor may read
 * @param entries their places in it
 * @param letters those that were written here, by their documents
 * @throws {MailroomError} `not-found` for what is not among them, `state-conflict` for a version that is not released
 */
export function givenDocuments(
  documents: readonly StoredDocument[],
  picked: readonly PickedDocument[] | undefined,
  entries: readonly FileEntry[] = [],
  letters: ReadonlyMap<string, OutgoingLetter> = new Map(),
): GivenDocument[] {
  const placeOf = new Map(
    entries.filter(({ left }) => left === undefined).map((entry) => [entry.documentId, entry]),
  )
  const serialOf = ({ id }: StoredDocument): number => placeOf.get(id)?.serial ?? Number.MAX_SAFE_INTEGER
  const all: readonly PickedDocument[] = documents.map(({ id }) => ({ documentId: id }))
  const wanted = new Map((picked ?? all).map((one) => [one.documentId, one]))
  const chosen = documents
    .filter(({ id }) => wanted.has(id))
    .sort((left, right) => serialOf(left) - serialOf(right))
  if (chosen.length < wanted.size)
    throw new MailroomError('not-found', 'There is no such document in the file.')
  return chosen.map((document, index) => {
    const redaction = releasedOf(document, wanted.get(document.id)?.redactionId)
    const outgoing = letters.get(document.id)
    return {
      number: index + 1,
      document,
      ...(redaction === undefined ? {} : { redaction }),
      ...(outgoing === undefined ? {} : { outgoing }),
      isVoided: placeOf.get(document.id)?.voided !== undefined,
      isShut: [document, ...partsOf(document.id, documents)].some(isHeld),
    }
  })
}

/** @throws {MailroomError} `not-found`, `state-conflict` */
export function releasedOf(
  { redactions = [] }: Pick<StoredDocument, 'redactions'>,
  redactionId: string | undefined,
): ReleasedRedaction | undefined {
  if (redactionId === undefined) return undefined
  const found = redactions.find(({ id }) => id === redactionId)
  if (found === undefined) throw new MailroomError('not-found', 'There is no such redacted version.')
  const { object } = found
  if (object !== undefined && redactionState(found) === 'released') return { ...found, object }
  throw new MailroomError('state-conflict', 'The redacted version is not released.', {
    facts: { redactionId },
  })
}

/** What is bound into a PDF of the file; `undefined` for what can only be named. */
export function boundObject({ document, redaction, isShut }: GivenDocument): StoredObject | undefined {
  if (isShut) return undefined
  if (redaction !== undefined) return redaction.object
  return document.pageCount > 0 ? document.viewCopy : undefined
}

export function listedDocument(given: GivenDocument, timeZone: string): ListedDocument {
  const { number, document, redaction, isVoided } = given
  const day =
    indexText(document.index, 'letterDate') ?? calendarDayAt(new Date(document.capturedAt), timeZone)
  const text = redaction === undefined ? wordsFor(given) : `geschwärzte Fassung (${reasonsOf(redaction)})`
  return {
    number,
    date: /^\d{4}-\d{2}-\d{2}$/.test(day) ? germanDay(day) : '',
    text: `${text}${isVoided ? ' (für ungültig erklärt)' : ''}`,
    pages: redaction?.pageCount ?? document.pageCount,
  }
}

function wordsFor({ document: { index, filename }, outgoing }: GivenDocument): string {
  if (outgoing !== undefined) {
    const [recipient = ''] = linesOf(outgoing.recipient)
    return `Ausgang an ${recipient}: ${indexText(index, 'subject') ?? filename}`
  }
  const words = [indexText(index, 'sender'), indexText(index, 'subject')].filter((text) => text !== undefined)
  return words.length === 0 ? filename : words.join(', ')
}

export function reasonsOf({ marks }: Pick<Redaction, 'marks'>): string {
  return [...new Set(marks.map(({ reason }) => REASON_NAMES[reason]))].join(', ')
}

/** Longer names break old programs; the number keeps them apart. */
const MAX_STEM_CHARACTERS = 80

interface GivenPaths {
  readonly original: string
  readonly copy: string
}

/** Paths inside of a ZIP: unique by their number, safe on every system. */
export function pathsOf({
  number,
  document: { filename },
}: Pick<GivenDocument, 'number' | 'document'>): GivenPaths {
  const clean = cleanFilename(filename)
  const extension = /\.[A-Za-z0-9]{1,10}$/.exec(clean)?.[0] ?? ''
  const stem = Array.from(clean.slice(0, clean.length - extension.length))
    .slice(0, MAX_STEM_CHARACTERS)
    .join('')
  const name = `${String(number).padStart(4, '0')}-${stem.trimEnd()}${extension}`
  return { original: `originale/${name}`, copy: `lesefassungen/${viewCopyName(name)}` }
}

export function redactedPath({ number }: Pick<GivenDocument, 'number'>): string {
  return `geschwaerzt/${String(number).padStart(4, '0')}-geschwaerzt.pdf`
}
