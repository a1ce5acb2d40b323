import { systemClock } from '../../src/adapters/system/clock.ts'
import { createIdGenerator } from '../../src/adapters/system/ids.ts'
import { MAILROOM_KEY, systemActor, unitKey, type Actor } from '../../src/domain/access/actor.ts'
import type { OrgUnit, User } from '../../src/domain/access/organisation.ts'
import { isMailroomError, type ErrorCode } from '../../src/domain/errors.ts'
import type { Batch } from '../../src/domain/batches/batch.ts'
import type { CaseFile } from '../../src/domain/filing/case-file.ts'
import type { FollowUp } from '../../src/domain/follow-ups/follow-up.ts'
import type { Note } from '../../src/domain/notes/note.ts'
import type { RouteSlip } from '../../src/domain/routing/route-slip.ts'
import type { StoredDocument } from '../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../src/domain/intake/incoming-item.ts'
import type { ScanCheck } from '../../src/domain/quality/scan-check.ts'
import type { RecognizedPage } from '../../src/domain/recognition/page.ts'

const ids = createIdGenerator(systemClock)

export const newId = (): string => ids.next()
export const signal = new AbortController().signal

/** A tenant of its own for each test, with the machine and two people of different units. */
export function newTenant(): { id: string; machine: Actor; social: Actor; roads: Actor; mailroom: Actor } {
  const id = newId()
  return {
    id,
    machine: systemActor(id, 'request-1'),
    social: person(id, [unitKey('social')]),
    roads: person(id, [unitKey('roads')]),
    mailroom: person(id, [MAILROOM_KEY]),
  }
}

function person(tenantId: string, grantKeys: readonly string[]): Actor {
  const roles = ['clerk'] as const
  const userId = newId()
  return {
    kind: 'user',
    tenantId,
    userId,
    displayName: 'A. Person',
    roles,
    orgUnitIds: [],
    grantKeys,
    requestId: 'request-2',
  }
}

/** Most mail of a city is done with; little is open. */
const STATES_OF_TEN = ['routed', 'accepted', 'filed'] as const

/** States of many items, in the shares in which they lie in a city's inbox. */
export function usualState(number: number): IncomingItem['state'] {
  return STATES_OF_TEN[number % 10] ?? 'done'
}

export function itemOf(tenantId: string, changed: Partial<IncomingItem> = {}): IncomingItem {
  const id = newId()
  return {
    id,
    tenantId,
    receiptNumber: `MZ-2026-${id}`,
    channel: 'letter',
    receivedAt: '2026-03-02T08:00:00.000Z',
    capturedAt: '2026-03-02T09:00:00.000Z',
    state: 'capturing',
    documentIds: ['d1', 'd2'],
    processing: { state: 'queued', stage: 'recognise', pagesDone: 0, pagesTotal: 3 },
    createdBy: { userId: 'u1', displayName: 'Ö. Müller' },
    readKeys: [MAILROOM_KEY],
    version: 1,
    ...changed,
  }
}

export function batchOf(tenantId: string, changed: Partial<Batch> = {}): Batch {
  const id = newId()
  return {
    id,
    tenantId,
    number: `ST-2026-${id}`,
    state: 'open',
    operator: 'Ö. Müller',
    protectionClass: 'normal',
    channel: 'letter',
    dividesAlone: false,
    byContent: true,
    receivedAt: '2026-03-02T08:00:00.000Z',
    createdAt: '2026-03-02T08:00:00.000Z',
    createdBy: { userId: 'u1', displayName: 'Ö. Müller' },
    scans: 0,
    readKeys: [MAILROOM_KEY],
    version: 1,
    ...changed,
  }
}

export function checkOf(tenantId: string, changed: Partial<ScanCheck> = {}): ScanCheck {
  return {
    id: newId(),
    tenantId,
    itemId: 'item-1',
    receiptNumber: 'MZ-2026-000001',
    batchId: 'batch-1',
    stackItemId: 'stack-1',
    stackNumber: 'ST-2026-000001/1',
    documentId: 'd1',
    pages: [],
    protectionClass: 'normal',
    cause: 'sample',
    operators: [],
    operatorName: 'Ö. Müller',
    state: 'open',
    round: 1,
    results: [],
    createdAt: '2026-03-02T09:00:00.000Z',
    readKeys: [MAILROOM_KEY],
    version: 1,
    ...changed,
  }
}

export function documentOf(tenantId: string, changed: Partial<StoredDocument> = {}): StoredDocument {
  return {
    id: newId(),
    tenantId,
    itemId: 'item-1',
    filename: 'bescheid.pdf',
    original: {
      key: 'originals/t/1',
      mediaType: 'application/pdf',
      sizeBytes: 5_000_000_000,
      sha256: 'ab'.repeat(32),
    },
    pageImages: [],
    pageCount: 1,
    languages: ['deu'],
    proposals: { fields: {}, abstained: {} },
    index: {},
    processing: { state: 'queued', stage: 'recognise', pagesDone: 0 },
    capturedAt: '2026-03-02T09:00:00.000Z',
    readKeys: [MAILROOM_KEY],
    version: 1,
    ...changed,
  }
}

