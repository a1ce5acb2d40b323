import type { UseCases } from '../../../../src/http/use-cases.ts'
import { GUARDED_ADMINISTRATION } from './guarded-administration.ts'
import { GUARDED_DESK } from './guarded-desk.ts'
import { GUARDED_PAPER } from './guarded-paper.ts'
import { GUARDED_QUALITY } from './guarded-quality.ts'
import { GUARDED_DISPOSAL } from './guarded-disposal.ts'
import { GUARDED_FOLLOW_UPS } from './guarded-follow-ups.ts'
import { GUARDED_WEBHOOKS } from './guarded-webhooks.ts'
import { GUARDED_LETTERS } from './guarded-letters.ts'
import { GUARDED_FILING } from './guarded-filing.ts'
import { GUARDED_NOTES, GUARDED_ROUTE_SLIPS, GUARDED_SEARCHES } from './guarded-notes.ts'
import { GUARDED_REGISTER } from './guarded-register.ts'
import { GUARDED_SHARING } from './guarded-sharing.ts'
import type { Guarded } from './guarded.ts'
import { SIGNAL, upload } from './mailroom.ts'

const PAGE = { limit: 10 }
const BATCH = {
  protectionClass: 'normal',
  channel: 'letter',
  dividesAlone: false,
  byContent: true,
} as const

/** Those for people who are not signed in yet, or who ask for nothing but themselves. */
type Open =
  | 'admitPartialUpload'
  | 'admitSubmission'
  | 'findPublicTenant'
  | 'handInSubmission'
  | 'openFollowUp'
  | 'printReceipt'
  | 'submissionStatus'
  | 'signIn'
  | 'signOut'
  | 'resumeSession'
  | 'authenticateToken'
  | 'changePassword'
  | 'listSessions'
  | 'endSession'
  | 'showSecondFactor'
  | 'startSecondFactor'
  | 'confirmSecondFactor'
  | 'removeSecondFactor'
  | 'listSignInButtons'
  | 'beginProviderSignIn'
  | 'finishProviderSignIn'
  | 'providerLogout'
  | 'listPasskeys'
  | 'beginPasskey'
  | 'addPasskey'
  | 'renamePasskey'
  | 'removePasskey'
  | 'beginPasskeySignIn'
  | 'signInWithPasskey'
  | 'finishCitizenSignIn'
  | 'showCitizenSignIn'
  | 'listTokens'
  | 'revokeToken'

