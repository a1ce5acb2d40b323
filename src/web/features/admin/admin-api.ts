import { call, queryString } from '../../shared/api/client.ts'
import type {
  AccuracyView,
  AuditVerification,
  ConsistencyReport,
  IdentityProviderList,
  IntegrityScanPage,
  IntegrityScanView,
  CitizenPageView,
  LetterheadView,
  MailAccountCheckView,
  MailAccountList,
  RefusedMailList,
  JobPage,
  MovedWork,
  ProviderCheckView,
  QueueView,
  ReadingView,
  RenewalRequest,
  RenewalView,
  RoutingRuleList,
  RulesHealthView,
  ScannerList,
  ScanningRulesView,
  RuleTrialView,
  SignInRules,
  TenantList,
  TryRuleRequest,
  UnitMoveList,
  UserList,
} from '../../shared/api/types.ts'

interface Versioned {
  readonly id: string
  readonly version: number
}

/** The collections that are added to and changed in the same manner. */
export type Collection =
  | 'tenants'
  | 'users'
  | 'org-units'
  | 'document-types'
  | 'filing-plan'
  | 'retention-classes'
  | 'routing-rules'
  | 'identity-providers'
  | 'mail-accounts'
  | 'letter-templates'
  | 'webhooks'
  | 'publications'
  | 'scanners'

export async function fetchScanningRules(signal: AbortSignal): Promise<ScanningRulesView> {
  return (await call('/scanning-rules', { signal })) as ScanningRulesView
}

export async function changeScanningRules(
  { version }: Pick<ScanningRulesView, 'version'>,
  body: Omit<ScanningRulesView, 'version'>,
): Promise<void> {
  await call('/scanning-rules', { method: 'PATCH', body, version })
}

export async function fetchScanners(signal: AbortSignal): Promise<ScannerList> {
  return (await call('/scanners', { signal })) as ScannerList
}

export async function fetchTenants(signal: AbortSignal): Promise<TenantList> {
  return (await call('/tenants', { signal })) as TenantList
}

export async function fetchUsers(signal: AbortSignal): Promise<UserList> {
  return (await call('/users', { signal })) as UserList
}

export async function fetchRules(signal: AbortSignal): Promise<RoutingRuleList> {
  return (await call('/routing-rules', { signal })) as RoutingRuleList
}

export async function fetchRulesHealth(signal?: AbortSignal): Promise<RulesHealthView> {
  return (await call('/routing-rules/health', { signal })) as RulesHealthView
}

export async function tryRule(rule: TryRuleRequest): Promise<RuleTrialView> {
  return (await call('/routing-rules/test', { method: 'POST', body: rule })) as RuleTrialView
}

export async function fetchAccuracy(signal: AbortSignal): Promise<AccuracyView> {
  return (await call('/accuracy', { signal })) as AccuracyView
}

export async function fetchSignInRules(signal: AbortSignal): Promise<SignInRules> {
  return (await call('/sign-in-rules', { signal })) as SignInRules
}

export async function setSignInRules(body: SignInRules): Promise<SignInRules> {
  return (await call('/sign-in-rules', { method: 'POST', body })) as SignInRules
}

export async function resetSecondFactor(userId: string): Promise<void> {
  await call(`/users/${userId}/second-factor`, { method: 'DELETE' })
}

export async function addRecord(collection: Collection, body: unknown): Promise<void> {
  await call(`/${collection}`, { method: 'POST', body })
}

export async function changeRecord(
  collection: Collection,
  { id, version }: Versioned,
  body: unknown,
): Promise<void> {
  await call(`/${collection}/${id}`, { method: 'PATCH', body, version })
}

export async function deleteRule({ id, version }: Versioned): Promise<void> {
  await call(`/routing-rules/${id}`, { method: 'DELETE', version })
}

export async function moveUnitWork(unitId: string, toUnitId: string): Promise<MovedWork> {
  return (await call(`/org-units/${unitId}/move-work`, { method: 'POST', body: { toUnitId } })) as MovedWork
}

export async function fetchUnitMoves(unitId: string, signal: AbortSignal): Promise<UnitMoveList> {
  return (await call(`/org-units/${unitId}/moves`, { signal })) as UnitMoveList
}

