import type { Texts } from './texts.de.ts'
import { accessEn } from './texts/access.en.ts'
import { accountEn } from './texts/account.en.ts'
import { adminEn } from './texts/admin.en.ts'
import { ageingEn } from './texts/ageing.en.ts'
import { batchesEn } from './texts/batches.en.ts'
import { commonEn } from './texts/common.en.ts'
import { deputiesEn } from './texts/deputies.en.ts'
import { deskEn } from './texts/desk.en.ts'
import { disclosureEn } from './texts/disclosure.en.ts'
import { disposalEn } from './texts/disposal.en.ts'
import { followUpsEn } from './texts/follow-ups.en.ts'
import { filingEn } from './texts/filing.en.ts'
import { integrityEn } from './texts/integrity.en.ts'
import { lettersEn } from './texts/letters.en.ts'
import { mailEn } from './texts/mail.en.ts'
import { notesEn } from './texts/notes.en.ts'
import { postingEn } from './texts/posting.en.ts'
import { routeSlipsEn } from './texts/route-slips.en.ts'
import { notificationsEn } from './texts/notifications.en.ts'
import { overviewEn } from './texts/overview.en.ts'
import { paperEn } from './texts/paper.en.ts'
import { providersEn } from './texts/providers.en.ts'
import { publicEn } from './texts/public.en.ts'
import { qualityEn } from './texts/quality.en.ts'
import { quarantineEn } from './texts/quarantine.en.ts'
import { recordsEn } from './texts/records.en.ts'
import { registerEn } from './texts/register.en.ts'
import { savedSearchesEn } from './texts/saved-searches.en.ts'
import { scannersEn } from './texts/scanners.en.ts'
import { sharingEn } from './texts/sharing.en.ts'
import { stacksEn } from './texts/stacks.en.ts'
import { triageEn } from './texts/triage.en.ts'
import { webhooksEn } from './texts/webhooks.en.ts'

/** The same catalogue in English. */
export const english: Texts = {
  common: commonEn,
  triage: triageEn,
  admin: adminEn,
  integrity: integrityEn,
  access: accessEn,
  ...accountEn,
  deputies: deputiesEn,
  desk: deskEn,
  disposal: disposalEn,
  filing: filingEn,
  followUps: followUpsEn,
  notes: notesEn,
  routeSlips: routeSlipsEn,
  savedSearches: savedSearchesEn,
  notifications: notificationsEn,
  ...recordsEn,
  ...disclosureEn,
  ...lettersEn,
  webhooks: webhooksEn,
  ...mailEn,
  ...providersEn,
  ...publicEn,
  ...registerEn,
  ...paperEn,
  ...qualityEn,
  ...quarantineEn,
  ...sharingEn,
  ...stacksEn,
  ...batchesEn,
  overview: overviewEn,
  scanners: scannersEn,
  posting: postingEn,
  ageing: ageingEn,
}
