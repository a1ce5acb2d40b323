import { createHash } from 'node:crypto'
import type { Actor, Role } from '../../../../src/domain/access/actor.ts'
import { permissionsOf } from '../../../../src/domain/access/policy.ts'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { IncomingItem } from '../../../../src/domain/intake/incoming-item.ts'
import type { ActiveSession } from '../../../../src/usecases/shared/session-view.ts'

/** Records as the use cases give them, for answers that only HTTP is tested with. */

export const TENANT = {
  id: 'tenant1',
  slug: 'musterstadt',
  name: 'Musterstadt',
  receiptPrefix: 'MS',
  timeZone: 'Europe/Berlin',
}

export function sessionOf(roles: readonly Role[], changed: Partial<Actor> = {}): ActiveSession {
  const actor: Actor = {
    kind: 'user',
    tenantId: TENANT.id,
    userId: `user-${roles.join('-')}`,
    displayName: 'A. Person',
    roles,
    orgUnitIds: ['unit1'],
    grantKeys: ['mailroom', 'unit:unit1'],
    requestId: 'request1',
    ...changed,
  }
  const user = {
    id: actor.userId,
    tenantId: TENANT.id,
    username: 'person',
    displayName: actor.displayName,
    roles,
    orgUnitIds: actor.orgUnitIds,
    disabled: false,
    version: 1,
  }
  const permissions = [...permissionsOf(roles)]
  const view = {
    user,
    postUnitIds: actor.orgUnitIds,
    tenant: TENANT,
    permissions,
    secondFactorMissing: false,
  }
  return { actor, view }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function documentOf(bytes: Uint8Array, changed: Partial<StoredDocument> = {}): StoredDocument {
  return {
    id: 'document1',
    tenantId: TENANT.id,
    itemId: 'item1',
    filename: 'Bescheid.pdf',
    original: {
      key: 'originals/tenant1/secret-key',
      mediaType: 'application/pdf',
      sizeBytes: bytes.length,
      sha256: sha256(bytes),
    },
    pageImages: [],
    pageCount: 1,
    languages: ['deu'],
    proposals: { fields: {}, abstained: { sender: 'nothing-found' } },
    index: {},
    processing: { state: 'done', stage: 'understand', pagesDone: 1 },
    capturedAt: '2026-11-03T09:00:00.000Z',
    readKeys: ['mailroom'],
    version: 3,
    ...changed,
  }
}

export function itemOf(changed: Partial<IncomingItem> = {}): IncomingItem {
  return {
    id: 'item1',
    tenantId: TENANT.id,
    receiptNumber: 'MS-2026-000001',
    channel: 'letter',
    receivedAt: '2026-11-03T08:00:00.000Z',
    capturedAt: '2026-11-03T09:00:00.000Z',
    state: 'capturing',
    documentIds: ['document1'],
    processing: { state: 'queued', stage: 'recognise', pagesDone: 0, pagesTotal: 1 },
    createdBy: { userId: 'user1', displayName: 'A. Person' },
    readKeys: ['mailroom'],
    version: 7,
    ...changed,
  }
}
