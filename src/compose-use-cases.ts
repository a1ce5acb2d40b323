import { composeDisclosure } from './compose-disclosure.ts'
import { composeDisposal } from './compose-disposal.ts'
import { composeFollowUps } from './compose-follow-ups.ts'
import { composeFiling } from './compose-filing.ts'
import { composeNotes } from './compose-notes.ts'
import { composeRouteSlips } from './compose-route-slips.ts'
import { composeLetters } from './compose-letters.ts'
import { composeNotifications } from './compose-notifications.ts'
import { composePaper } from './compose-paper.ts'
import { composeQuality } from './compose-quality.ts'
import { composeRegister } from './compose-register.ts'
import { composeSavedSearches } from './compose-saved-searches.ts'
import { composeWebhooks } from './compose-webhooks.ts'
import { composeSharing } from './compose-sharing.ts'
import type { Platform } from './compose.ts'
import { composeCitizens } from './compose-citizens.ts'
import { composeDesk } from './compose-desk.ts'
import type { UseCases } from './http/use-cases.ts'
import type { DocumentReader } from './ports/document-reader.ts'
import type { SearchIndex } from './ports/search-index.ts'
import { createAddDeputyship } from './usecases/access/add-deputyship.ts'
import { createEndDeputyship } from './usecases/access/end-deputyship.ts'
import { createListDeputyships } from './usecases/access/list-deputyships.ts'
import { createAddDocumentType } from './usecases/access/add-document-type.ts'
import { createAddOrgUnit } from './usecases/access/add-org-unit.ts'
import { createAddRoutingRule } from './usecases/access/add-routing-rule.ts'
import { createAuthenticateToken } from './usecases/access/authenticate-token.ts'
import { createChangePassword } from './usecases/access/change-password.ts'
import { createCreateTenant } from './usecases/access/create-tenant.ts'
import { createCreateToken } from './usecases/access/create-token.ts'
import { createCreateUser } from './usecases/access/create-user.ts'
import { createEndSession } from './usecases/access/end-session.ts'
import { createListColleagues } from './usecases/access/list-colleagues.ts'
import { createListDocumentTypes } from './usecases/access/list-document-types.ts'
import { createListOrgUnits } from './usecases/access/list-org-units.ts'
import { createListRoutingRules } from './usecases/access/list-routing-rules.ts'
import { createListSessions } from './usecases/access/list-sessions.ts'
import { createListTenants } from './usecases/access/list-tenants.ts'
import { createListTokens } from './usecases/access/list-tokens.ts'
import { createListUsers } from './usecases/access/list-users.ts'
import { createPatchDocumentType } from './usecases/access/patch-document-type.ts'
import { createExportUnitMoves } from './usecases/access/export-unit-moves.ts'
import { createListUnitMoves } from './usecases/access/list-unit-moves.ts'
import { createMoveUnitWork } from './usecases/access/move-unit-work.ts'
import { createPatchOrgUnit } from './usecases/access/patch-org-unit.ts'
import { createPatchRoutingRule } from './usecases/access/patch-routing-rule.ts'
import { createPatchUser } from './usecases/access/patch-user.ts'
import { createRemoveRoutingRule } from './usecases/access/remove-routing-rule.ts'
import { createResumeSession } from './usecases/access/resume-session.ts'
import { createRevokeToken } from './usecases/access/revoke-token.ts'
import { createConfirmSecondFactor } from './usecases/access/confirm-second-factor.ts'
import { createRemoveSecondFactor } from './usecases/access/remove-second-factor.ts'
import { createResetSecondFactor } from './usecases/access/reset-second-factor.ts'
import { createShowSecondFactor } from './usecases/access/show-second-factor.ts'
import { createStartSecondFactor } from './usecases/access/start-second-factor.ts'
import { createSetSignInRules, createShowSignInRules } from './usecases/access/sign-in-rules.ts'
import {
  createAddPasskey,
  createBeginPasskey,
  createListPasskeys,
  createRemovePasskey,
  createRenamePasskey,
} from './usecases/access/passkeys.ts'
import { createBeginPasskeySignIn, createSignInWithPasskey } from './usecases/access/passkey-sign-in.ts'
import { createBeginProviderSignIn } from './usecases/access/begin-provider-sign-in.ts'
import { createFinishProviderSignIn } from './usecases/access/finish-provider-sign-in.ts'
import { createProviderLogout } from './usecases/access/provider-logout.ts'
import { createFinishCitizenSignIn, createShowCitizenSignIn } from './usecases/access/citizen-sign-in.ts'
import {
  createAddIdentityProvider,
  createCheckIdentityProvider,
  createPatchIdentityProvider,
  createListIdentityProviders,
  createListSignInButtons,
  createRemoveIdentityProvider,
} from './usecases/access/identity-providers.ts'
import { createSignIn } from './usecases/access/sign-in.ts'
import { createSignOut } from './usecases/access/sign-out.ts'
import { createGiveAccess } from './usecases/access/give-access.ts'
import { createListEmergencies } from './usecases/access/list-emergencies.ts'
import { createOpenInEmergency } from './usecases/access/open-in-emergency.ts'
import { createSetFileLevel } from './usecases/access/set-file-level.ts'
import { createSetItemLevel } from './usecases/access/set-item-level.ts'
import { createShowReaders } from './usecases/access/show-readers.ts'
import { createTakeBackAccess } from './usecases/access/take-back-access.ts'
import { createSearchCrossUnit } from './usecases/retrieval/search-cross-unit.ts'
import {
  createExportAccessLog,
  createListLoggedPersons,
  createQueryAccessLog,
} from './usecases/audit/query-access-log.ts'
import { createListJobs } from './usecases/audit/list-jobs.ts'
import { createPauseQueue } from './usecases/audit/pause-queue.ts'
import { createResumeQueue } from './usecases/audit/resume-queue.ts'
import { createShowQueue } from './usecases/audit/show-queue.ts'
import { createRetryJob } from './usecases/audit/retry-job.ts'
import { createVerifyAudit } from './usecases/audit/verify-audit.ts'
import { createAdmitHandIn } from './usecases/batches/admit-hand-in.ts'
import { createCloseBatch } from './usecases/batches/close-batch.ts'
import { createCreateBatch } from './usecases/batches/create-batch.ts'
import { createListBatches } from './usecases/batches/list-batches.ts'
import { createReceiveScans } from './usecases/batches/receive-scans.ts'
import { createAddScanner, createListScanners, createPatchScanner } from './usecases/batches/scanners.ts'
import { createSetProtocol } from './usecases/batches/set-protocol.ts'
import { createShowBatch } from './usecases/batches/show-batch.ts'
import { createShowSplitPlan } from './usecases/stacks/show-split-plan.ts'
import { createEditSplitPlan } from './usecases/stacks/edit-split-plan.ts'
import { createConfirmSplit } from './usecases/stacks/confirm-split.ts'
import { createConfirmItem } from './usecases/classification/confirm-item.ts'
import { createShowAccuracy } from './usecases/classification/show-accuracy.ts'
import { createPatchItem } from './usecases/classification/patch-item.ts'
import { createAddProcedure } from './usecases/filing/add-procedure.ts'
import { createCaseFileDocuments } from './usecases/filing/case-file-documents.ts'
import { createCaseFileHistory } from './usecases/filing/case-file-history.ts'
import { createFileItem } from './usecases/filing/file-item.ts'
import { createFindCaseFile } from './usecases/filing/find-case-file.ts'
import { createListCaseFiles } from './usecases/filing/list-case-files.ts'
import { createListProcedures } from './usecases/filing/list-procedures.ts'
import { createOpenCaseFile } from './usecases/filing/open-case-file.ts'
import { createPatchCaseFile } from './usecases/filing/patch-case-file.ts'
import { createAdmitUpload } from './usecases/intake/admit-upload.ts'
import { createCorrectArrival } from './usecases/intake/correct-arrival.ts'
import { createFindItem } from './usecases/intake/find-item.ts'
import { createForwardItemUnopened } from './usecases/intake/forward-item-unopened.ts'
import { createItemHistory } from './usecases/intake/item-history.ts'
import { createListItems } from './usecases/intake/list-items.ts'
import {
  createAddMailAccount,
  createCheckMailAccount,
  createListMailAccounts,
  createListRefusedMails,
  createPatchMailAccount,
  createRemoveMailAccount,
} from './usecases/intake/mail-accounts.ts'
import { createMisdirectItem } from './usecases/intake/misdirect-item.ts'
import { createReceiveItem } from './usecases/intake/receive-item.ts'
import { createReleasePart, createSetPart, createShowPosting } from './usecases/intake/posting-parts.ts'
import { createDecideDuplicate } from './usecases/intake/decide-duplicate.ts'
import { createRejectItem } from './usecases/intake/reject-item.ts'
import { createReleaseFromQuarantine } from './usecases/intake/release-from-quarantine.ts'
import { createRetryItem } from './usecases/intake/retry-item.ts'
import { createVoidItem } from './usecases/intake/void-item.ts'
import { createCheckConsistency } from './usecases/integrity/check-consistency.ts'
import { createFindScan } from './usecases/integrity/find-scan.ts'
import { createListScans } from './usecases/integrity/list-scans.ts'
import { createRequestScan } from './usecases/integrity/request-scan.ts'
import { createRenewDocument } from './usecases/recognition/renew-document.ts'
import { createRenewDocuments } from './usecases/recognition/renew-documents.ts'
import { createShowReading } from './usecases/recognition/show-reading.ts'
import { createPrintSheets } from './usecases/stacks/print-sheets.ts'
import { createFindDocument } from './usecases/retrieval/find-document.ts'
import { createFindDuplicates } from './usecases/retrieval/find-duplicates.ts'
import { createFindSimilarDocuments } from './usecases/retrieval/find-similar-documents.ts'
import { createMatchPageWords } from './usecases/retrieval/match-page-words.ts'
import { createOpenOriginal } from './usecases/retrieval/open-original.ts'
import { createOpenPagePreview } from './usecases/retrieval/open-page-preview.ts'
import { createOpenViewCopy } from './usecases/retrieval/open-view-copy.ts'
import { createReadDocumentText } from './usecases/retrieval/read-document-text.ts'
import { createReadEInvoice } from './usecases/retrieval/read-e-invoice.ts'
import { createReadPage } from './usecases/retrieval/read-page.ts'
import { createCompleteSearch } from './usecases/retrieval/complete-search.ts'
import { createSearchDocuments } from './usecases/retrieval/search-documents.ts'
import { createAssignItem } from './usecases/routing/assign-item.ts'
import { createClaimItem } from './usecases/routing/claim-item.ts'
import { createReleaseItem } from './usecases/routing/release-item.ts'
import { createReturnItem } from './usecases/routing/return-item.ts'
import { createCheckRoutingRules } from './usecases/routing/check-routing-rules.ts'
import { createTryRoutingRule } from './usecases/routing/try-routing-rule.ts'
import { createRouteItem } from './usecases/routing/route-item.ts'
import type { ReadingPorts } from './usecases/shared/queue-renewal.ts'