export async function fetchProviders(signal: AbortSignal): Promise<IdentityProviderList> {
  return (await call('/identity-providers', { signal })) as IdentityProviderList
}

export async function checkProvider(id: string): Promise<ProviderCheckView> {
  return (await call(`/identity-providers/${id}/check`, { method: 'POST' })) as ProviderCheckView
}

export async function deleteProvider(id: string): Promise<void> {
  await call(`/identity-providers/${id}`, { method: 'DELETE' })
}

export async function fetchMailAccounts(signal: AbortSignal): Promise<MailAccountList> {
  return (await call('/mail-accounts', { signal })) as MailAccountList
}

export async function fetchRefusedMails(id: string, signal: AbortSignal): Promise<RefusedMailList> {
  return (await call(`/mail-accounts/${id}/refused-mails`, { signal })) as RefusedMailList
}

export async function checkMailAccount(id: string): Promise<MailAccountCheckView> {
  return (await call(`/mail-accounts/${id}/check`, { method: 'POST' })) as MailAccountCheckView
}

export async function deleteMailAccount(id: string): Promise<void> {
  await call(`/mail-accounts/${id}`, { method: 'DELETE' })
}

export async function fetchParkedJobs(signal: AbortSignal): Promise<JobPage> {
  return (await call(`/jobs${queryString({ state: 'parked', limit: 100 })}`, { signal })) as JobPage
}

export async function retryJob(id: string): Promise<void> {
  await call(`/jobs/${id}/retry`, { method: 'POST', body: {} })
}

export async function fetchQueue(signal: AbortSignal): Promise<QueueView> {
  return (await call('/queue', { signal })) as QueueView
}

export async function setQueuePaused(paused: boolean): Promise<QueueView> {
  return (await call(paused ? '/queue/pause' : '/queue/resume', { method: 'POST', body: {} })) as QueueView
}

export async function fetchReading(signal: AbortSignal): Promise<ReadingView> {
  return (await call('/recognition', { signal })) as ReadingView
}

/** Goes through all documents of the tenant; each answer says where to go on. @returns how many will be read again */
export async function renewDocuments(scope: RenewalRequest['scope']): Promise<number> {
  let queued = 0
  let after: string | undefined
  do {
    const body: RenewalRequest = { scope, ...(after === undefined ? {} : { after }) }
    const answer = (await call('/recognition/renewals', { method: 'POST', body })) as RenewalView
    queued += answer.queued
    after = answer.next ?? undefined
  } while (after !== undefined)
  return queued
}

export async function verifyAudit(): Promise<AuditVerification> {
  return (await call('/audit/verify')) as AuditVerification
}

export async function fetchScans(limit: number, signal: AbortSignal): Promise<IntegrityScanPage> {
  return (await call(`/admin/integrity-scans${queryString({ limit })}`, { signal })) as IntegrityScanPage
}

export async function fetchScan(id: string, signal: AbortSignal): Promise<IntegrityScanView> {
  return (await call(`/admin/integrity-scans/${id}`, { signal })) as IntegrityScanView
}

export async function requestScan(): Promise<IntegrityScanView> {
  return (await call('/admin/integrity-scans', { method: 'POST', body: {} })) as IntegrityScanView
}

export async function checkConsistency(): Promise<ConsistencyReport> {
  return (await call('/admin/fsck')) as ConsistencyReport
}

export async function deleteLetterTemplate(id: string): Promise<void> {
  await call(`/letter-templates/${id}`, { method: 'DELETE' })
}

export async function fetchCitizenPage(signal: AbortSignal): Promise<CitizenPageView> {
  return (await call('/citizen-page', { signal })) as CitizenPageView
}

export async function changeCitizenPage(
  { version }: Pick<CitizenPageView, 'version'>,
  body: Omit<CitizenPageView, 'version'>,
): Promise<CitizenPageView> {
  return (await call('/citizen-page', { method: 'PATCH', body, version })) as CitizenPageView
}

export async function fetchLetterhead(signal: AbortSignal): Promise<LetterheadView> {
  return (await call('/letterhead', { signal })) as LetterheadView
}

export async function changeLetterhead(
  { version }: Pick<LetterheadView, 'version'>,
  body: Omit<LetterheadView, 'version'>,
): Promise<LetterheadView> {
  return (await call('/letterhead', { method: 'PATCH', body, version })) as LetterheadView
}
