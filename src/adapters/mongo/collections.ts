import { ACCESS_GRANTS } from './access-grants.ts'
import { KNOWN_SENDERS } from './address-book.ts'
import { AGEING_LIMITS } from './ageing-limits.ts'
import { AUDIT_EVENTS, AUDIT_HEADS } from './audit-log.ts'
import { BATCHES, SCANNERS } from './batches.ts'
import { FILE_ENTRIES, SUB_FILES } from './case-file-parts.ts'
import { CASE_FILES, FILING_PLAN, PROCEDURES, RETENTION_CLASSES } from './case-files.ts'
import { CHANGES } from './change-feed.ts'
import { CITIZEN_PAGES } from './citizen-pages.ts'
import type { CollectionDefinition } from './database.ts'
import { DAY_CLOSINGS } from './day-closings.ts'
import { DEPUTYSHIPS } from './deputyships.ts'
import { DESK_ENTRIES } from './desk-entries.ts'
import { DISCLOSURES } from './disclosures.ts'
import { DISPOSAL_RUNS } from './disposal-runs.ts'
import { DOCUMENTS } from './documents.ts'
import { FOLLOW_UPS } from './follow-ups.ts'
import { IDENTITIES, IDENTITY_PROVIDERS } from './identity-providers.ts'
import { INCOMING_ITEMS } from './incoming-items.ts'
import { IDEMPOTENCY_KEYS, INTAKE_INTENTS, SUBMISSIONS } from './intake-store.ts'
import { DAMAGED_OBJECTS, INTEGRITY_SCANS } from './integrity-store.ts'
import { JOB_TURNS, JOBS } from './job-collections.ts'
import { LETTERHEADS, LETTER_TEMPLATES } from './letters.ts'
import { MAIL_ACCOUNTS } from './mail-accounts.ts'
import { FETCHED_MAILS, MAILBOX_STATES, REFUSED_MAILS } from './mail-journal.ts'
import { MAIL_REPLIES } from './mail-replies.ts'
import { DOCUMENT_TYPES, ORG_UNITS, ROUTING_RULES } from './master-data.ts'
import { NOTES } from './notes.ts'
import { ROUTE_SLIPS } from './route-slips.ts'
import { PAGES } from './pages.ts'
import { PAPER_BOXES } from './paper-boxes.ts'
import { PASSKEYS } from './passkeys.ts'
import { ATTEMPTS } from './rate-limiter.ts'
import { READ_MARKS } from './read-marks.ts'
import { SAVED_SEARCHES } from './saved-searches.ts'
import { SCAN_CHECKS, SCANNING_RULES } from './scan-checks.ts'
import { SCHEMA_VERSIONS } from './schema-version.ts'
import { SECOND_FACTORS } from './second-factors.ts'
import { SERIALS } from './serials.ts'
import { ADOPTIONS, PUBLICATIONS } from './sharing.ts'
import { SESSIONS, TOKENS } from './sign-in.ts'
import { TENANTS } from './tenants.ts'
import { TIME_STAMPS } from './time-stamps.ts'
import { TRAINING_EXAMPLES } from './training-journal.ts'
import { CREDENTIALS, USERS } from './users.ts'
import { WEBHOOK_DELIVERIES, WEBHOOK_STATES, WEBHOOKS } from './webhooks.ts'

/** Every collection of the database. */
export const COLLECTIONS: readonly CollectionDefinition[] = [
  ACCESS_GRANTS,
  ADOPTIONS,
  AGEING_LIMITS,
  ATTEMPTS,
  AUDIT_EVENTS,
  AUDIT_HEADS,
  BATCHES,
  CASE_FILES,
  CHANGES,
  CITIZEN_PAGES,
  CREDENTIALS,
  DAMAGED_OBJECTS,
  DAY_CLOSINGS,
  DEPUTYSHIPS,
  DESK_ENTRIES,
  DISCLOSURES,
  DISPOSAL_RUNS,
  DOCUMENTS,
  DOCUMENT_TYPES,
  FETCHED_MAILS,
  FILE_ENTRIES,
  FILING_PLAN,
  FOLLOW_UPS,
  IDEMPOTENCY_KEYS,
  IDENTITIES,
  IDENTITY_PROVIDERS,
  INCOMING_ITEMS,
  INTAKE_INTENTS,
  INTEGRITY_SCANS,
  JOBS,
  JOB_TURNS,
  KNOWN_SENDERS,
  LETTERHEADS,
  LETTER_TEMPLATES,
  MAILBOX_STATES,
  MAIL_ACCOUNTS,
  MAIL_REPLIES,
  NOTES,
  ROUTE_SLIPS,
  ORG_UNITS,
  PAGES,
  PAPER_BOXES,
  PASSKEYS,
  PROCEDURES,
  PUBLICATIONS,
  READ_MARKS,
  REFUSED_MAILS,
  RETENTION_CLASSES,
  ROUTING_RULES,
  SAVED_SEARCHES,
  SCANNERS,
  SCANNING_RULES,
  SCAN_CHECKS,
  SCHEMA_VERSIONS,
  SECOND_FACTORS,
  SERIALS,
  SESSIONS,
  SUBMISSIONS,
  SUB_FILES,
  TENANTS,
  TIME_STAMPS,
  TOKENS,
  TRAINING_EXAMPLES,
  USERS,
  WEBHOOKS,
  WEBHOOK_DELIVERIES,
  WEBHOOK_STATES,
]