/** A use case without a line here does not compile. */
export const GUARDED: Readonly<Record<Exclude<keyof UseCases, Open>, Guarded>> = {
  showCitizenPage: { needs: ['masterdata:read'], call: (on, actor) => on.showCitizenPage(actor, SIGNAL) },
  patchCitizenPage: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchCitizenPage(actor, { expectedVersion: 0 }, SIGNAL),
  },
  decideDuplicate: {
    needs: ['items:index'],
    call: (on, actor) => {
      const input = { itemId: 'i', otherItemId: 'j', relation: 'leads' } as const
      return on.decideDuplicate(actor, input, SIGNAL)
    },
  },
  showPosting: { needs: ['items:read'], call: (on, actor) => on.showPosting(actor, 'i', SIGNAL) },
  setPart: {
    needs: ['items:index'],
    call: (on, actor) => on.setPart(actor, { itemId: 'i', place: { key: 'k', number: 1, of: 2 } }, SIGNAL),
  },
  releasePart: {
    needs: ['items:route'],
    call: (on, actor) => on.releasePart(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  findDuplicates: { needs: ['items:read'], call: (on, actor) => on.findDuplicates(actor, 'd', SIGNAL) },
  rejectItem: {
    needs: ['items:reject'],
    call: (on, actor) => on.rejectItem(actor, { itemId: 'i', reason: 'r', notice: 'n' }, SIGNAL),
  },
  releaseFromQuarantine: {
    needs: ['quarantine:release'],
    call: (on, actor) => {
      const input = { itemId: 'i', ground: 'false-alarm', reason: 'r' } as const
      return on.releaseFromQuarantine(actor, input, SIGNAL)
    },
  },
  admitUpload: { needs: ['items:create'], call: (on, actor) => on.admitUpload(actor, SIGNAL) },
  setItemLevel: {
    needs: ['access:raise'],
    call: (on, actor) => on.setItemLevel(actor, { itemId: 'i', level: 'strict', reason: 'r' }, SIGNAL),
  },
  setFileLevel: {
    needs: ['access:raise'],
    call: (on, actor) => {
      const input = { caseFileId: 'f', expectedVersion: 1, level: 'strict', reason: 'r' } as const
      return on.setFileLevel(actor, input, SIGNAL)
    },
  },
  showReaders: {
    needs: ['items:read'],
    call: (on, actor) => on.showReaders(actor, { kind: 'incoming-item', id: 'i' }, SIGNAL),
  },
  giveAccess: {
    needs: ['access:grant'],
    call: (on, actor) => {
      const object = { kind: 'case-file', id: 'f' } as const
      return on.giveAccess(actor, { object, userId: 'u', effect: 'allow', reason: 'r' }, SIGNAL)
    },
  },
  takeBackAccess: {
    needs: ['access:grant'],
    call: (on, actor) => on.takeBackAccess(actor, 'g', SIGNAL),
  },
  openInEmergency: {
    needs: ['access:emergency'],
    call: (on, actor) => on.openInEmergency(actor, { number: 'MZ-2026-1', reason: 'r' }, SIGNAL),
  },
  listEmergencies: {
    needs: ['access:notices'],
    call: (on, actor) => on.listEmergencies(actor, PAGE, SIGNAL),
  },
  searchCrossUnit: {
    needs: ['search:cross-unit'],
    call: (on, actor) => on.searchCrossUnit(actor, { text: 'x', reason: 'r' }, SIGNAL),
  },
  queryAccessLog: {
    needs: ['access-log:read'],
    call: (on, actor) => on.queryAccessLog(actor, { purpose: 'p' }, PAGE, SIGNAL),
  },
  exportAccessLog: {
    needs: ['access-log:read'],
    call: (on, actor) => on.exportAccessLog(actor, { purpose: 'p' }, SIGNAL),
  },
  listLoggedPersons: {
    needs: ['access-log:read'],
    call: (on, actor) => on.listLoggedPersons(actor, SIGNAL),
  },
  receiveItem: {
    needs: ['items:create'],
    call: (on, actor) => on.receiveItem(actor, { files: [upload('x')], channel: 'letter' }, SIGNAL),
  },
  listItems: { needs: ['items:read'], call: (on, actor) => on.listItems(actor, {}, PAGE, SIGNAL) },
  findItem: { needs: ['items:read'], call: (on, actor) => on.findItem(actor, 'i', SIGNAL) },
  itemHistory: { needs: ['items:read'], call: (on, actor) => on.itemHistory(actor, 'i', SIGNAL) },
  voidItem: {
    needs: ['items:void'],
    call: (on, actor) => on.voidItem(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  misdirectItem: {
    needs: ['items:route'],
    call: (on, actor) => on.misdirectItem(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  forwardItemUnopened: {
    needs: ['items:route'],
    call: (on, actor) => on.forwardItemUnopened(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  correctArrival: {
    needs: ['items:correct-arrival'],
    call: (on, actor) =>
      on.correctArrival(actor, { itemId: 'i', receivedAt: '2026-03-02T08:00:00Z', reason: 'r' }, SIGNAL),
  },
  ...GUARDED_REGISTER,
  printSheets: {
    needs: ['masterdata:read'],
    call: (on, actor) => on.printSheets(actor, { copies: 1 }, SIGNAL),
  },
  admitHandIn: { needs: ['batches:hand-in'], call: (on, actor) => on.admitHandIn(actor, 'b', SIGNAL) },
  createBatch: {
    needs: ['batches:hand-in'],
    call: (on, actor) => on.createBatch(actor, { ...BATCH, operator: 'o' }, SIGNAL),
  },
  receiveScans: {
    needs: ['batches:hand-in'],
    call: (on, actor) => on.receiveScans(actor, { batchId: 'b', files: [upload('x')] }, SIGNAL),
  },
  setProtocol: {
    needs: ['batches:hand-in'],
    call: (on, actor) => on.setProtocol(actor, { batchId: 'b', file: upload('a;1') }, SIGNAL),
  },
  listBatches: { needs: ['batches:read'], call: (on, actor) => on.listBatches(actor, {}, PAGE, SIGNAL) },
  showBatch: { needs: ['batches:read'], call: (on, actor) => on.showBatch(actor, 'b', SIGNAL) },
  closeBatch: {
    needs: ['batches:edit'],
    call: (on, actor) => on.closeBatch(actor, { batchId: 'b' }, SIGNAL),
  },
  showSplitPlan: { needs: ['batches:read'], call: (on, actor) => on.showSplitPlan(actor, 'i', SIGNAL) },
  editSplitPlan: {
    needs: ['batches:edit'],
    call: (on, actor) => on.editSplitPlan(actor, { itemId: 'i', edits: [] }, SIGNAL),
  },
  confirmSplit: {
    needs: ['batches:edit'],
    call: (on, actor) => on.confirmSplit(actor, { itemId: 'i' }, SIGNAL),
  },
  listScanners: { needs: ['masterdata:read'], call: (on, actor) => on.listScanners(actor, SIGNAL) },
  addScanner: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.addScanner(actor, { ...BATCH, name: 's', folder: 's' }, SIGNAL),
  },
  patchScanner: {
    needs: ['masterdata:edit'],
    call: (on, actor) => on.patchScanner(actor, { scannerId: 's', expectedVersion: 1 }, SIGNAL),
  },
  retryItem: { needs: ['items:retry'], call: (on, actor) => on.retryItem(actor, { itemId: 'i' }, SIGNAL) },
  confirmItem: {
    needs: ['items:index', 'items:route'],
    call: (on, actor) => {
      const target = { orgUnitId: 'u' }
      return on.confirmItem(actor, { itemId: 'i', index: {}, acceptProposals: true, target }, SIGNAL)
    },
  },
  patchItem: {
    needs: ['items:index'],
    call: (on, actor) => on.patchItem(actor, { itemId: 'i', expectedVersion: 1 }, SIGNAL),
  },
  showAccuracy: { needs: ['items:read'], call: (on, actor) => on.showAccuracy(actor, SIGNAL) },
  routeItem: {
    needs: ['items:route'],
    call: (on, actor) => on.routeItem(actor, { itemId: 'i', target: { orgUnitId: 'u' } }, SIGNAL),
  },
  claimItem: { needs: ['items:claim'], call: (on, actor) => on.claimItem(actor, { itemId: 'i' }, SIGNAL) },
  releaseItem: {
    needs: ['items:claim'],
    call: (on, actor) => on.releaseItem(actor, { itemId: 'i' }, SIGNAL),
  },
  assignItem: {
    needs: ['items:assign'],
    call: (on, actor) => on.assignItem(actor, { itemId: 'i', assigneeId: 'u' }, SIGNAL),
  },
  returnItem: {
    needs: ['items:route'],
    call: (on, actor) => on.returnItem(actor, { itemId: 'i', reason: 'r' }, SIGNAL),
  },
  fileItem: {
    needs: ['items:file', 'files:create', 'files:edit'],
    call: (on, actor) => {
      const newCaseFile = { subject: 's', filingPlanEntryId: 'e' }
      return on.fileItem(actor, { itemId: 'i', newCaseFile, newProcedure: { subject: 's' } }, SIGNAL)
    },
  },
  openCaseFile: {
    needs: ['files:create'],
    call: (on, actor) =>
      on.openCaseFile(actor, { subject: 's', filingPlanEntryId: 'e', leadUnitId: 'u' }, SIGNAL),
  },
  listCaseFiles: { needs: ['files:read'], call: (on, actor) => on.listCaseFiles(actor, {}, PAGE, SIGNAL) },
  findCaseFile: { needs: ['files:read'], call: (on, actor) => on.findCaseFile(actor, 'f', SIGNAL) },
  patchCaseFile: {
    needs: ['files:edit'],
    call: (on, actor) => on.patchCaseFile(actor, { caseFileId: 'f', expectedVersion: 1 }, SIGNAL),
  },
  caseFileHistory: { needs: ['files:read'], call: (on, actor) => on.caseFileHistory(actor, 'f', SIGNAL) },
  caseFileDocuments: { needs: ['files:read'], call: (on, actor) => on.caseFileDocuments(actor, 'f', SIGNAL) },
  discloseCaseFile: {
    needs: ['files:disclose'],
    call: (on, actor) => {
      const input = { caseFileId: 'f', form: 'pdf', recipient: 'r', legalBasis: 'b' } as const
      return on.discloseCaseFile(actor, input, SIGNAL)
    },
  },
  listDisclosures: { needs: ['files:read'], call: (on, actor) => on.listDisclosures(actor, 'f', SIGNAL) },
  redactDocument: {
    needs: ['files:disclose'],
    call: (on, actor) => on.redactDocument(actor, { documentId: 'd', marks: [] }, SIGNAL),
  },
  rereadRedaction: {
    needs: ['files:disclose'],
    call: (on, actor) => on.rereadRedaction(actor, { documentId: 'd', redactionId: 'r' }, SIGNAL),
  },
  listRedactions: { needs: ['items:read'], call: (on, actor) => on.listRedactions(actor, 'd', SIGNAL) },
  openRedaction: {
    needs: ['items:read'],
    call: (on, actor) => on.openRedaction(actor, { documentId: 'd', redactionId: 'r' }, SIGNAL),
  },
  findWordPlaces: {
    needs: ['items:read'],
    call: (on, actor) => on.findWordPlaces(actor, { documentId: 'd', text: 't' }, SIGNAL),
  },
  listProcedures: { needs: ['files:read'], call: (on, actor) => on.listProcedures(actor, 'f', SIGNAL) },
  addProcedure: {
    needs: ['files:edit'],
    call: (on, actor) => on.addProcedure(actor, { caseFileId: 'f', subject: 's' }, SIGNAL),
  },
  ...GUARDED_DESK,
  ...GUARDED_DISPOSAL,
  ...GUARDED_FILING,
  ...GUARDED_LETTERS,
  ...GUARDED_WEBHOOKS,
  ...GUARDED_FOLLOW_UPS,
  ...GUARDED_NOTES,
  ...GUARDED_ROUTE_SLIPS,
  ...GUARDED_SEARCHES,
  ...GUARDED_PAPER,
  ...GUARDED_QUALITY,
  ...GUARDED_SHARING,
  findDocument: { needs: ['items:read'], call: (on, actor) => on.findDocument(actor, 'd', SIGNAL) },
  findSimilarDocuments: {
    needs: ['items:read'],
    call: (on, actor) => on.findSimilarDocuments(actor, 'd', SIGNAL),
  },
  openOriginal: {
    needs: ['items:read'],
    call: (on, actor) => on.openOriginal(actor, { documentId: 'd' }, SIGNAL),
  },
  openViewCopy: {
    needs: ['items:read'],
    call: (on, actor) => on.openViewCopy(actor, { documentId: 'd' }, SIGNAL),
  },
  openPagePreview: {
    needs: ['items:read'],
    call: (on, actor) => on.openPagePreview(actor, { documentId: 'd', pageNumber: 1, widthPx: 300 }, SIGNAL),
  },
  readDocumentText: { needs: ['items:read'], call: (on, actor) => on.readDocumentText(actor, 'd', SIGNAL) },
  readEInvoice: { needs: ['items:read'], call: (on, actor) => on.readEInvoice(actor, 'd', SIGNAL) },
  readPage: {
    needs: ['items:read'],
    call: (on, actor) => on.readPage(actor, { documentId: 'd', pageNumber: 1 }, SIGNAL),
  },
  completeSearch: {
    needs: ['search:use'],
    call: (on, actor) => on.completeSearch(actor, 'x', SIGNAL),
  },
  searchDocuments: {
    needs: ['search:use'],
    call: (on, actor) => on.searchDocuments(actor, { text: 'x', filter: {}, limit: 10 }, SIGNAL),
  },
  matchPageWords: {
    needs: ['search:use'],
    call: (on, actor) => on.matchPageWords(actor, { documentId: 'd', pageNumber: 1, text: 'x' }, SIGNAL),
  },
  createToken: {
    needs: ['tokens:create'],
    call: (on, actor) => on.createToken(actor, { name: 'n', scopes: ['read'] }, SIGNAL),
  },
  listDeputyships: { needs: ['deputies:set'], call: (on, actor) => on.listDeputyships(actor, SIGNAL) },
  addDeputyship: {
    needs: ['deputies:set'],
    call: (on, actor) => {
      const period = { firstDay: '2026-03-02', lastDay: '2026-03-06' }
      return on.addDeputyship(actor, { deputyId: 'd', ...period }, SIGNAL)
    },
  },
  endDeputyship: { needs: ['deputies:set'], call: (on, actor) => on.endDeputyship(actor, 'd', SIGNAL) },
  listTenants: { needs: ['tenants:manage'], call: (on, actor) => on.listTenants(actor, SIGNAL) },
  createTenant: {
    needs: ['tenants:manage'],
    call: (on, actor) => {
      const names = { slug: 's', name: 'N', receiptPrefix: 'NN', adminUsername: 'a' }
      return on.createTenant(actor, { ...names, adminPassword: 'long enough it is' }, SIGNAL)
    },
  },
  listColleagues: { needs: ['items:assign'], call: (on, actor) => on.listColleagues(actor, SIGNAL) },
  ...GUARDED_ADMINISTRATION,
  checkConsistency: {
    needs: ['integrity:check'],
    call: (on, actor) => on.checkConsistency(actor, SIGNAL),
  },
  requestScan: { needs: ['integrity:check'], call: (on, actor) => on.requestScan(actor, SIGNAL) },
  findScan: { needs: ['integrity:check'], call: (on, actor) => on.findScan(actor, 's', SIGNAL) },
  listScans: { needs: ['integrity:check'], call: (on, actor) => on.listScans(actor, PAGE, SIGNAL) },
  verifyAudit: { needs: ['audit:verify'], call: (on, actor) => on.verifyAudit(actor, SIGNAL) },
  showQueue: { needs: ['jobs:read'], call: (on, actor) => on.showQueue(actor, SIGNAL) },
  showReading: { needs: ['jobs:read'], call: (on, actor) => on.showReading(actor) },
  renewDocument: { needs: ['items:retry'], call: (on, actor) => on.renewDocument(actor, 'd', SIGNAL) },
  renewDocuments: {
    needs: ['jobs:control'],
    call: (on, actor) => on.renewDocuments(actor, { scope: 'all' }, SIGNAL),
  },
  pauseQueue: { needs: ['jobs:control'], call: (on, actor) => on.pauseQueue(actor, {}, SIGNAL) },
  resumeQueue: { needs: ['jobs:control'], call: (on, actor) => on.resumeQueue(actor, SIGNAL) },
  listJobs: { needs: ['jobs:read'], call: (on, actor) => on.listJobs(actor, undefined, PAGE, SIGNAL) },
  retryJob: { needs: ['items:retry', 'jobs:read'], call: (on, actor) => on.retryJob(actor, 'j', SIGNAL) },
}