/** Everything that people and other systems can do, each with the ports it needs. */
export function composeUseCases(
  ports: Platform &
    ReadingPorts & {
      readonly searchIndex: SearchIndex
      readonly reader: Pick<DocumentReader, 'drawPage' | 'extractPages'>
      readonly accessLogDays: number | undefined
    },
): UseCases {
  return {
    ...composeCitizens(ports),
    ...composeDesk(ports),
    ...composeDisclosure(ports),
    ...composeFollowUps(ports),
    ...composeNotes(ports),
    ...composeRouteSlips(ports),
    ...composeLetters(ports),
    ...composeNotifications(ports),
    ...composePaper(ports),
    ...composeQuality(ports),
    ...composeRegister(ports),
    ...composeSavedSearches(ports),
    ...composeSharing(ports),
    ...composeWebhooks(ports),
    correctArrival: createCorrectArrival(ports),
    admitUpload: createAdmitUpload(ports),
    findItem: createFindItem(ports),
    forwardItemUnopened: createForwardItemUnopened(ports),
    itemHistory: createItemHistory(ports),
    listItems: createListItems(ports),
    misdirectItem: createMisdirectItem(ports),
    receiveItem: createReceiveItem(ports),
    decideDuplicate: createDecideDuplicate(ports),
    showPosting: createShowPosting(ports),
    setPart: createSetPart(ports),
    releasePart: createReleasePart(ports),
    findDuplicates: createFindDuplicates(ports),
    rejectItem: createRejectItem(ports),
    releaseFromQuarantine: createReleaseFromQuarantine(ports),
    retryItem: createRetryItem(ports),
    voidItem: createVoidItem(ports),
    printSheets: createPrintSheets(ports),
    admitHandIn: createAdmitHandIn(ports),
    closeBatch: createCloseBatch(ports),
    createBatch: createCreateBatch(ports),
    listBatches: createListBatches(ports),
    receiveScans: createReceiveScans(ports),
    addScanner: createAddScanner(ports),
    listScanners: createListScanners(ports),
    patchScanner: createPatchScanner(ports),
    setProtocol: createSetProtocol(ports),
    showBatch: createShowBatch(ports),
    showSplitPlan: createShowSplitPlan(ports),
    editSplitPlan: createEditSplitPlan(ports),
    confirmSplit: createConfirmSplit(ports),
    confirmItem: createConfirmItem(ports),
    patchItem: createPatchItem(ports),
    showAccuracy: createShowAccuracy(ports),
    checkRoutingRules: createCheckRoutingRules(ports),
    tryRoutingRule: createTryRoutingRule(ports),
    assignItem: createAssignItem(ports),
    claimItem: createClaimItem(ports),
    releaseItem: createReleaseItem(ports),
    returnItem: createReturnItem(ports),
    routeItem: createRouteItem(ports),
    ...composeDisposal(ports),
    ...composeFiling(ports),
    addProcedure: createAddProcedure(ports),
    caseFileDocuments: createCaseFileDocuments(ports),
    caseFileHistory: createCaseFileHistory(ports),
    fileItem: createFileItem(ports),
    findCaseFile: createFindCaseFile(ports),
    listCaseFiles: createListCaseFiles(ports),
    listProcedures: createListProcedures(ports),
    openCaseFile: createOpenCaseFile(ports),
    patchCaseFile: createPatchCaseFile(ports),
    findDocument: createFindDocument(ports),
    findSimilarDocuments: createFindSimilarDocuments(ports),
    matchPageWords: createMatchPageWords(ports),
    openOriginal: createOpenOriginal(ports),
    openPagePreview: createOpenPagePreview(ports),
    openViewCopy: createOpenViewCopy(ports),
    readDocumentText: createReadDocumentText(ports),
    readEInvoice: createReadEInvoice(ports),
    readPage: createReadPage(ports),
    completeSearch: createCompleteSearch(ports),
    searchDocuments: createSearchDocuments(ports),
    addDeputyship: createAddDeputyship(ports),
    endDeputyship: createEndDeputyship(ports),
    listDeputyships: createListDeputyships(ports),
    addDocumentType: createAddDocumentType(ports),
    addOrgUnit: createAddOrgUnit(ports),
    addRoutingRule: createAddRoutingRule(ports),
    authenticateToken: createAuthenticateToken(ports),
    changePassword: createChangePassword(ports),
    createTenant: createCreateTenant(ports),
    createToken: createCreateToken(ports),
    createUser: createCreateUser(ports),
    endSession: createEndSession(ports),
    listColleagues: createListColleagues(ports),
    listDocumentTypes: createListDocumentTypes(ports),
    listOrgUnits: createListOrgUnits(ports),
    listRoutingRules: createListRoutingRules(ports),
    listSessions: createListSessions(ports),
    listTenants: createListTenants(ports),
    listTokens: createListTokens(ports),
    listUsers: createListUsers(ports),
    patchDocumentType: createPatchDocumentType(ports),
    patchOrgUnit: createPatchOrgUnit(ports),
    moveUnitWork: createMoveUnitWork(ports),
    listUnitMoves: createListUnitMoves(ports),
    exportUnitMoves: createExportUnitMoves(ports),
    patchRoutingRule: createPatchRoutingRule(ports),
    patchUser: createPatchUser(ports),
    removeRoutingRule: createRemoveRoutingRule(ports),
    resumeSession: createResumeSession(ports),
    revokeToken: createRevokeToken(ports),
    confirmSecondFactor: createConfirmSecondFactor(ports),
    removeSecondFactor: createRemoveSecondFactor(ports),
    resetSecondFactor: createResetSecondFactor(ports),
    showSecondFactor: createShowSecondFactor(ports),
    startSecondFactor: createStartSecondFactor(ports),
    setSignInRules: createSetSignInRules(ports),
    showSignInRules: createShowSignInRules(ports),
    listPasskeys: createListPasskeys(ports),
    beginPasskey: createBeginPasskey(ports),
    addPasskey: createAddPasskey(ports),
    renamePasskey: createRenamePasskey(ports),
    removePasskey: createRemovePasskey(ports),
    beginPasskeySignIn: createBeginPasskeySignIn(ports),
    signInWithPasskey: createSignInWithPasskey(ports),
    finishCitizenSignIn: createFinishCitizenSignIn(ports),
    showCitizenSignIn: createShowCitizenSignIn(ports),
    checkIdentityProvider: createCheckIdentityProvider(ports),
    patchIdentityProvider: createPatchIdentityProvider(ports),
    beginProviderSignIn: createBeginProviderSignIn(ports),
    finishProviderSignIn: createFinishProviderSignIn(ports),
    providerLogout: createProviderLogout(ports),
    addIdentityProvider: createAddIdentityProvider(ports),
    listIdentityProviders: createListIdentityProviders(ports),
    listMailAccounts: createListMailAccounts(ports),
    addMailAccount: createAddMailAccount(ports),
    patchMailAccount: createPatchMailAccount(ports),
    removeMailAccount: createRemoveMailAccount(ports),
    checkMailAccount: createCheckMailAccount(ports),
    listRefusedMails: createListRefusedMails(ports),
    listSignInButtons: createListSignInButtons(ports),
    removeIdentityProvider: createRemoveIdentityProvider(ports),
    signIn: createSignIn(ports),
    signOut: createSignOut(ports),
    listJobs: createListJobs(ports),
    showReading: createShowReading(ports),
    renewDocument: createRenewDocument(ports),
    renewDocuments: createRenewDocuments(ports),
    pauseQueue: createPauseQueue(ports),
    resumeQueue: createResumeQueue(ports),
    showQueue: createShowQueue(ports),
    retryJob: createRetryJob(ports),
    checkConsistency: createCheckConsistency(ports),
    findScan: createFindScan(ports),
    listScans: createListScans(ports),
    requestScan: createRequestScan(ports),
    verifyAudit: createVerifyAudit(ports),
    giveAccess: createGiveAccess(ports),
    listEmergencies: createListEmergencies(ports),
    openInEmergency: createOpenInEmergency(ports),
    setFileLevel: createSetFileLevel(ports),
    setItemLevel: createSetItemLevel(ports),
    showReaders: createShowReaders(ports),
    takeBackAccess: createTakeBackAccess(ports),
    searchCrossUnit: createSearchCrossUnit(ports),
    queryAccessLog: createQueryAccessLog(ports),
    exportAccessLog: createExportAccessLog(ports),
    listLoggedPersons: createListLoggedPersons(ports),
  }
}
