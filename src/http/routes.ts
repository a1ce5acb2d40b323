import type { EventStreams } from './event-stream.ts'
import type { Route } from './route.ts'
import { accessLogRoutes } from './routes/access-log.ts'
import { accessRoutes } from './routes/access.ts'
import { accuracyRoutes } from './routes/accuracy.ts'
import { batchRoutes } from './routes/batches.ts'
import { caseFileKeepingRoutes } from './routes/case-file-keeping.ts'
import { caseFilePartRoutes } from './routes/case-file-parts.ts'
import { caseFileRoutes } from './routes/case-files.ts'
import { citizenPageRoutes } from './routes/citizen-page.ts'
import { dayClosingRoutes } from './routes/day-closings.ts'
import { deputyshipRoutes } from './routes/deputyships.ts'
import { deskRoutes } from './routes/desk.ts'
import { disclosureRoutes } from './routes/disclosures.ts'
import { documentTypeRoutes } from './routes/document-types.ts'
import { documentRoutes } from './routes/documents.ts'
import { eventRoutes } from './routes/events.ts'
import { disposalRunRoutes } from './routes/disposal-runs.ts'
import { disposalRoutes } from './routes/disposal.ts'
import { followUpRoutes } from './routes/follow-ups.ts'
import { filingPlanRoutes } from './routes/filing-plan.ts'
import { identityProviderRoutes, type Browsers } from './routes/identity-providers.ts'
import { incomingItemRoutes } from './routes/incoming-items.ts'
import { integrityRoutes } from './routes/integrity.ts'
import { itemActionRoutes } from './routes/item-actions.ts'
import { letterTemplateRoutes } from './routes/letter-templates.ts'
import { letterRoutes } from './routes/letters.ts'
import { webhookRoutes } from './routes/webhooks.ts'
import { mailAccountRoutes } from './routes/mail-accounts.ts'
import { mailRegisterRoutes } from './routes/mail-register.ts'
import { separatorSheetRoutes } from './routes/separator-sheets.ts'
import { noteRoutes } from './routes/notes.ts'
import { routeSlipRoutes } from './routes/route-slips.ts'
import { notificationRoutes } from './routes/notifications.ts'
import { operationRoutes } from './routes/operation.ts'
import { orgUnitRoutes } from './routes/org-units.ts'
import { overviewRoutes } from './routes/overview.ts'
import { paperBoxRoutes } from './routes/paper-boxes.ts'
import { passkeyRoutes } from './routes/passkeys.ts'
import { publicationRoutes } from './routes/publications.ts'
import { recognitionRoutes } from './routes/recognition.ts'
import { redactionRoutes } from './routes/redactions.ts'
import { retentionClassRoutes } from './routes/retention-classes.ts'
import { routingRuleRoutes } from './routes/routing-rules.ts'
import { scanCheckRoutes, scanningRulesRoutes } from './routes/scan-checks.ts'
import { scannerRoutes } from './routes/scanners.ts'
import { savedSearchRoutes } from './routes/saved-searches.ts'
import { searchRoutes } from './routes/search.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { sessionRoutes } from './routes/session.ts'
import { splitPlanRoutes } from './routes/split-plans.ts'
import { submissionRoutes, type PublicUploads } from './routes/submissions.ts'
import { transferNoteRoutes } from './routes/transfer-notes.ts'
import { tenantRoutes } from './routes/tenants.ts'
import { tokenRoutes } from './routes/tokens.ts'
import { userRoutes } from './routes/users.ts'
import type { ReceiveUpload } from './upload.ts'
import type { UseCases } from './use-cases.ts'

export interface RouteServices extends Browsers {
  readonly useCases: UseCases
  readonly receiveUpload: ReceiveUpload
  readonly publicUploads: PublicUploads
  readonly eventStreams: EventStreams
}

/** The table of all routes under `/api/v1`, in the order of the contract. */
export function allRoutes(services: RouteServices): Route[] {
  const { useCases, receiveUpload, publicUploads, eventStreams } = services
  return [
    ...sessionRoutes(useCases, services),
    ...secondFactorRoutes(useCases),
    ...passkeyRoutes(useCases, services),
    ...identityProviderRoutes(useCases, services),
    ...tokenRoutes(useCases),
    ...incomingItemRoutes(useCases, receiveUpload),
    ...itemActionRoutes(useCases),
    ...batchRoutes(useCases, receiveUpload),
    ...splitPlanRoutes(useCases),
    ...scanCheckRoutes(useCases, receiveUpload),
    ...scanningRulesRoutes(useCases),
    ...transferNoteRoutes(useCases),
    ...paperBoxRoutes(useCases),
    ...mailAccountRoutes(useCases),
    ...webhookRoutes(useCases),
    ...mailRegisterRoutes(useCases),
    ...overviewRoutes(useCases),
    ...separatorSheetRoutes(useCases),
    ...dayClosingRoutes(useCases),
    ...eventRoutes(eventStreams),
    ...documentRoutes(useCases),
    ...redactionRoutes(useCases),
    ...caseFileRoutes(useCases),
    ...caseFilePartRoutes(useCases),
    ...caseFileKeepingRoutes(useCases),
    ...deskRoutes(useCases),
    ...followUpRoutes(useCases, services.publicOrigin),
    ...noteRoutes(useCases),
    ...routeSlipRoutes(useCases),
    ...citizenPageRoutes(useCases),
    ...letterRoutes(useCases),
    ...letterTemplateRoutes(useCases),
    ...notificationRoutes(useCases),
    ...disclosureRoutes(useCases),
    ...disposalRoutes(useCases),
    ...disposalRunRoutes(useCases),
    ...filingPlanRoutes(useCases),
    ...retentionClassRoutes(useCases),
    ...orgUnitRoutes(useCases),
    ...userRoutes(useCases),
    ...deputyshipRoutes(useCases),
    ...documentTypeRoutes(useCases),
    ...routingRuleRoutes(useCases),
    ...publicationRoutes(useCases),
    ...scannerRoutes(useCases),
    ...searchRoutes(useCases),
    ...savedSearchRoutes(useCases),
    ...accessRoutes(useCases),
    ...accessLogRoutes(useCases),
    ...operationRoutes(useCases),
    ...recognitionRoutes(useCases),
    ...accuracyRoutes(useCases),
    ...integrityRoutes(useCases),
    ...tenantRoutes(useCases),
    ...submissionRoutes(useCases, publicUploads, services.citizenCookie),
  ]
}
