import { ADMIN, ALL_BUT_SCANNERS } from './roles.ts'
import { STALE, type Row } from './row.ts'

/** What the administration of a city sets up: units and people, types, scanners, rules, mail accounts. */
export const MASTER_DATA_POLICY: Readonly<Record<string, Row>> = {
  listMailAccounts: { who: ADMIN, ok: [200] },
  addMailAccount: { who: ADMIN, ok: [422], body: () => ({ name: 'n', username: 'u', password: 'p' }) },
  patchMailAccount: { who: ADMIN, object: 'mail-account', ok: STALE, body: () => ({ name: 'neu' }) },
  checkMailAccount: { who: ADMIN, object: 'mail-account', ok: [200] },
  listRefusedMails: { who: ADMIN, object: 'mail-account', ok: [200] },
  removeMailAccount: { who: ADMIN, object: 'spare-mail-account', ok: [204] },

  listOrgUnits: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addOrgUnit: {
    who: ADMIN,
    ok: [201, 409],
    body: (pick) => ({ parentId: pick('unit'), number: '77', name: 'n', kind: 'office' }),
  },
  patchOrgUnit: {
    who: ADMIN,
    object: 'unit',
    ok: STALE,
    body: (pick) => ({ name: 'neu', validTo: '2150-01-01', successorId: pick('unit') }),
  },
  moveUnitWork: {
    who: ADMIN,
    object: 'unit',
    ok: [422],
    body: (pick) => ({ toUnitId: pick('unit') }),
  },
  listUnitMoves: { who: ADMIN, object: 'unit', ok: [200] },
  exportUnitMovesCsv: { who: ADMIN, object: 'unit', ok: [200] },
  exportUnitMovesPdf: { who: ADMIN, object: 'unit', ok: [200] },
  listUsers: { who: ADMIN, ok: [200] },
  listColleagues: { who: ['head'], ok: [200] },
  createUser: {
    who: ADMIN,
    ok: [201, 409],
    body: (pick) => ({
      username: 'neu.hier',
      displayName: 'N',
      password: 'long enough to pass',
      roles: ['clerk'],
      orgUnitIds: [pick('unit')],
    }),
  },
  patchUser: {
    who: ADMIN,
    object: 'user',
    ok: STALE,
    body: (pick) => ({
      orgUnitIds: [pick('unit')],
      postDays: [{ orgUnitId: pick('unit'), validTo: '2030-12-31' }],
    }),
  },
  listDocumentTypes: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addDocumentType: { who: ADMIN, ok: [201, 409], body: () => ({ id: 'art-neu', name: 'n' }) },
  patchDocumentType: { who: ADMIN, object: 'document-type', ok: STALE, body: () => ({ name: 'neu' }) },
  listScanners: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addScanner: { who: ADMIN, ok: [201, 409], body: () => ({ name: 's', folder: 'scanner-neu' }) },
  patchScanner: { who: ADMIN, object: 'scanner', ok: STALE, body: () => ({ name: 'neu' }) },
  listRoutingRules: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addRoutingRule: {
    who: ADMIN,
    ok: [201],
    body: (pick) => ({ name: 'r', conditions: [condition()], target: { orgUnitId: pick('unit') } }),
  },
  checkRoutingRules: { who: ADMIN, ok: [200] },
  tryRoutingRule: {
    who: ADMIN,
    ok: [200],
    body: (pick) => ({
      replaces: pick('rule'),
      conditions: [condition()],
      target: { orgUnitId: pick('unit') },
    }),
  },
  patchRoutingRule: {
    who: ADMIN,
    object: 'rule',
    ok: STALE,
    body: (pick) => ({ target: { orgUnitId: pick('unit') } }),
  },
  removeRoutingRule: { who: ADMIN, object: 'spare-rule', ok: [204] },
}

function condition(): unknown {
  return { field: 'subject', operator: 'contains', value: 'geheim' }
}
