import type { DeskUseCases } from './desk-use-cases.ts'
import type { DisposalUseCases } from './disposal-use-cases.ts'
import type { FilingUseCases } from './filing-use-cases.ts'
import type { AddDeputyship } from '../usecases/access/add-deputyship.ts'
import type { EndDeputyship } from '../usecases/access/end-deputyship.ts'
import type { ListDeputyships } from '../usecases/access/list-deputyships.ts'
import type { AddDocumentType } from '../usecases/access/add-document-type.ts'
import type { AddOrgUnit } from '../usecases/access/add-org-unit.ts'
import type { AddRoutingRule } from '../usecases/access/add-routing-rule.ts'
import type { AuthenticateToken } from '../usecases/access/authenticate-token.ts'
import type { ChangePassword } from '../usecases/access/change-password.ts'
import type { CreateTenant } from '../usecases/access/create-tenant.ts'
import type { CreateToken } from '../usecases/access/create-token.ts'
import type { CreateUser } from '../usecases/access/create-user.ts'
import type { EndSession } from '../usecases/access/end-session.ts'
import type { ListColleagues } from '../usecases/access/list-colleagues.ts'
import type { ListDocumentTypes } from '../usecases/access/list-document-types.ts'
import type { ListOrgUnits } from '../usecases/access/list-org-units.ts'
import type { ListRoutingRules } from '../usecases/access/list-routing-rules.ts'
import type { ListSessions } from '../usecases/access/list-sessions.ts'
import type { ListTenants } from '../usecases/access/list-tenants.ts'
import type { ListTokens } from '../usecases/access/list-tokens.ts'
import type { ListUsers } from '../usecases/access/list-users.ts'
import type { PatchDocumentType } from '../usecases/access/patch-document-type.ts'
import type { ExportUnitMoves } from '../usecases/access/export-unit-moves.ts'
import type { ListUnitMoves } from '../usecases/access/list-unit-moves.ts'
import type { MoveUnitWork } from '../usecases/access/move-unit-work.ts'
import type { PatchOrgUnit } from '../usecases/access/patch-org-unit.ts'
import type { PatchRoutingRule } from '../usecases/access/patch-routing-rule.ts'
import type { PatchUser } from '../usecases/access/patch-user.ts'
import type { RemoveRoutingRule } from '../usecases/access/remove-routing-rule.ts'
import type { ResumeSession } from '../usecases/access/resume-session.ts'
import type { RevokeToken } from '../usecases/access/revoke-token.ts'
import type { ConfirmSecondFactor } from '../usecases/access/confirm-second-factor.ts'
import type { RemoveSecondFactor } from '../usecases/access/remove-second-factor.ts'
import type { ResetSecondFactor } from '../usecases/access/reset-second-factor.ts'
import type { ShowSecondFactor } from '../usecases/access/show-second-factor.ts'
import type { StartSecondFactor } from '../usecases/access/start-second-factor.ts'
import type { SetSignInRules, ShowSignInRules } from '../usecases/access/sign-in-rules.ts'
import type {
  AddPasskey,
  BeginPasskey,
  ListPasskeys,
  RemovePasskey,
  RenamePasskey,
} from '../usecases/access/passkeys.ts'
import type { BeginPasskeySignIn, SignInWithPasskey } from '../usecases/access/passkey-sign-in.ts'
import type { BeginProviderSignIn } from '../usecases/access/begin-provider-sign-in.ts'
import type { FinishProviderSignIn } from '../usecases/access/finish-provider-sign-in.ts'
import type { ProviderLogout } from '../usecases/access/provider-logout.ts'
import type { FinishCitizenSignIn, ShowCitizenSignIn } from '../usecases/access/citizen-sign-in.ts'
import type {
  AddIdentityProvider,
  CheckIdentityProvider,
  PatchIdentityProvider,
  ListIdentityProviders,
  ListSignInButtons,
  RemoveIdentityProvider,
} from '../usecases/access/identity-providers.ts'
import type { SignIn } from '../usecases/access/sign-in.ts'
import type { SignOut } from '../usecases/access/sign-out.ts'
import type { GiveAccess } from '../usecases/access/give-access.ts'
import type { ListEmergencies } from '../usecases/access/list-emergencies.ts'
import type { OpenInEmergency } from '../usecases/access/open-in-emergency.ts'
import type { SetFileLevel } from '../usecases/access/set-file-level.ts'
import type { SetItemLevel } from '../usecases/access/set-item-level.ts'
import type { ShowReaders } from '../usecases/access/show-readers.ts'
import type { TakeBackAccess } from '../usecases/access/take-back-access.ts'
import type { SearchCrossUnit } from '../usecases/retrieval/search-cross-unit.ts'
import type {
  ExportAccessLog,
  ListLoggedPersons,
  QueryAccessLog,
} from '../usecases/audit/query-access-log.ts'
import type { ListJobs } from '../usecases/audit/list-jobs.ts'
import type { PauseQueue } from '../usecases/audit/pause-queue.ts'
import type { ResumeQueue } from '../usecases/audit/resume-queue.ts'
import type { ShowQueue } from '../usecases/audit/show-queue.ts'
import type { RetryJob } from '../usecases/audit/retry-job.ts'
import type { VerifyAudit } from '../usecases/audit/verify-audit.ts'
import type { RenewDocument } from '../usecases/recognition/renew-document.ts'
import type { RenewDocuments } from '../usecases/recognition/renew-documents.ts'
import type { ShowReading } from '../usecases/recognition/show-reading.ts'
import type { AdmitHandIn } from '../usecases/batches/admit-hand-in.ts'
import type { CloseBatch } from '../usecases/batches/close-batch.ts'
import type { CreateBatch } from '../usecases/batches/create-batch.ts'
import type { ListBatches } from '../usecases/batches/list-batches.ts'
import type { ReceiveScans } from '../usecases/batches/receive-scans.ts'
import type { AddScanner, ListScanners, PatchScanner } from '../usecases/batches/scanners.ts'
import type { SetProtocol } from '../usecases/batches/set-protocol.ts'
import type { ShowBatch } from '../usecases/batches/show-batch.ts'
import type { ShowSplitPlan } from '../usecases/stacks/show-split-plan.ts'
import type { EditSplitPlan } from '../usecases/stacks/edit-split-plan.ts'
import type { ConfirmSplit } from '../usecases/stacks/confirm-split.ts'
import type { ConfirmItem } from '../usecases/classification/confirm-item.ts'
import type { ShowAccuracy } from '../usecases/classification/show-accuracy.ts'
import type { PatchItem } from '../usecases/classification/patch-item.ts'
import type { AddProcedure } from '../usecases/filing/add-procedure.ts'
import type { CaseFileDocuments } from '../usecases/filing/case-file-documents.ts'
import type { CaseFileHistory } from '../usecases/filing/case-file-history.ts'
import type { FileItem } from '../usecases/filing/file-item.ts'
import type { FindCaseFile } from '../usecases/filing/find-case-file.ts'
import type { ListCaseFiles } from '../usecases/filing/list-case-files.ts'
import type { ListProcedures } from '../usecases/filing/list-procedures.ts'
import type { OpenCaseFile } from '../usecases/filing/open-case-file.ts'
import type { PatchCaseFile } from '../usecases/filing/patch-case-file.ts'
import type { AdmitUpload } from '../usecases/intake/admit-upload.ts'
import type { CorrectArrival } from '../usecases/intake/correct-arrival.ts'
import type { FindItem } from '../usecases/intake/find-item.ts'
import type { ForwardItemUnopened } from '../usecases/intake/forward-item-unopened.ts'
import type { ItemHistory } from '../usecases/intake/item-history.ts'
import type { ListItems } from '../usecases/intake/list-items.ts'
import type {
  AddMailAccount,
  CheckMailAccount,
  ListMailAccounts,
  ListRefusedMails,
  PatchMailAccount,
  RemoveMailAccount,
} from '../usecases/intake/mail-accounts.ts'
import type { MisdirectItem } from '../usecases/intake/misdirect-item.ts'
import type { ReceiveItem } from '../usecases/intake/receive-item.ts'
import type { ReleasePart, SetPart, ShowPosting } from '../usecases/intake/posting-parts.ts'
import type { DecideDuplicate } from '../usecases/intake/decide-duplicate.ts'
import type { RejectItem } from '../usecases/intake/reject-item.ts'
import type { ReleaseFromQuarantine } from '../usecases/intake/release-from-quarantine.ts'
import type { RetryItem } from '../usecases/intake/retry-item.ts'
import type { VoidItem } from '../usecases/intake/void-item.ts'
import type { PrintSheets } from '../usecases/stacks/print-sheets.ts'
import type { FindDocument } from '../usecases/retrieval/find-document.ts'
import type { FindDuplicates } from '../usecases/retrieval/find-duplicates.ts'
import type { FindSimilarDocuments } from '../usecases/retrieval/find-similar-documents.ts'
import type { CheckConsistency } from '../usecases/integrity/check-consistency.ts'
import type { FindScan } from '../usecases/integrity/find-scan.ts'
import type { ListScans } from '../usecases/integrity/list-scans.ts'
import type { RequestScan } from '../usecases/integrity/request-scan.ts'
import type { MatchPageWords } from '../usecases/retrieval/match-page-words.ts'
import type { OpenOriginal } from '../usecases/retrieval/open-original.ts'
import type { OpenPagePreview } from '../usecases/retrieval/open-page-preview.ts'
import type { OpenViewCopy } from '../usecases/retrieval/open-view-copy.ts'
import type { ReadDocumentText } from '../usecases/retrieval/read-document-text.ts'
import type { ReadEInvoice } from '../usecases/retrieval/read-e-invoice.ts'
import type { ReadPage } from '../usecases/retrieval/read-page.ts'
import type {
  ListSavedSearches,
  RemoveSavedSearch,
  SaveSearch,
  SeeSavedSearch,
} from '../usecases/retrieval/saved-searches.ts'
import type { CompleteSearch } from '../usecases/retrieval/complete-search.ts'
import type { SearchDocuments } from '../usecases/retrieval/search-documents.ts'
import type { AssignItem } from '../usecases/routing/assign-item.ts'
import type { ClaimItem } from '../usecases/routing/claim-item.ts'
import type { ReleaseItem } from '../usecases/routing/release-item.ts'
import type { ReturnItem } from '../usecases/routing/return-item.ts'
import type { CheckRoutingRules } from '../usecases/routing/check-routing-rules.ts'
import type { TryRoutingRule } from '../usecases/routing/try-routing-rule.ts'
import type { RouteItem } from '../usecases/routing/route-item.ts'
import type { CitizenUseCases } from './citizen-use-cases.ts'
import type { DisclosureUseCases } from './disclosure-use-cases.ts'
import type { FollowUpUseCases } from './follow-up-use-cases.ts'
import type { NoteUseCases } from './note-use-cases.ts'
import type { LetterUseCases } from './letter-use-cases.ts'
import type { NotificationUseCases } from './notification-use-cases.ts'
import type { PaperUseCases } from './paper-use-cases.ts'
import type { QualityUseCases } from './quality-use-cases.ts'
import type { RegisterUseCases } from './register-use-cases.ts'
import type { SharingUseCases } from './sharing-use-cases.ts'
import type { RouteSlipUseCases } from './route-slip-use-cases.ts'
import type { WebhookUseCases } from './webhook-use-cases.ts'

