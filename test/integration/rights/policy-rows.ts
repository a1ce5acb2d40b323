import type { Role } from '../../../src/domain/access/actor.ts'
import { ACCOUNT_POLICY } from './account-rows.ts'
import { QUALITY_POLICY } from './quality-rows.ts'
import { DISPOSAL_POLICY } from './disposal-rows.ts'
import { FILING_POLICY } from './filing-rows.ts'
import { FOLLOW_UP_POLICY } from './follow-up-rows.ts'
import { NOTE_POLICY } from './note-rows.ts'
import { LETTER_POLICY } from './letter-rows.ts'
import { MISSING_ID, type ObjectKind } from './kinds.ts'
import { MASTER_DATA_POLICY } from './master-data-rows.ts'
import {
  ADMIN,
  ALL_BUT_SCANNERS,
  CHECKERS,
  DESK,
  DPO,
  KEEPERS,
  MAILROOM,
  READERS,
  WATCHERS,
} from './roles.ts'
import { STALE, type Row } from './row.ts'
import { WEBHOOK_POLICY } from './webhook-rows.ts'
import { SHARING_POLICY } from './sharing-rows.ts'

const item = (who: readonly Role[], body: Row['body']): Row => {
  return { who, object: 'item', ok: STALE, ...(body === undefined ? {} : { body }) }
}
const reason = (): unknown => ({ reason: 'weil' })
const nothing = (): unknown => ({})
const reading = (object: ObjectKind, query = ''): Row => {
  return { who: READERS, byToken: true, object, ok: [200], query }
}

