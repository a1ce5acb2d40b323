import type * as deputyships from '../../../contract/deputyships.ts'
import type { z } from 'zod'
import type * as access from '../../../contract/access.ts'
import type * as accuracy from '../../../contract/accuracy.ts'
import type * as batches from '../../../contract/batches.ts'
import type * as closings from '../../../contract/day-closings.ts'
import type * as files from '../../../contract/case-files.ts'
import type * as desk from '../../../contract/desk.ts'
import type * as parts from '../../../contract/case-file-parts.ts'
import type * as plan from '../../../contract/filing-plan.ts'
import type * as followUps from '../../../contract/follow-ups.ts'
import type * as notes from '../../../contract/notes.ts'
import type * as routeSlips from '../../../contract/route-slips.ts'
import type * as savedSearches from '../../../contract/saved-searches.ts'
import type * as notifications from '../../../contract/notifications.ts'
import type * as disposal from '../../../contract/disposal.ts'
import type * as disclosures from '../../../contract/disclosures.ts'
import type * as documents from '../../../contract/documents.ts'
import type * as invoices from '../../../contract/e-invoices.ts'
import type * as providers from '../../../contract/identity-providers.ts'
import type * as incoming from '../../../contract/incoming-items.ts'
import type * as citizenPage from '../../../contract/citizen-page.ts'
import type * as letters from '../../../contract/letters.ts'
import type * as mailAccounts from '../../../contract/mail-accounts.ts'
import type * as mails from '../../../contract/mails.ts'
import type * as mailRegister from '../../../contract/mail-register.ts'
import type * as operation from '../../../contract/operation.ts'
import type * as posting from '../../../contract/posting-parts.ts'
import type * as overview from '../../../contract/overview.ts'
import type * as organisation from '../../../contract/organisation.ts'
import type * as paper from '../../../contract/paper.ts'
import type * as passkeys from '../../../contract/passkeys.ts'
import type * as primitives from '../../../contract/primitives.ts'
import type * as problem from '../../../contract/problem.ts'
import type * as routing from '../../../contract/routing-rules.ts'
import type * as quality from '../../../contract/quality.ts'
import type * as retrieval from '../../../contract/search.ts'
import type * as session from '../../../contract/session.ts'
import type * as sharing from '../../../contract/sharing.ts'
import type * as webhooks from '../../../contract/webhooks.ts'
import type * as splitting from '../../../contract/split-plan.ts'
import type * as transfer from '../../../contract/transfer-note.ts'
import type * as submissions from '../../../contract/submissions.ts'

/*
 * The shapes of the HTTP contract by name. Only types cross over: a page that is older than the server must
 * not fail because an answer has gained a field.
 */
