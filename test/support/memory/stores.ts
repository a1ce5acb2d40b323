import { takingEntriesAlong } from '../../../src/adapters/mongo/desk-entries.ts'
import type { MongoStores } from '../../../src/adapters/mongo/stores.ts'
import { placeOfCaseFile, placeOfItem } from '../../../src/domain/desk/desk-place.ts'
import type { Clock, IdGenerator } from '../../../src/ports/clock.ts'
import { createMemoryAccessGrants } from './access-grants.ts'
import { createMemoryAddressBook } from './address-book.ts'
import { createMemoryAgeingLimits } from './ageing-limits.ts'
import { createMemoryAuditLog } from './audit-log.ts'
import { createMemoryBatches, createMemoryScanners } from './batches.ts'
import { createMemoryCaseFileParts } from './case-file-parts.ts'
import { createMemoryCaseFiles, createMemoryFilingPlan, createMemoryRetentionClasses } from './case-files.ts'
import { createMemoryChangeFeed } from './change-feed.ts'
import { createMemoryCitizenPages } from './citizen-pages.ts'
import { createMemoryDatabase } from './database.ts'
import { createMemoryDayClosings } from './day-closings.ts'
import { createMemoryDeputyships } from './deputyships.ts'
import { createMemoryDeskEntries } from './desk-entries.ts'
import { createMemoryDisclosures } from './disclosures.ts'
import { createMemoryDisposalRuns } from './disposal-runs.ts'
import { createMemoryDocuments } from './documents.ts'
import { createMemoryFollowUps } from './follow-ups.ts'
import { createMemoryIdentityProviders } from './identity-providers.ts'
import { createMemoryIncomingItems } from './incoming-items.ts'
import { createMemoryIntakeStore } from './intake-store.ts'
import { createMemoryIntegrityStore } from './integrity-store.ts'
import { createMemoryJobQueue } from './job-queue.ts'
import { createMemoryLetterheads, createMemoryLetterTemplates } from './letters.ts'
import { createMemoryMailAccounts, createMemoryMailJournal, createMemoryMailReplies } from './mail.ts'
import {
  createMemoryDocumentTypes,
  createMemoryOrgUnits,
  createMemoryRoutingRules,
  createMemoryTenants,
  createMemoryUsers,
} from './master-data.ts'
import { createMemoryNotes } from './notes.ts'
import { createMemoryRouteSlips } from './route-slips.ts'
import { createMemoryPaperBoxes } from './paper-boxes.ts'
import { createMemoryPasskeys } from './passkeys.ts'
import { createMemoryReadMarks } from './read-marks.ts'
import { createMemoryRecordRemover } from './record-remover.ts'
import { createMemorySavedSearches } from './saved-searches.ts'
import { createMemoryScanChecks, createMemoryScanningRules } from './scan-checks.ts'
import { createMemorySecondFactors } from './second-factors.ts'
import { createMemoryAdoptions, createMemoryPublications } from './sharing.ts'
import { createMemoryRateLimiter, createMemorySignInStore } from './sign-in.ts'
import { createMemoryTimeStamps } from './time-stamps.ts'
import { createMemoryTrainingJournal } from './training-journal.ts'
import { createMemoryWebhookDeliveries, createMemoryWebhooks } from './webhooks.ts'
import { createManualClock, createSequentialIds } from './time.ts'

/** Every storage port over one in-memory database; the same contract tests run over it and over MongoDB. */
export function createMemoryStores({
  clock = createManualClock(),
  ids = createSequentialIds(),
}: { readonly clock?: Clock; readonly ids?: IdGenerator } = {}): MongoStores {
  const database = createMemoryDatabase()
  const desk = { transactor: database.transactor, entries: createMemoryDeskEntries(database) }
  return {
    transactor: database.transactor,
    incomingItems: takingEntriesAlong(
      createMemoryIncomingItems(database),
      desk,
      'incoming-item',
      placeOfItem,
    ),
    documents: createMemoryDocuments(database),
    caseFiles: takingEntriesAlong(createMemoryCaseFiles(database), desk, 'case-file', placeOfCaseFile),
    deskEntries: desk.entries,
    caseFileParts: createMemoryCaseFileParts(database),
    filingPlan: createMemoryFilingPlan(database),
    retentionClasses: createMemoryRetentionClasses(database),
    tenants: createMemoryTenants(database),
    orgUnits: createMemoryOrgUnits(database),
    documentTypes: createMemoryDocumentTypes(database),
    routingRules: createMemoryRoutingRules(database),
    publications: createMemoryPublications(database),
    adoptions: createMemoryAdoptions(database),
    users: createMemoryUsers(database),
    dayClosings: createMemoryDayClosings(database),
    batches: createMemoryBatches(database),
    scanners: createMemoryScanners(database),
    paperBoxes: createMemoryPaperBoxes(database),
    scanChecks: createMemoryScanChecks(database),
    scanningRules: createMemoryScanningRules(database),
    ageingLimits: createMemoryAgeingLimits(database),
    timeStamps: createMemoryTimeStamps(database, clock),
    accessGrants: createMemoryAccessGrants(database),
    deputyships: createMemoryDeputyships(database),
    disclosures: createMemoryDisclosures(database),
    followUps: createMemoryFollowUps(database),
    notes: createMemoryNotes(database),
    routeSlips: createMemoryRouteSlips(database),
    citizenPages: createMemoryCitizenPages(database),
    letterTemplates: createMemoryLetterTemplates(database),
    letterheads: createMemoryLetterheads(database),
    readMarks: createMemoryReadMarks(database),
    savedSearches: createMemorySavedSearches(database),
    recordRemover: createMemoryRecordRemover(database),
    disposalRuns: createMemoryDisposalRuns(database),
    signIn: createMemorySignInStore(database),
    identityProviders: createMemoryIdentityProviders(database),
    mailAccounts: createMemoryMailAccounts(database),
    mailJournal: createMemoryMailJournal(database, clock),
    mailReplies: createMemoryMailReplies(database, clock),
    webhooks: createMemoryWebhooks(database),
    webhookDeliveries: createMemoryWebhookDeliveries(database, clock),
    secondFactors: createMemorySecondFactors(database),
    passkeys: createMemoryPasskeys(database),
    rateLimiter: createMemoryRateLimiter(clock),
    jobQueue: createMemoryJobQueue(database, clock, ids),
    auditLog: createMemoryAuditLog(database, clock),
    changeFeed: createMemoryChangeFeed(database, clock),
    intakeStore: createMemoryIntakeStore(database, clock),
    integrityStore: createMemoryIntegrityStore(database, clock),
    trainingJournal: createMemoryTrainingJournal(database),
    addressBook: createMemoryAddressBook(database),
  }
}