export function caseFileOf(tenantId: string, changed: Partial<CaseFile> = {}): CaseFile {
  const id = newId()
  return {
    id,
    tenantId,
    fileNumber: `50.10-2026/${id}`,
    subject: 'Wohngeld',
    filingPlanEntryId: 'entry-1',
    leadUnitId: 'social',
    state: 'open',
    createdAt: '2026-03-02T09:00:00.000Z',
    createdBy: { userId: 'u1', displayName: 'Ö. Müller' },
    documentCount: 0,
    readKeys: [unitKey('social')],
    version: 1,
    ...changed,
  }
}

export function unitOf(tenantId: string, changed: Partial<OrgUnit> = {}): OrgUnit {
  return { id: newId(), tenantId, number: '33', name: 'Ordnungsamt', kind: 'office', version: 1, ...changed }
}

export function userOf(tenantId: string, changed: Partial<User> = {}): User {
  const id = newId()
  const name = { username: `user-${id}`, displayName: 'A. Person' }
  return {
    id,
    tenantId,
    ...name,
    roles: ['clerk'],
    orgUnitIds: ['u'],
    disabled: false,
    version: 1,
    ...changed,
  }
}

/** Two blocks with boxes and confidences on the steps that storage keeps. */
export function pageOf(number: number): RecognizedPage {
  return {
    number,
    widthPt: 595.276,
    heightPt: 841.89,
    rotation: 90,
    skewDegrees: -0.73,
    blank: false,
    source: 'ocr',
    sourceReason: 'no-text-layer',
    engine: 'tesseract.js 7.0.0 (deu+eng)',
    languages: ['deu'],
    meanConfidence: 0.91234567,
    unreadCodes: [[0.1, 0.1, 0.3, 0.2]],
    qualityHints: ['blurred'],
    blocks: [
      {
        box: [0.1, 0.1, 0.9, 0.2],
        lines: [
          {
            box: [0.1, 0.1, 0.9, 0.15],
            words: [
              { text: 'Straße', box: [0.1, 0.1, 0.25123, 0.15], confidence: 0.9321 },
              { text: '"§ 5"\\', box: [0.3, 0.1, 0.9, 0.14999], confidence: 0 },
            ],
          },
          { box: [0.1, 0.16, 0.5, 0.2], words: [{ text: '𝔸', box: [0, 0, 1, 1], confidence: 1 }] },
        ],
      },
      { box: [0.2, 0.5, 0.2, 0.5], lines: [] },
    ],
  }
}

/** The code with which the work fails. */
export async function codeOf(work: Promise<unknown>): Promise<ErrorCode | 'none'> {
  try {
    await work
    return 'none'
  } catch (error) {
    if (isMailroomError(error)) return error.code
    throw error
  }
}

export function followUpOf(tenantId: string, changed: Partial<FollowUp> = {}): FollowUp {
  const id = newId()
  return {
    id,
    tenantId,
    object: { kind: 'case-file', id: 'file' },
    recipient: 'Ö. Berg\nGasse 1\n55116 Mainz',
    subject: 'Nachweis über Ihr Einkommen',
    text: 'Uns fehlt noch etwas.',
    wanted: ['Lohnzettel Mai', 'Lohnzettel Juni'],
    dueOn: '2026-04-01',
    openUntil: '2026-04-29',
    secretHash: `hash of ${id}`,
    state: 'open',
    answers: [],
    createdAt: '2026-03-02T16:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'Ö. Müller' },
    version: 1,
    ...changed,
  }
}

export function routeSlipOf(tenantId: string, changed: Partial<RouteSlip> = {}): RouteSlip {
  const target = { kind: 'unit', orgUnitId: 'law', name: '30 Rechtsamt' } as const
  return {
    id: newId(),
    tenantId,
    object: { kind: 'case-file', id: 'file' },
    steps: [{ id: newId(), target, task: 'cosign', upTo: 'normal', state: 'current' }],
    createdAt: '2026-03-02T16:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'Ö. Müller' },
    version: 1,
    ...changed,
  }
}

export function noteOf(tenantId: string, changed: Partial<Note> = {}): Note {
  return {
    id: newId(),
    tenantId,
    object: { kind: 'case-file', id: 'file' },
    text: 'Bitte den Nachweis prüfen.',
    mentions: [],
    createdAt: '2026-03-02T16:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'Ö. Müller' },
    writtenAt: '2026-03-02T16:00:00.000Z',
    earlier: [],
    version: 1,
    ...changed,
  }
}