export type ClosingBlockers = files.ClosingBlockers
export type DeskEntryView = desk.DeskEntryView
export type DeskEntryPage = z.infer<typeof desk.DeskEntryPage>
export type DeskEntryList = z.infer<typeof desk.DeskEntryList>
export type DeadlineRule = z.input<typeof desk.DeadlineRule>
export type DeadlineStep = desk.DeadlineStep
export type DeadlineCalculation = desk.DeadlineCalculation
export type SetDeadlineRequest = desk.SetDeadlineRequest
export type SetResubmissionRequest = desk.SetResubmissionRequest
export type FollowUpView = followUps.FollowUpView
export type FollowUpWithCode = followUps.FollowUpWithCode
export type FollowUpNotice = followUps.FollowUpNotice
export type SendFollowUpRequest = followUps.SendFollowUpRequest
export type NoteView = notes.NoteView
export type RouteSlipView = routeSlips.RouteSlipView
export type RouteStepRequest = routeSlips.RouteStepRequest
export type SettleRouteStepRequest = routeSlips.SettleRouteStepRequest
export type NotificationView = notifications.NotificationView
export type NotificationList = notifications.NotificationList
export type WriteNoteRequest = notes.WriteNoteRequest
export type WebhookView = webhooks.WebhookView
export type WebhookList = webhooks.WebhookList
export type WebhookEvent = webhooks.WebhookEvent
export type WebhookWithSecret = webhooks.WebhookWithSecret
export type WebhookTestView = webhooks.WebhookTestView
export type WebhookDeliveryView = webhooks.WebhookDeliveryView
export type WebhookDeliveryList = webhooks.WebhookDeliveryList
export type LetterTemplateView = letters.LetterTemplateView
export type LetterTemplateList = letters.LetterTemplateList
export type CitizenPageView = citizenPage.CitizenPageView
export type LetterheadView = letters.LetterheadView
export type LetterDraftView = letters.LetterDraftView
export type LetterPreviewView = letters.LetterPreviewView
export type WriteLetterRequest = letters.WriteLetterRequest
export type DisposalRunSummary = disposal.DisposalRunSummary
export type DisposalRunView = disposal.DisposalRunView
export type DisposalFileView = disposal.DisposalFileView
export type DueFileView = disposal.DueFileView
export type DueFileList = z.infer<typeof disposal.DueFileList>
export type DisclosureView = disclosures.DisclosureView
export type RedactionMark = disclosures.RedactionMark
export type RedactionView = disclosures.RedactionView
export type SplitPlanView = splitting.SplitPlanView
export type EditedSplitPlan = splitting.EditedSplitPlan
export type SplitEdit = splitting.SplitEdit
export type PageRole = splitting.PageRole
export type ScanCheckQueue = quality.ScanCheckQueue
export type ScanCheckSummary = quality.ScanCheckSummary
export type ScanCheckView = quality.ScanCheckView
export type CheckState = quality.CheckState
export type FaultKind = quality.FaultKind
export type RecordResultRequest = quality.RecordResultRequest
export type PaperBoxSummary = paper.PaperBoxSummary
export type PaperBoxView = paper.PaperBoxView
export type PaperBlocker = paper.PaperBlocker
export type TakeOutReason = paper.TakeOutReason
export type TransferNoteView = transfer.TransferNoteView
export type ScanningRulesView = quality.ScanningRulesView
export type SessionView = session.SessionView
export type OwnSessionView = z.infer<typeof session.OwnSessionView>
export type OwnSessionList = z.infer<typeof session.OwnSessionList>
export type TokenView = z.infer<typeof session.TokenView>
export type TokenList = z.infer<typeof session.TokenList>
export type TokenScope = z.infer<typeof session.TokenScope>
export type CreatedToken = z.infer<typeof session.CreatedToken>
export type SecondFactorView = z.infer<typeof session.SecondFactorView>
export type StartedSecondFactor = z.infer<typeof session.StartedSecondFactor>
export type PasskeyOptions = z.infer<typeof passkeys.PasskeyOptions>
export type PasskeyView = z.infer<typeof passkeys.PasskeyView>
export type PasskeyList = z.infer<typeof passkeys.PasskeyList>
export type RecoveryCodes = z.infer<typeof session.RecoveryCodes>
export type SignInRules = z.infer<typeof session.SignInRules>
export type AssuranceLevel = z.infer<typeof primitives.AssuranceLevel>
export type IdentityProviderView = z.infer<typeof providers.IdentityProviderView>
export type IdentityProviderList = z.infer<typeof providers.IdentityProviderList>
export type ProviderCheckView = z.infer<typeof providers.ProviderCheckView>
export type SignInButtonList = z.infer<typeof providers.SignInButtonList>
export type Role = z.infer<typeof session.Role>
export type ItemSummary = incoming.ItemSummary
export type ItemView = incoming.ItemView
export type ItemState = incoming.ItemState
export type Channel = z.infer<typeof incoming.Channel>
export type ItemPage = z.infer<typeof incoming.ItemPage>
export type ItemAction = z.infer<typeof incoming.ItemAction>
export type ConfirmRequest = z.input<typeof incoming.ConfirmRequest>
export type FileRequest = z.input<typeof incoming.FileRequest>
export type TargetInput = z.infer<typeof incoming.TargetInput>
export type RegisterEntry = mailRegister.RegisterEntry
export type RegisterPage = z.infer<typeof mailRegister.RegisterPage>
export type ScannerView = batches.ScannerView
export type ScannerList = z.infer<typeof batches.ScannerList>
export type BatchChannel = batches.BatchChannel
export type BatchState = batches.BatchState
export type ProtectionClass = batches.ProtectionClass
export type BatchSummary = batches.BatchSummary
export type BatchPage = z.infer<typeof batches.BatchPage>
export type BatchView = batches.BatchView
export type ScanView = batches.ScanView
export type PageLedger = batches.PageLedger
export type ReceivedScans = batches.ReceivedScans
export type CreateBatchRequest = batches.CreateBatchRequest
export type DayClosing = closings.DayClosing
export type DayClosingPage = z.infer<typeof closings.DayClosingPage>
export type ClosingPreview = closings.ClosingPreview
export type CheckedClosing = closings.CheckedClosing
export type ReceiptGaps = mailRegister.ReceiptGaps
export type HistoryEvent = incoming.HistoryEvent
export type History = z.infer<typeof incoming.History>
export type DocumentView = documents.DocumentView
export type PossibleDuplicate = documents.PossibleDuplicate
export type MailFactsView = mails.MailFactsView
export type MailAccountView = mailAccounts.MailAccountView
export type MailAccountList = z.infer<typeof mailAccounts.MailAccountList>
export type MailAccountCheckView = z.infer<typeof mailAccounts.MailAccountCheckView>
export type RefusedMailList = z.infer<typeof mailAccounts.RefusedMailList>
export type RulesHealthView = routing.RulesHealthView
export type SimilarDocument = documents.SimilarDocument
export type EInvoiceView = invoices.EInvoiceView
export type PageView = z.infer<typeof documents.PageView>
export type Proposal = documents.Proposal
export type ProposalField = documents.ProposalField
export type IndexInput = documents.IndexInput
export type Box = Proposal['box'] & object
export type Money = Exclude<Proposal['value'], string>
export type CaseFileView = files.CaseFileView
export type CaseFilePage = z.infer<typeof files.CaseFilePage>
export type PatchCaseFileRequest = z.input<typeof files.PatchCaseFileRequest>
export type SubFileView = z.infer<typeof parts.SubFileView>
export type FileEntryView = z.infer<typeof parts.FileEntryView>
export type RetentionView = z.infer<typeof parts.RetentionView>
export type ProcedureView = z.infer<typeof files.ProcedureView>
export type ProcedureList = z.infer<typeof files.ProcedureList>
export type CaseFileDocuments = z.infer<typeof files.CaseFileDocuments>
export type FilingPlanEntryView = z.infer<typeof plan.FilingPlanEntryView>
export type FilingPlanView = z.infer<typeof plan.FilingPlanView>
export type PlanDifferenceView = z.infer<typeof plan.PlanDifferenceView>
export type PlanImportPreview = z.infer<typeof plan.PlanImportPreview>
export type RetentionClassView = z.infer<typeof plan.RetentionClassView>
export type RetentionClassList = z.infer<typeof plan.RetentionClassList>
export type OrgUnitView = organisation.OrgUnitView
export type OrgUnitList = z.infer<typeof organisation.OrgUnitList>
export type MovedWork = z.infer<typeof organisation.MovedWork>
export type UnitMoveList = z.infer<typeof organisation.UnitMoveList>
export type OrgUnitKind = z.infer<typeof organisation.OrgUnitKind>
export type UserView = z.infer<typeof organisation.UserView>
export type ColleagueList = z.infer<typeof organisation.ColleagueList>
export type UserList = z.infer<typeof organisation.UserList>
export type TenantList = z.infer<typeof organisation.TenantList>
export type DeputyshipView = deputyships.DeputyshipView
export type DeputyshipOverview = deputyships.DeputyshipOverview
export type CreateDeputyshipRequest = z.infer<typeof deputyships.CreateDeputyshipRequest>
export type DocumentTypeView = z.infer<typeof organisation.DocumentTypeView>
export type DocumentTypeList = z.infer<typeof organisation.DocumentTypeList>
export type JobView = z.infer<typeof operation.JobView>
export type ReadingView = z.infer<typeof operation.ReadingView>
export type RenewalRequest = z.infer<typeof operation.RenewalRequest>
export type RenewalView = z.infer<typeof operation.RenewalView>
export type QueueView = z.infer<typeof operation.QueueView>
export type JobPage = z.infer<typeof operation.JobPage>
export type IntegrityFinding = z.infer<typeof operation.IntegrityFinding>
export type IntegrityScanView = z.infer<typeof operation.IntegrityScanView>
export type IntegrityScanPage = z.infer<typeof operation.IntegrityScanPage>
export type ConsistencyReport = z.infer<typeof operation.ConsistencyReport>
export type AuditVerification = z.infer<typeof operation.AuditVerification>
export type ChangeEvent = operation.ChangeEvent
export type SearchResult = retrieval.SearchResult
export type SearchHit = retrieval.SearchHit
export type Completions = retrieval.Completions
export type SavedSearchView = savedSearches.SavedSearchView
export type SaveSearchRequest = savedSearches.SaveSearchRequest
export type PageMatches = z.infer<typeof retrieval.PageMatches>
export type SubmissionReceipt = submissions.SubmissionReceipt
export type SubmissionStatus = submissions.SubmissionStatus
export type CitizenIdentity = z.infer<typeof submissions.CitizenIdentity>
export type PublicTenant = z.infer<typeof submissions.PublicTenant>
export type RoutingRuleView = routing.RoutingRuleView
export type RoutingRuleList = z.infer<typeof routing.RoutingRuleList>
export type RuleTrialView = routing.RuleTrialView
export type TryRuleRequest = z.input<typeof routing.TryRoutingRuleRequest>
export type AccuracyView = accuracy.AccuracyView
export type RuleCondition = RoutingRuleView['conditions'][number]
export type Level = primitives.Level
export type SharedKind = z.infer<typeof sharing.SharedKind>
export type SharedContent = sharing.SharedContent
export type SharedDifference = sharing.SharedDifference
export type PublicationView = sharing.PublicationView
export type PublicationList = z.infer<typeof sharing.PublicationList>
export type PublishRequest = z.infer<typeof sharing.PublishRequest>
export type TakeOverRequest = z.infer<typeof sharing.TakeOverRequest>
export type ReadersView = access.ReadersView
export type ReadReason = access.ReadReason
export type AccessGrantView = access.AccessGrantView
export type CreateAccessGrantRequest = z.infer<typeof access.CreateAccessGrantRequest>
export type EmergencyView = access.EmergencyView
export type EmergencyPage = z.infer<typeof access.EmergencyPage>
export type CrossUnitSearchResult = access.CrossUnitSearchResult
export type AccessLogEntry = access.AccessLogEntry
export type AccessLogPage = access.AccessLogPage
export type AccessLogPersons = z.infer<typeof access.AccessLogPersons>
export type AccessLogRequest = z.input<typeof access.AccessLogRequest>
export type Problem = problem.Problem
export type Overview = overview.Overview
export type PostingView = posting.PostingView
export type AgeingLimitsView = overview.AgeingLimitsView
