import { isExceptionKey, levelOf, type Actor } from '../../domain/access/actor.ts'
import { itemReadKeys, unitIdsOf } from '../../domain/access/policy.ts'
import type { AuditEntry } from '../../domain/audit/event.ts'
import type { DeskEntry, DeskObject, DeskPlace } from '../../domain/desk/desk-entry.ts'
import { placeOfCaseFile, placeOfItem } from '../../domain/desk/desk-place.ts'
import { withAnswer, type FollowUp, type FollowUpAnswer } from '../../domain/follow-ups/follow-up.ts'
import { OPEN_STATES, type IncomingItem } from '../../domain/intake/incoming-item.ts'
import type { CaseFiles } from '../../ports/case-files.ts'
import type { IdGenerator } from '../../ports/clock.ts'
import type { DeskEntries } from '../../ports/desk-entries.ts'
import type { FollowUps } from '../../ports/follow-ups.ts'
import type { IncomingItems } from '../../ports/incoming-items.ts'
import { ENTRY_MOVED, ENTRY_SET, entryEvent, entryNotices } from './desk-entries.ts'
import { FOLLOW_UP_ANSWERED, followUpEvent, objectNotice, reminderOf } from './follow-ups.ts'
import type { TakenOver } from './new-item.ts'
import { required } from './required.ts'
import type { Alongside } from './take-in.ts'

export interface AnswerPorts {
  readonly followUps: FollowUps
  readonly deskEntries: DeskEntries
  readonly incomingItems: IncomingItems
  readonly caseFiles: CaseFiles
  readonly ids: IdGenerator
}

/**
 * What an answer takes over from the object that it is for: it is for the same unit, no less confidential, and whoever was
 * shut out of the one is shut out of the other, wherever it is sent. Joins the running transaction.
 */
export async function takenOverFrom(
  ports: Pick<AnswerPorts, 'incomingItems' | 'caseFiles'>,
  machine: Actor,
  { id, object }: FollowUp,
  signal: AbortSignal,
): Promise<TakenOver> {
  const { place } = await objectOf(ports, machine, object, signal)
  const { caseFileId, readKeys, keeper } = place
  const orgUnitId = unitIdsOf([keeper])[0] ?? unitIdsOf(readKeys)[0]
  const level = levelOf(readKeys)
  const exceptions = readKeys.filter(isExceptionKey)
  const orgUnitIds = orgUnitId === undefined ? [] : [orgUnitId]
  return {
    level,
    exceptions,
    followUp: {
      id,
      ...(orgUnitId === undefined ? {} : { orgUnitId }),
      ...(caseFileId === undefined ? {} : { caseFileId }),
    },
    readKeys: itemReadKeys({ filed: false, level, orgUnitIds, exceptions }),
  }
}

/** What the receipt of an answer confirms. */
export interface ConfirmedAnswer {
  readonly subject: string
  /** `YYYY-MM-DD` */
  readonly dueOn: string
  readonly inTime: boolean
}

/** Of an item that answered a request; `undefined` of every other one. */
export async function confirmedAnswer(
  { followUps }: Pick<AnswerPorts, 'followUps'>,
  machine: Actor,
  { id, followUp }: Pick<IncomingItem, 'id' | 'followUp'>,
  signal: AbortSignal,
): Promise<ConfirmedAnswer | undefined> {
  const asked = followUp && (await followUps.find(machine, followUp.id, signal))
  const answer = asked?.answers.find(({ itemId }) => itemId === id)
  if (asked === undefined || answer === undefined) return undefined
  return { subject: asked.subject, dueOn: asked.dueOn, inTime: answer.inTime }
}

/** Writes down that an answer came, and brings the object back to the desk of whoever asked. Joins the running transaction. */
export async function takeAnswer(
  ports: AnswerPorts,
  machine: Actor,
  { followUp, answer, today }: { followUp: FollowUp; answer: FollowUpAnswer; today: string },
  signal: AbortSignal,
): Promise<Alongside> {
  const { place, isOpen } = await objectOf(ports, machine, followUp.object, signal)
  const reminded = isOpen
    ? await bringBack(ports, machine, { followUp, answer, today, place }, signal)
    : undefined
  const after = withAnswer(followUp, answer, reminded?.entryId)
  await ports.followUps.save(machine, after, signal)
  return {
    events: [followUpEvent(machine, FOLLOW_UP_ANSWERED, after, place.readKeys), ...(reminded?.events ?? [])],
    changed: [objectNotice(after, place.readKeys), ...(reminded?.changed ?? [])],
  }
}

interface Arrived {
  readonly followUp: FollowUp
  readonly answer: FollowUpAnswer
  readonly today: string
  readonly place: DeskPlace
}

/** One entry for all answers: the open one is due today, a new one is set only when a person has settled it. */
async function bringBack(
  { deskEntries, ids }: AnswerPorts,
  machine: Actor,
  { followUp, answer, today, place }: Arrived,
  signal: AbortSignal,
): Promise<Alongside & { readonly entryId: string }> {
  const { entryId, object, createdBy, subject } = followUp
  const purpose = `Nachforderung „${subject}“: ${answer.receiptNumber} ist eingegangen`
  const known = entryId === undefined ? undefined : await deskEntries.find(machine, entryId, signal)
  if (known?.state === 'open') {
    const moved: DeskEntry = { ...known, purpose, dueOn: today, remindOn: today }
    const after = await deskEntries.save(machine, moved, signal)
    return told(machine, ENTRY_MOVED, known, after)
  }
  const fixed = { id: ids.next(), object, purpose, dueOn: today, createdAt: answer.receivedAt }
  const assignee = known?.assignee ?? createdBy
  const entry: DeskEntry = { ...reminderOf(machine, place, fixed), assignee }
  await deskEntries.insert(machine, entry, signal)
  return told(machine, ENTRY_SET, undefined, entry)
}

function told(
  machine: Actor,
  action: string,
  before: DeskEntry | undefined,
  after: DeskEntry,
): Alongside & { readonly entryId: string; readonly events: readonly AuditEntry[] } {
  return {
    entryId: after.id,
    events: [entryEvent(machine, action, before, after)],
    changed: entryNotices(after),
  }
}

/** @throws {MailroomError} `not-found` */
async function objectOf(
  { incomingItems, caseFiles }: Pick<AnswerPorts, 'incomingItems' | 'caseFiles'>,
  machine: Actor,
  { kind, id }: DeskObject,
  signal: AbortSignal,
): Promise<{ readonly place: DeskPlace; readonly isOpen: boolean }> {
  if (kind === 'case-file') {
    const caseFile = required(await caseFiles.find(machine, id, signal))
    return { place: placeOfCaseFile(caseFile), isOpen: caseFile.state === 'open' }
  }
  const item = required(await incomingItems.find(machine, id, signal))
  const caseFile =
    item.caseFileId === undefined ? undefined : await caseFiles.find(machine, item.caseFileId, signal)
  const isOpen = OPEN_STATES.includes(item.state) || (item.state === 'filed' && caseFile?.state === 'open')
  return { place: placeOfItem(item), isOpen }
}