/** The policy of the house, written down a second time and by hand: who may call what. A route without a row fails. */
export const POLICY: Readonly<Record<string, Row>> = {
  ...ACCOUNT_POLICY,
  ...MASTER_DATA_POLICY,
  ...LETTER_POLICY,
  ...WEBHOOK_POLICY,
  listItems: { who: READERS, byToken: true, ok: [200] },
  createItem: { who: ['mailroom', 'clerk', 'head', 'scanner'], ok: [201], form: { channel: 'letter' } },
  getItem: reading('item'),
  patchItem: item(READERS, (pick) => ({ documentId: pick('document'), documentType: pick('document-type') })),
  getItemHistory: reading('item'),
  itemConfirm: item(READERS, (pick) => ({
    documentId: pick('document'),
    index: { documentType: pick('document-type') },
    target: { orgUnitId: pick('unit'), caseFileId: pick('case-file'), assigneeId: pick('user') },
  })),
  itemRoute: item(READERS, (pick) => ({
    orgUnitId: pick('unit'),
    caseFileId: pick('case-file'),
    assigneeId: pick('user'),
  })),
  itemClaim: item(DESK, nothing),
  itemRelease: item(DESK, nothing),
  itemAssign: item(['head'], (pick) => ({ assigneeId: pick('user') })),
  itemFile: item(READERS, (pick) => ({ caseFileId: pick('case-file'), procedureId: pick('procedure') })),
  itemReturn: item(READERS, reason),
  itemMark: item(READERS, () => ({ mark: 'set-aside' })),
  itemResume: item(READERS, reason),
  itemMisdirect: item(READERS, reason),
  itemForwardUnopened: item(READERS, reason),
  itemVoid: item(['mailroom'], reason),
  itemDuplicate: item(READERS, (pick) => ({ itemId: pick('item'), relation: 'leads' })),
  getItemPosting: reading('item'),
  itemPart: item(READERS, () => ({ part: { key: 'k', number: 1, of: 2 } })),
  itemReleasePart: item(READERS, reason),
  itemAskForCheck: item(READERS, (pick) => ({ documentId: pick('document'), reason: 'weil' })),
  itemReject: item(['mailroom'], () => ({ reason: 'weil', notice: 'Nicht angenommen.' })),
  /** Who leads the mailroom holds two roles; nobody here does. */
  itemReleaseFromQuarantine: item([], () => ({ ground: 'false-alarm', reason: 'weil' })),
  itemCorrectArrival: item(['mailroom', 'head'], () => ({
    receivedAt: '2026-03-02T08:00:00Z',
    reason: 'weil',
  })),
  itemRetry: item(['mailroom', 'head', 'admin'], nothing),
  listBatches: { who: MAILROOM, ok: [200] },
  getBatch: { who: MAILROOM, object: 'batch', ok: [200] },
  createBatch: { who: ['mailroom', 'scanner'], ok: [201], body: nothing },
  createScans: { who: ['mailroom', 'scanner'], object: 'batch', ok: [200, 201], form: {} },
  /** The file of the test is no protocol. */
  setBatchProtocol: { who: ['mailroom', 'scanner'], object: 'batch', ok: [422], form: {} },
  closeBatch: { who: MAILROOM, object: 'batch', ok: STALE, body: nothing },
  getSplitPlan: { who: MAILROOM, object: 'stack', ok: [200] },
  editSplitPlan: {
    who: MAILROOM,
    object: 'stack',
    ok: STALE,
    body: () => ({ edits: [{ kind: 'settle', page: 1 }] }),
  },
  confirmSplitPlan: { who: MAILROOM, object: 'stack', ok: STALE, body: nothing },
  getOverview: { who: READERS, byToken: true, ok: [200] },
  listMailRegister: { who: KEEPERS, ok: [200], showsNumbers: true },
  exportMailRegisterCsv: { who: KEEPERS, ok: [200], showsNumbers: true },
  exportMailRegisterPdf: { who: KEEPERS, ok: [200] },
  printSeparatorSheets: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  getReceiptGaps: { who: KEEPERS, ok: [200] },
  listDayClosings: { who: KEEPERS, ok: [200] },
  previewDayClosing: { who: KEEPERS, ok: [200], showsNumbers: true },
  checkDayClosing: { who: KEEPERS, object: 'closing', ok: [200] },
  /** Who leads the mailroom holds two roles; nobody here does. */
  closeDay: { who: [], ok: [201], body: nothing },
  reopenDay: { who: [], object: 'closing', ok: [200], body: reason },
  itemLevel: item(READERS, () => ({ level: 'strict', reason: 'weil' })),
  setCaseFileLevel: {
    who: READERS,
    object: 'case-file',
    ok: STALE,
    body: () => ({ level: 'strict', reason: 'weil' }),
  },
  getItemAccess: reading('item'),
  getCaseFileAccess: reading('case-file'),
  addGrant: {
    who: ['head'],
    ok: [422],
    body: (pick) => ({
      objectKind: 'case-file',
      objectId: pick('case-file'),
      userId: pick('user'),
      effect: 'allow',
      reason: 'weil',
      endsAt: '2020-01-01T00:00:00Z',
    }),
  },
  takeBackGrant: { who: ['head'], object: 'grant', ok: [204] },
  openInEmergency: {
    who: ['head'],
    ok: [404],
    body: () => ({ number: 'gibt-es-nicht', reason: 'weil es brennt' }),
  },
  listEmergencies: { who: ['head', 'dpo'], ok: [200] },
  searchCrossUnit: {
    who: ['cross-unit'],
    ok: [200],
    body: () => ({ q: 'geheim', reason: 'weil es brennt' }),
  },
  queryAccessLog: {
    who: DPO,
    ok: [200],
    body: (pick) => ({
      purpose: 'weil jemand fragt',
      userId: pick('user'),
      before: '2020-01-01T00:00:00Z',
    }),
  },
  exportAccessLog: {
    who: DPO,
    ok: [200],
    body: () => ({ purpose: 'weil jemand fragt', before: '2020-01-01T00:00:00Z' }),
  },
  listLoggedPersons: { who: DPO, ok: [200] },
  followEvents: { who: 'signed-in', byToken: true, ok: [200] },

  getDocument: reading('document'),
  getOriginal: reading('document'),
  getViewCopy: reading('document'),
  getText: reading('document'),
  getEInvoice: reading('document'),
  listSimilarDocuments: reading('document'),
  listPossibleDuplicates: reading('document'),
  getPage: reading('document'),
  getPagePreview: reading('document'),
  getPageMatches: reading('document', '?q=geheim'),
  findWordPlaces: reading('document', '?text=geheim'),
  listRedactions: reading('document'),
  getRedaction: reading('document'),
  redactDocument: {
    who: DESK,
    object: 'document',
    ok: [409, 422],
    body: () => ({ marks: [{ page: 999, box: [0, 0, 1, 1], reason: 'third-party' }] }),
  },
  checkRedaction: { who: DESK, object: 'document', ok: [200, 409] },

  listCaseFiles: { who: READERS, byToken: true, ok: [200] },
  openCaseFile: {
    who: DESK,
    ok: [201, 422],
    body: (pick) => ({ subject: 's', filingPlanEntryId: pick('plan-entry'), leadUnitId: pick('unit') }),
  },
  getCaseFile: reading('case-file'),
  patchCaseFile: { who: DESK, object: 'case-file', ok: STALE, body: () => ({ subject: 'neu' }) },
  listCaseFileDocuments: reading('case-file'),
  getCaseFileHistory: reading('case-file'),
  listProcedures: reading('case-file'),
  listDisclosures: reading('case-file'),
  discloseCaseFile: {
    who: DESK,
    object: 'case-file',
    ok: [201, 404],
    body: (pick) => ({
      form: 'zip',
      recipient: 'r',
      legalBasis: 'b',
      documents: [{ documentId: pick('document') }],
    }),
  },
  addProcedure: { who: DESK, object: 'case-file', ok: [201], body: () => ({ subject: 's' }) },
  listDeskEntries: { who: READERS, byToken: true, ok: [200], query: '?scope=unit' },
  calculateDeadline: { who: READERS, byToken: true, ok: [200], body: () => ({ rule: fixedEnd() }) },
  listItemDeskEntries: reading('item'),
  setItemDeadline: {
    who: READERS,
    object: 'item',
    ok: [201, 422],
    body: (pick) => ({ purpose: 'p', rule: fixedEnd(), assigneeId: pick('user') }),
  },
  setItemResubmission: {
    who: READERS,
    object: 'item',
    ok: [201, 422],
    body: (pick) => ({ purpose: 'p', dueOn: '2150-01-01', assigneeId: pick('user') }),
  },
  listCaseFileDeskEntries: reading('case-file'),
  getCaseFileClosing: reading('case-file'),
  setCaseFileDeadline: {
    who: DESK,
    object: 'case-file',
    ok: [201],
    body: () => ({ purpose: 'p', rule: fixedEnd() }),
  },
  setCaseFileResubmission: {
    who: DESK,
    object: 'case-file',
    ok: [201],
    body: () => ({ purpose: 'p', dueOn: '2150-01-01' }),
  },
  changeDeskEntry: {
    who: READERS,
    object: 'desk-entry',
    ok: STALE,
    body: (pick) => ({ dueOn: '2150-01-01', reason: 'weil', assigneeId: pick('user') }),
  },
  settleDeskEntry: { who: READERS, object: 'desk-entry', ok: STALE, body: nothing },
  withdrawDeskEntry: { who: READERS, object: 'desk-entry', ok: STALE, body: reason },
  ...FOLLOW_UP_POLICY,
  ...NOTE_POLICY,
  getFilingPlan: { who: ALL_BUT_SCANNERS, byToken: true, ok: [200] },
  addFilingPlanEntry: {
    who: ADMIN,
    ok: [201, 409],
    body: (pick) => ({ number: '77', title: 't', parentId: pick('plan-entry'), orgUnitId: pick('unit') }),
  },
  ...DISPOSAL_POLICY,
  ...QUALITY_POLICY,
  ...FILING_POLICY,
  ...SHARING_POLICY,

  listDeputyships: { who: ['mailroom', 'clerk', 'head', 'admin'], ok: [200] },
  addDeputyship: {
    who: ['mailroom', 'clerk', 'head', 'admin'],
    ok: [422],
    body: (pick) => ({
      absentId: pick('user'),
      deputyId: pick('user'),
      firstDay: '2026-03-06',
      lastDay: '2026-03-02',
      orgUnitIds: [pick('unit')],
    }),
  },
  endDeputyship: { who: ['mailroom', 'clerk', 'head', 'admin'], object: 'deputyship', ok: [204] },

  search: { who: READERS, byToken: true, ok: [200] },
  completeSearch: { who: READERS, byToken: true, query: '?q=be', ok: [200] },
  verifyAudit: { who: ['auditor'], ok: [200] },
  listJobs: { who: WATCHERS, ok: [200] },
  retryJob: { who: ['mailroom', 'head', 'admin'], object: 'job', ok: [200, 409] },
  getQueue: { who: WATCHERS, ok: [200] },
  getReading: { who: WATCHERS, ok: [200] },
  renewDocument: { who: ['mailroom', 'head', 'admin'], object: 'document', ok: [204, 409] },
  renewDocuments: { who: ADMIN, ok: [200], body: () => ({ scope: 'older' }) },
  pauseQueue: { who: ADMIN, ok: [200, 409], body: nothing },
  resumeQueue: { who: ADMIN, ok: [200, 409] },
  showAccuracy: { who: READERS, byToken: true, ok: [200] },
  requestIntegrityScan: { who: CHECKERS, ok: [201] },
  listIntegrityScans: { who: CHECKERS, ok: [200] },
  getIntegrityScan: { who: CHECKERS, object: 'scan', ok: [200] },
  checkConsistency: { who: CHECKERS, ok: [200] },

  listTenants: { who: ['operator'], ok: [200] },
  createTenant: {
    who: ['operator'],
    ok: [201, 409],
    body: () => ({
      slug: 'gamma',
      name: 'Gamma',
      receiptPrefix: 'GA',
      adminUsername: 'admin.gamma',
      adminPassword: 'long enough to pass',
    }),
  },

  getPublicTenant: { who: 'everybody', object: 'tenant', ok: [200] },
  getCitizenIdentity: { who: 'everybody', object: 'tenant', ok: [200] },
  forgetCitizenIdentity: { who: 'everybody', object: 'tenant', ok: [204] },
  handInSubmission: { who: 'everybody', object: 'tenant', ok: [201], form: { name: 'B' } },
  openFollowUp: {
    who: 'everybody',
    object: 'tenant',
    ok: [404],
    body: () => ({ code: 'Z'.repeat(24) }),
  },
  handInUploads: {
    who: 'everybody',
    object: 'tenant',
    ok: [404],
    body: () => ({ uploads: ['ab'.repeat(16)] }),
  },
  printSubmissionReceipt: {
    who: 'everybody',
    object: 'tenant',
    ok: [404],
    body: () => ({ referenceCode: 'Z'.repeat(16), secret: MISSING_ID }),
  },
  getSubmissionStatus: {
    who: 'everybody',
    object: 'tenant',
    ok: [404],
    body: () => ({ referenceCode: 'Z'.repeat(16), secret: MISSING_ID }),
  },
}

function fixedEnd(): unknown {
  return { kind: 'end', endsOn: '2150-01-01' }
}
