import { placeOfCaseFile, placeOfItem } from '../../domain/desk/desk-place.ts'
import type { Clock, IdGenerator } from '../../ports/clock.ts'
import { createMongoAccessGrants } from './access-grants.ts'
import { createMongoAddressBook } from './address-book.ts'
import { createMongoAgeingLimits } from './ageing-limits.ts'
import { createMongoAuditLog } from './audit-log.ts'
import { createMongoBatches, createMongoScanners } from './batches.ts'
import { createMongoCaseFileParts } from './case-file-parts.ts'
import { createMongoCaseFiles, createMongoFilingPlan, createMongoRetentionClasses } from './case-files.ts'
import { createMongoChangeFeed } from './change-feed.ts'
import type { MongoDatabase } from './database.ts'
import { createMongoDayClosings } from './day-closings.ts'
import { createMongoDeputyships } from './deputyships.ts'
import { createMongoDeskEntries, takingEntriesAlong } from './desk-entries.ts'
import { createMongoDisclosures } from './disclosures.ts'
import { createMongoReadMarks } from './read-marks.ts'
import { createMongoRecordRemover } from './record-remover.ts'
import { createMongoDisposalRuns } from './disposal-runs.ts'
import { createMongoDocuments } from './documents.ts'
import { createMongoFollowUps } from './follow-ups.ts'
import { createMongoIdentityProviders } from './identity-providers.ts'
import { createMongoIncomingItems } from './incoming-items.ts'
import { createMongoIntakeStore } from './intake-store.ts'
import { createMongoIntegrityStore } from './integrity-store.ts'
import { createMongoJobQueue } from './job-queue.ts'
import { createMongoCitizenPages } from './citizen-pages.ts'
import { createMongoLetterheads, createMongoLetterTemplates } from './letters.ts'
import { createMongoMailAccounts } from './mail-accounts.ts'
import { createMongoMailJournal } from './mail-journal.ts'
import { createMongoMailReplies } from './mail-replies.ts'
import { createMongoDocumentTypes, createMongoOrgUnits, createMongoRoutingRules } from './master-data.ts'
import { createMongoNotes } from './notes.ts'
import { createMongoRouteSlips } from './route-slips.ts'
import { createMongoPaperBoxes } from './paper-boxes.ts'
import { createMongoPasskeys } from './passkeys.ts'
import { createMongoRateLimiter } from './rate-limiter.ts'
import { createMongoSavedSearches } from './saved-searches.ts'
import { createMongoScanChecks, createMongoScanningRules } from './scan-checks.ts'
import { createMongoSecondFactors } from './second-factors.ts'
import { createMongoAdoptions, createMongoPublications } from './sharing.ts'
import { createMongoSignInStore } from './sign-in.ts'
import { createMongoTenants } from './tenants.ts'
import { createMongoTimeStamps } from './time-stamps.ts'
import { createMongoTrainingJournal } from './training-journal.ts'
import { createMongoUsers } from './users.ts'
import { createMongoWebhookDeliveries, createMongoWebhooks } from './webhooks.ts'

/** Every storage port over one database. */
export function createMongoStores(
  database: MongoDatabase,
  { clock, ids }: { readonly clock: Clock; readonly ids: IdGenerator },
) {
  const desk = { transactor: database.transactor, entries: createMongoDeskEntries(database) }
  return {
    transactor: database.transactor,
    incomingItems: takingEntriesAlong(createMongoIncomingItems(database), desk, 'incoming-item', placeOfItem),
    documents: createMongoDocuments(database),
    caseFiles: takingEntriesAlong(createMongoCaseFiles(database), desk, 'case-file', placeOfCaseFile),
    deskEntries: desk.entries,
    caseFileParts: createMongoCaseFileParts(database),
    filingPlan: createMongoFilingPlan(database),
    retentionClasses: createMongoRetentionClasses(database),
    tenants: createMongoTenants(database),
    orgUnits: createMongoOrgUnits(database),
    documentTypes: createMongoDocumentTypes(database),
    routingRules: createMongoRoutingRules(database),
    publications: createMongoPublications(database),
    adoptions: createMongoAdoptions(database),
    users: createMongoUsers(database),
    dayClosings: createMongoDayClosings(database),
    batches: createMongoBatches(database),
    scanners: createMongoScanners(database),
    paperBoxes: createMongoPaperBoxes(database),
    scanChecks: createMongoScanChecks(database),
    scanningRules: createMongoScanningRules(database),
    ageingLimits: createMongoAgeingLimits(database),
    timeStamps: createMongoTimeStamps(database),
    accessGrants: createMongoAccessGrants(database),
    deputyships: createMongoDeputyships(database),
    disclosures: createMongoDisclosures(database),
    followUps: createMongoFollowUps(database),
    notes: createMongoNotes(database),
    routeSlips: createMongoRouteSlips(database),
    citizenPages: createMongoCitizenPages(database),
    letterTemplates: createMongoLetterTemplates(database),
    letterheads: createMongoLetterheads(database),
    readMarks: createMongoReadMarks(database),
    savedSearches: createMongoSavedSearches(database),
    recordRemover: createMongoRecordRemover(database),
    disposalRuns: createMongoDisposalRuns(database),
    signIn: createMongoSignInStore(database),
    identityProviders: createMongoIdentityProviders(database),
    mailAccounts: createMongoMailAccounts(database),
    mailJournal: createMongoMailJournal(database),
    mailReplies: createMongoMailReplies(database),
    webhooks: createMongoWebhooks(database),
    webhookDeliveries: createMongoWebhookDeliveries(database),
    secondFactors: createMongoSecondFactors(database),
    passkeys: createMongoPasskeys(database),
    rateLimiter: createMongoRateLimiter(database),
    jobQueue: createMongoJobQueue(database, clock, ids),
    auditLog: createMongoAuditLog(database, clock),
    changeFeed: createMongoChangeFeed(database, clock),
    intakeStore: createMongoIntakeStore(database, clock),
    integrityStore: createMongoIntegrityStore(database),
    trainingJournal: createMongoTrainingJournal(database),
    addressBook: createMongoAddressBook(database),
  }
}

export type MongoStores = ReturnType<typeof createMongoStores>
