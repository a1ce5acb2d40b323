import { holdsKey, levelOf, type Actor } from '../access/actor.ts'
import type { ArrivalNotes } from '../intake/arrival-notes.ts'
import type { IncomingItem } from '../intake/incoming-item.ts'

/** What a letter is about; only for those who may read it. */
export interface RegisteredContent {
  readonly sender?: string
  readonly subject?: string
}

/** One line of the mail register (Posteingangsbuch). */
export interface RegisterEntry extends Pick<
  IncomingItem,
  'receiptNumber' | 'channel' | 'receivedAt' | 'capturedAt' | 'arrival' | 'state'
> {
  /** Only for those who may read the letter. */
  readonly id?: string
  readonly fileCount: number
  /** Where it went; of what few may know only for those who may read it. */
  readonly orgUnitId?: string
  readonly registeredBy: string
  /** Absent when the reader of the register may not read the letter. */
  readonly content?: RegisteredContent
  /** Of cancelled numbers for everybody, unless few may know of the letter; of other ways out only beside the content. */
  readonly closureReason?: string
}

/**
 * The register is complete for all who keep or check it: every number, when and how it came in and where it went. What a
 * letter is about stays with those who may read it; of what few may know also the unit, which can tell as much, and why
 * its number was cancelled.
 */
export function registerEntryOf(item: IncomingItem, actor: Actor): RegisterEntry {
  const { id, receiptNumber, channel, receivedAt, capturedAt, arrival, state } = item
  const isReadable = holdsKey(actor, item.readKeys)
  return {
    receiptNumber,
    channel,
    receivedAt,
    capturedAt,
    state,
    fileCount: item.documentIds.length,
    registeredBy: item.createdBy.displayName,
    ...(arrival === undefined ? {} : { arrival: isReadable ? arrival : withoutTexts(arrival) }),
    ...(isReadable ? { id, content: contentOf(item) } : {}),
    ...whereabouts(item, isReadable),
  }
}

function whereabouts(
  { state, target, closure, readKeys }: IncomingItem,
  isReadable: boolean,
): Pick<RegisterEntry, 'orgUnitId' | 'closureReason'> {
  if (!isReadable && levelOf(readKeys) !== 'normal') return {}
  const showsReason = isReadable || state === 'voided'
  return {
    ...(target === undefined ? {} : { orgUnitId: target.orgUnitId }),
    ...(closure !== undefined && showsReason ? { closureReason: closure.reason } : {}),
  }
}

/** Evidence names senders, and reasons are free text: both belong to what a letter is about. */
function withoutTexts({ evidence, correction, ...notes }: ArrivalNotes): ArrivalNotes {
  return {
    ...notes,
    ...(evidence === undefined ? {} : { evidence: { kind: evidence.kind } }),
    ...(correction === undefined ? {} : { correction: { ...correction, reason: '' } }),
  }
}

function contentOf({ sender, subject }: IncomingItem): RegisteredContent {
  return { ...(sender === undefined ? {} : { sender }), ...(subject === undefined ? {} : { subject }) }
}
