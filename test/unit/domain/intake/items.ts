import type { Actor, Role } from '../../../../src/domain/access/actor.ts'
import type { CaseFile } from '../../../../src/domain/filing/case-file.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'

export function anItem(fields: Partial<IncomingItem> = {}): IncomingItem {
  return {
    id: 'item',
    tenantId: 'tenant',
    receiptNumber: 'MZ-2026-000001',
    channel: 'letter',
    receivedAt: '2026-03-02T08:00:00.000Z',
    capturedAt: '2026-03-02T08:00:00.000Z',
    state: 'indexing',
    documentIds: ['document'],
    processing: { state: 'done', stage: 'done', pagesDone: 1, pagesTotal: 1 },
    createdBy: { userId: 'u', displayName: 'U' },
    readKeys: ['mailroom'],
    version: 1,
    ...fields,
  }
}

export function anActor(userId: string, roles: readonly Role[] = ['clerk']): Actor {
  return {
    kind: 'user',
    tenantId: 'tenant',
    userId,
    displayName: userId.toUpperCase(),
    roles,
    orgUnitIds: ['unit'],
    grantKeys: ['unit:unit'],
    requestId: 'request',
  }
}

export function aCaseFile(fields: Partial<CaseFile> = {}): CaseFile {
  return {
    id: 'file',
    tenantId: 'tenant',
    fileNumber: '50.10-2026/000001',
    subject: 'Betreff',
    filingPlanEntryId: 'entry',
    leadUnitId: 'lead',
    state: 'open',
    createdAt: '2026-03-02T08:00:00.000Z',
    createdBy: { userId: 'u', displayName: 'U' },
    documentCount: 0,
    readKeys: ['unit:lead'],
    version: 1,
    ...fields,
  }
}
