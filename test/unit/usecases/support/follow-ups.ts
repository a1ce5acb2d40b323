import type { Actor } from '../../../../src/domain/access/actor.ts'
import type { DeskObject } from '../../../../src/domain/desk/desk-entry.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import { createOpenCaseFile } from '../../../../src/usecases/filing/open-case-file.ts'
import { createSendFollowUp } from '../../../../src/usecases/follow-ups/send-follow-up.ts'
import { createAdmitSubmission } from '../../../../src/usecases/intake/admit-submission.ts'
import {
  createHandInSubmission,
  type SubmissionReceipt,
} from '../../../../src/usecases/intake/hand-in-submission.ts'
import type { SentFollowUp } from '../../../../src/usecases/shared/follow-ups.ts'
import { SIGNAL, upload, type Mailroom } from './mailroom.ts'

export const CITIZEN = { tenantSlug: 'musterstadt', clientAddress: '192.0.2.1', requestId: 'r' }
export const WORDS = {
  recipient: 'Kim Beispiel\nGasse 1\n55116 Musterstadt',
  subject: 'Ihr Einkommen',
  text: 'Uns fehlt noch etwas.',
  wanted: ['Lohnzettel Mai'],
  dueOn: '2026-03-16',
}

/** An open file of the social office. */
export async function aSocialFile(
  mailroom: Mailroom,
  actor: Actor,
  level?: 'confidential',
): Promise<DeskObject & { readonly kind: 'case-file' }> {
  const input = { subject: 'Hilfe zur Pflege', filingPlanEntryId: 'plan', leadUnitId: 'social', level }
  return { kind: 'case-file', id: (await createOpenCaseFile(mailroom)(actor, input, SIGNAL)).id }
}

export function askedFor(mailroom: Mailroom, actor: Actor, object: DeskObject): Promise<SentFollowUp> {
  return createSendFollowUp(mailroom)(actor, { object, ...WORDS }, SIGNAL)
}

/** Hands in one file for the request. */
export async function answerTo(mailroom: Mailroom, followUpCode: string): Promise<SubmissionReceipt> {
  const citizen = await createAdmitSubmission(mailroom)(CITIZEN, SIGNAL)
  return createHandInSubmission(mailroom)(citizen, { files: [upload('Lohn')], followUpCode }, SIGNAL)
}

/** What came in for the request last. */
export async function lastAnswer(mailroom: Mailroom, { followUp }: SentFollowUp): Promise<IncomingItem> {
  const found = await mailroom.followUps.find(mailroom.machine, followUp.id, SIGNAL)
  const id = found?.answers.at(-1)?.itemId ?? ''
  const item = await mailroom.incomingItems.find(mailroom.machine, id, SIGNAL)
  if (item === undefined) throw new Error('Nothing came in.')
  return item
}
