import { accessDe } from './texts/access.de.ts'
import { accountDe } from './texts/account.de.ts'
import { adminDe } from './texts/admin.de.ts'
import { ageingDe } from './texts/ageing.de.ts'
import { batchesDe } from './texts/batches.de.ts'
import { commonDe } from './texts/common.de.ts'
import { deputiesDe } from './texts/deputies.de.ts'
import { deskDe } from './texts/desk.de.ts'
import { disclosureDe } from './texts/disclosure.de.ts'
import { disposalDe } from './texts/disposal.de.ts'
import { followUpsDe } from './texts/follow-ups.de.ts'
import { filingDe } from './texts/filing.de.ts'
import { integrityDe } from './texts/integrity.de.ts'
import { lettersDe } from './texts/letters.de.ts'
import { mailDe } from './texts/mail.de.ts'
import { notesDe } from './texts/notes.de.ts'
import { postingDe } from './texts/posting.de.ts'
import { routeSlipsDe } from './texts/route-slips.de.ts'
import { notificationsDe } from './texts/notifications.de.ts'
import { overviewDe } from './texts/overview.de.ts'
import { paperDe } from './texts/paper.de.ts'
import { providersDe } from './texts/providers.de.ts'
import { publicDe } from './texts/public.de.ts'
import { qualityDe } from './texts/quality.de.ts'
import { quarantineDe } from './texts/quarantine.de.ts'
import { recordsDe } from './texts/records.de.ts'
import { registerDe } from './texts/register.de.ts'
import { savedSearchesDe } from './texts/saved-searches.de.ts'
import { scannersDe } from './texts/scanners.de.ts'
import { sharingDe } from './texts/sharing.de.ts'
import { stacksDe } from './texts/stacks.de.ts'
import { triageDe } from './texts/triage.de.ts'
import { webhooksDe } from './texts/webhooks.de.ts'

/** Every German word of the user interface. */
export const german = {
  common: commonDe,
  triage: triageDe,
  admin: adminDe,
  integrity: integrityDe,
  access: accessDe,
  ...accountDe,
  deputies: deputiesDe,
  desk: deskDe,
  disposal: disposalDe,
  filing: filingDe,
  followUps: followUpsDe,
  notes: notesDe,
  routeSlips: routeSlipsDe,
  savedSearches: savedSearchesDe,
  notifications: notificationsDe,
  ...recordsDe,
  ...disclosureDe,
  ...lettersDe,
  webhooks: webhooksDe,
  ...mailDe,
  ...providersDe,
  ...publicDe,
  ...registerDe,
  ...paperDe,
  ...qualityDe,
  ...quarantineDe,
  ...sharingDe,
  ...stacksDe,
  ...batchesDe,
  overview: overviewDe,
  scanners: scannersDe,
  posting: postingDe,
  ageing: ageingDe,
}
export type Texts = typeof german