/** Everything that people and other systems can do over HTTP. */
export interface UseCases
  extends
    CitizenUseCases,
    DeskUseCases,
    DisclosureUseCases,
    DisposalUseCases,
    FilingUseCases,
    FollowUpUseCases,
    NoteUseCases,
    LetterUseCases,
    NotificationUseCases,
    PaperUseCases,
    QualityUseCases,
    RegisterUseCases,
    RouteSlipUseCases,
    SharingUseCases,
    WebhookUseCases {
  readonly correctArrival: CorrectArrival
  readonly printSheets: PrintSheets
  readonly admitUpload: AdmitUpload
  readonly findItem: FindItem
  readonly forwardItemUnopened: ForwardItemUnopened
  readonly itemHistory: ItemHistory
  readonly listItems: ListItems
  readonly misdirectItem: MisdirectItem
  readonly receiveItem: ReceiveItem
  readonly decideDuplicate: DecideDuplicate
  readonly showPosting: ShowPosting
  readonly setPart: SetPart
  readonly releasePart: ReleasePart
  readonly findDuplicates: FindDuplicates
  readonly rejectItem: RejectItem
  readonly releaseFromQuarantine: ReleaseFromQuarantine
  readonly retryItem: RetryItem
  readonly voidItem: VoidItem
  readonly admitHandIn: AdmitHandIn
  readonly closeBatch: CloseBatch
  readonly createBatch: CreateBatch
  readonly listBatches: ListBatches
  readonly receiveScans: ReceiveScans
  readonly addScanner: AddScanner
  readonly listScanners: ListScanners
  readonly patchScanner: PatchScanner
  readonly setProtocol: SetProtocol
  readonly showBatch: ShowBatch
  readonly showSplitPlan: ShowSplitPlan
  readonly editSplitPlan: EditSplitPlan
  readonly confirmSplit: ConfirmSplit
  readonly confirmItem: ConfirmItem
  readonly patchItem: PatchItem
  readonly showAccuracy: ShowAccuracy
  readonly checkRoutingRules: CheckRoutingRules
  readonly tryRoutingRule: TryRoutingRule
  readonly assignItem: AssignItem
  readonly claimItem: ClaimItem
  readonly releaseItem: ReleaseItem
  readonly returnItem: ReturnItem
  readonly routeItem: RouteItem
  readonly addProcedure: AddProcedure
  readonly caseFileDocuments: CaseFileDocuments
  readonly caseFileHistory: CaseFileHistory
  readonly fileItem: FileItem
  readonly findCaseFile: FindCaseFile
  readonly listCaseFiles: ListCaseFiles
  readonly listProcedures: ListProcedures
  readonly openCaseFile: OpenCaseFile
  readonly patchCaseFile: PatchCaseFile
  readonly findDocument: FindDocument
  readonly findSimilarDocuments: FindSimilarDocuments
  readonly matchPageWords: MatchPageWords
  readonly openOriginal: OpenOriginal
  readonly openPagePreview: OpenPagePreview
  readonly openViewCopy: OpenViewCopy
  readonly readDocumentText: ReadDocumentText
  readonly readEInvoice: ReadEInvoice
  readonly readPage: ReadPage
  readonly completeSearch: CompleteSearch
  readonly searchDocuments: SearchDocuments
  readonly listSavedSearches: ListSavedSearches
  readonly saveSearch: SaveSearch
  readonly seeSavedSearch: SeeSavedSearch
  readonly removeSavedSearch: RemoveSavedSearch
  readonly addDeputyship: AddDeputyship
  readonly endDeputyship: EndDeputyship
  readonly listDeputyships: ListDeputyships
  readonly addDocumentType: AddDocumentType
  readonly addOrgUnit: AddOrgUnit
  readonly addRoutingRule: AddRoutingRule
  readonly authenticateToken: AuthenticateToken
  readonly changePassword: ChangePassword
  readonly createTenant: CreateTenant
  readonly createToken: CreateToken
  readonly createUser: CreateUser
  readonly endSession: EndSession
  readonly listColleagues: ListColleagues
  readonly listDocumentTypes: ListDocumentTypes
  readonly listOrgUnits: ListOrgUnits
  readonly listRoutingRules: ListRoutingRules
  readonly listSessions: ListSessions
  readonly listTenants: ListTenants
  readonly listTokens: ListTokens
  readonly listUsers: ListUsers
  readonly patchDocumentType: PatchDocumentType
  readonly patchOrgUnit: PatchOrgUnit
  readonly moveUnitWork: MoveUnitWork
  readonly listUnitMoves: ListUnitMoves
  readonly exportUnitMoves: ExportUnitMoves
  readonly patchRoutingRule: PatchRoutingRule
  readonly patchUser: PatchUser
  readonly removeRoutingRule: RemoveRoutingRule
  readonly resumeSession: ResumeSession
  readonly revokeToken: RevokeToken
  readonly confirmSecondFactor: ConfirmSecondFactor
  readonly removeSecondFactor: RemoveSecondFactor
  readonly resetSecondFactor: ResetSecondFactor
  readonly showSecondFactor: ShowSecondFactor
  readonly startSecondFactor: StartSecondFactor
  readonly setSignInRules: SetSignInRules
  readonly showSignInRules: ShowSignInRules
  readonly listPasskeys: ListPasskeys
  readonly beginPasskey: BeginPasskey
  readonly addPasskey: AddPasskey
  readonly renamePasskey: RenamePasskey
  readonly removePasskey: RemovePasskey
  readonly beginPasskeySignIn: BeginPasskeySignIn
  readonly signInWithPasskey: SignInWithPasskey
  readonly finishCitizenSignIn: FinishCitizenSignIn
  readonly showCitizenSignIn: ShowCitizenSignIn
  readonly checkIdentityProvider: CheckIdentityProvider
  readonly patchIdentityProvider: PatchIdentityProvider
  readonly beginProviderSignIn: BeginProviderSignIn
  readonly finishProviderSignIn: FinishProviderSignIn
  readonly providerLogout: ProviderLogout
  readonly addIdentityProvider: AddIdentityProvider
  readonly listIdentityProviders: ListIdentityProviders
  readonly listMailAccounts: ListMailAccounts
  readonly addMailAccount: AddMailAccount
  readonly patchMailAccount: PatchMailAccount
  readonly removeMailAccount: RemoveMailAccount
  readonly checkMailAccount: CheckMailAccount
  readonly listRefusedMails: ListRefusedMails
  readonly listSignInButtons: ListSignInButtons
  readonly removeIdentityProvider: RemoveIdentityProvider
  readonly signIn: SignIn
  readonly signOut: SignOut
  readonly listJobs: ListJobs
  readonly showReading: ShowReading
  readonly renewDocument: RenewDocument
  readonly renewDocuments: RenewDocuments
  readonly pauseQueue: PauseQueue
  readonly resumeQueue: ResumeQueue
  readonly showQueue: ShowQueue
  readonly retryJob: RetryJob
  readonly verifyAudit: VerifyAudit
  readonly giveAccess: GiveAccess
  readonly listEmergencies: ListEmergencies
  readonly openInEmergency: OpenInEmergency
  readonly setFileLevel: SetFileLevel
  readonly setItemLevel: SetItemLevel
  readonly showReaders: ShowReaders
  readonly takeBackAccess: TakeBackAccess
  readonly searchCrossUnit: SearchCrossUnit
  readonly queryAccessLog: QueryAccessLog
  readonly exportAccessLog: ExportAccessLog
  readonly listLoggedPersons: ListLoggedPersons
  readonly checkConsistency: CheckConsistency
  readonly findScan: FindScan
  readonly listScans: ListScans
  readonly requestScan: RequestScan
}
