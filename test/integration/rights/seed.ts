import { createHash } from 'node:crypto'
import type { Platform } from '../../../src/compose.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import type { OrgUnit } from '../../../src/domain/access/organisation.ts'
import { newScan } from '../../../src/domain/integrity/scan.ts'
import type { DisposalRun } from '../../../src/domain/disposal/disposal-run.ts'
import type { DayClosing } from '../../../src/domain/register/day-closing.ts'
import { submissionKey } from '../../../src/usecases/shared/submission-key.ts'
import {
  LETTERS,
  type Letter,
  type LetterName,
  type Seeded,
  type SeededFile,
  type SeededTenant,
  type TenantName,
} from './seeded.ts'
import { seedBatch, seedDividedScan } from './seed-batches.ts'
import { seedLetter, parkAllJobs, jobsByItem } from './seed-letters.ts'
import {
  seedPeople,
  seedSpareUser,
  seedToken,
  seedDeputyship,
  seedStandIn,
  seedGrants,
  seedSession,
  seedPasskey,
  seedSavedSearches,
} from './seed-people.ts'

const SIGNAL = new AbortController().signal

const SECRETS: Readonly<Record<TenantName, string>> = { alpha: 'B', beta: 'C', installation: 'D' }

export async function seedTenants(platform: Platform): Promise<Seeded> {
  const alpha = await seedTenant(platform, 'alpha')
  const beta = await seedTenant(platform, 'beta')
  const installation = await seedTenant(platform, 'installation')
  const tenants = { alpha, beta, installation }
  const people = await seedPeople(platform, tenants)
  const files: SeededFile[] = []
  const letters: Letter[] = []
  for (const name of Object.keys(LETTERS) as LetterName[]) {
    const { letter, file } = await seedLetter(platform, tenants, name)
    letters.push(letter)
    if (file !== undefined) files.push(file)
  }
  await parkAllJobs(platform)
  for (const tenant of ['alpha', 'beta'] as const) await seedSubmission(platform, tenants[tenant], letters)
  const jobIds = await jobsByItem(platform, tenants)
  const spareTokenId = await seedToken(platform, people.clerk1)
  const spareSessionId = await seedSession(platform, people.clerk1)
  const passkeyId = await seedPasskey(platform, people.head1)
  const savedSearchIds = await seedSavedSearches(platform, people.clerk1)
  const deputyships = [
    await seedDeputyship(platform, people.clerk1, ['clerk1', 'head1', 'admin']),
    await seedDeputyship(platform, people.otherClerk, ['otherClerk', 'otherAdmin']),
  ]
  for (const name of ['deputy', 'plainDeputy'] as const) await seedStandIn(platform, people, name)
  const spareGrantId = await seedGrants(platform, people, files)
  const spareUserIds = {
    alpha: await seedSpareUser(platform, alpha),
    beta: await seedSpareUser(platform, beta),
  }
  const withJobs = letters.map((letter) => ({ ...letter, jobId: jobIds.get(letter.itemId) ?? '' }))
  return {
    tenants,
    people,
    letters: withJobs,
    files,
    spareTokenId,
    spareSessionId,
    passkeyId,
    savedSearchIds,
    spareGrantId,
    spareUserIds,
    deputyships,
  }
}

async function seedTenant(platform: Platform, name: TenantName): Promise<SeededTenant> {
  const { ids } = platform
  const id = ids.next()
  const machine = systemActor(id, 'seed')
  const word = `stadt${name}`
  const tenant = { id, slug: name, name: word, receiptPrefix: name.slice(0, 2), timeZone: 'Europe/Berlin' }
  await platform.tenants.insert(tenant, SIGNAL)
  const root = unit(ids.next(), id, '0', `root ${word}`)
  const offices = name === 'alpha' ? ['office1', 'office2'] : ['office1']
  const units: Record<string, string> = { root: root.id }
  await platform.orgUnits.insert(machine, root, SIGNAL)
  for (const [index, office] of offices.entries()) {
    const record = { ...unit(ids.next(), id, `1${index}`, `${office} ${word}`), parentId: root.id }
    units[office] = record.id
    await platform.orgUnits.insert(machine, record, SIGNAL)
  }
  if (name === 'alpha') {
    for (const [team, validTo] of [['team'], ['pastTeam', '2026-01-31']] as const) {
      const place = { parentId: units['office1'] ?? '', ...(validTo === undefined ? {} : { validTo }) }
      const record = { ...unit(ids.next(), id, team, `${team} ${word}`), kind: 'group', ...place } as const
      units[team] = record.id
      await platform.orgUnits.insert(machine, record, SIGNAL)
    }
  }
  const planEntryId = ids.next()
  const entry = { id: planEntryId, tenantId: id, number: '10', title: word, version: 1 }
  await platform.filingPlan.insert(machine, entry, SIGNAL)
  const retentionClassId = `frist-${name}`
  const kept = { name: word, years: 10, start: 'closing-day', proposal: 'V', retired: false } as const
  await platform.retentionClasses.insert(
    machine,
    { id: retentionClassId, tenantId: id, ...kept, version: 1 },
    SIGNAL,
  )
  const documentTypeId = `art-${name}`
  const type = { id: documentTypeId, tenantId: id, name: word, retired: false, version: 1 }
  await platform.documentTypes.insert(machine, type, SIGNAL)
  const ruleIds = [ids.next(), ids.next()] as const
  for (const ruleId of ruleIds) {
    const conditions = [{ field: 'subject', operator: 'contains', value: word } as const]
    const target = { orgUnitId: units['office1'] ?? '' }
    const rule = { id: ruleId, tenantId: id, name: word, enabled: true, priority: 0, conditions, target }
    await platform.routingRules.insert(machine, { ...rule, version: 1 }, SIGNAL)
  }
  const publicationIds = [await seedPublication(platform, id), await seedPublication(platform, id)] as const
  const requestedBy = { userId: 'x', displayName: word }
  const createdAt = new Date().toISOString()
  const scan = newScan({ id: ids.next(), tenantId: id, trigger: 'schedule', requestedBy, createdAt })
  await platform.integrityStore.insertScan(machine, scan, SIGNAL)
  const closing: DayClosing = {
    id: ids.next(),
    tenantId: id,
    serial: 1,
    day: '2026-03-02',
    closedAt: '2026-03-02T16:00:00.000Z',
    closedBy: requestedBy,
    spans: [],
    takenUpTo: [],
    counts: { items: 0, files: 0, byChannel: {}, byState: {}, waiting: 0 },
    hash: createHash('sha256').digest('hex'),
    version: 1,
  }
  await platform.dayClosings.insert(machine, closing, SIGNAL)
  const disposalRunId = await seedDisposalRun(platform, id, word)
  const lying = await seedBatch(platform, id, word)
  const divided = await seedDividedScan(platform, id, word)
  const submission = { referenceCode: 'A'.repeat(16), secret: SECRETS[name].repeat(16) }
  const providerIds = [await seedProvider(platform, id), await seedProvider(platform, id)] as const
  const mailAccountIds = [
    await seedMailAccount(platform, id, 'Post'),
    await seedMailAccount(platform, id, 'Nebenpost'),
  ] as const
  const known = { units, planEntryId, retentionClassId, documentTypeId, ruleIds, publicationIds }
  const letterTemplateIds = [
    await seedLetterTemplate(platform, id, 'Zusage'),
    await seedLetterTemplate(platform, id, 'Absage'),
  ] as const
  const webhookIds = [
    await seedWebhook(platform, id, 'Fachverfahren'),
    await seedWebhook(platform, id, 'Altes Verfahren'),
  ] as const
  const made = { ...known, scanId: scan.id, providerIds, mailAccountIds, letterTemplateIds, webhookIds }
  return {
    id,
    slug: name,
    word,
    ...made,
    ...lying,
    divided,
    closingId: closing.id,
    disposalRunId,
    submission,
  }
}

/** Says nothing of its publisher. */
async function seedPublication({ ids, publications }: Platform, tenantId: string): Promise<string> {
  const id = ids.next()
  const conditions = [{ field: 'text', operator: 'contains', value: 'Hundesteuer' } as const]
  const content = { kind: 'routing-rule', name: 'Steuern', priority: 0, conditions, targetName: '' } as const
  const release = { release: 1, publishedAt: '2026-03-02T08:00:00.000Z', withdrawn: false, version: 1 }
  const publication = { id, tenantId, publisherName: 'Nachbarin', sourceId: ids.next(), content, ...release }
  await publications.insert(systemActor(tenantId, 'seed'), publication, SIGNAL)
  return id
}

function unit(id: string, tenantId: string, number: string, name: string): OrgUnit {
  return { id, tenantId, number, name, kind: number === '0' ? 'root' : 'office', version: 1 }
}

/** A citizen's receipt for the new letter of the tenant. */
async function seedSubmission(
  { intakeStore, digest }: Platform,
  { id, slug, submission }: SeededTenant,
  letters: readonly Pick<Letter, 'name' | 'itemId'>[],
): Promise<void> {
  const itemId = letters.find(({ name }) => name === `${slug}Office1`)?.itemId ?? ''
  const codeHash = digest.sha256(submissionKey(submission.referenceCode, submission.secret))
  await intakeStore.insertSubmission(systemActor(id, 'seed'), { codeHash, itemId }, SIGNAL)
}

/** For citizens, so that it stands on no sign-in page; nothing answers there. */
async function seedProvider({ ids, identityProviders }: Platform, tenantId: string): Promise<string> {
  const id = ids.next()
  const there = { issuer: 'https://id.invalid', clientId: 'c', secretName: 'NONE', groupsClaim: 'groups' }
  const provider = { id, tenantId, kind: 'citizen', name: 'Dienst', ...there, version: 1 } as const
  const levels = { rolesByGroup: [], askedLevels: '', levelNames: [] }
  await identityProviders.insert(systemActor(tenantId, 'seed'), { ...provider, ...levels }, SIGNAL)
  return id
}

/** Nobody fetches from it, and nothing answers there. */
async function seedMailAccount(
  { ids, mailAccounts }: Platform,
  tenantId: string,
  name: string,
): Promise<string> {
  const id = ids.next()
  const server = { host: 'imap.invalid', port: 993, security: 'tls' } as const
  const folders = { folder: 'INBOX', doneFolder: 'Erledigt', errorFolder: 'Fehler' }
  const login = { name, isActive: false, server, username: 'post', password: 'closed' }
  await mailAccounts.insert(
    systemActor(tenantId, 'seed'),
    { id, tenantId, ...login, ...folders, version: 1 },
    SIGNAL,
  )
  return id
}

/** Off, and nothing answers there. */
async function seedWebhook(
  { ids, webhooks, webhookDeliveries }: Platform,
  tenantId: string,
  name: string,
): Promise<string> {
  const machine = systemActor(tenantId, 'seed')
  const id = ids.next()
  const at = '2026-03-02T08:00:00.000Z'
  const there = { name, url: 'https://hooks.invalid/', secret: 'closed', events: ['item.received'] } as const
  const webhook = { id, tenantId, ...there, isActive: false, createdAt: at, version: 1 }
  await webhooks.insert(machine, webhook, SIGNAL)
  const delivery = { id: `${id}-1`, tenantId, webhookId: id, event: 'item.received', at, ids: {} } as const
  await webhookDeliveries.insert(machine, { ...delivery, state: 'dead', attempt: 12 }, SIGNAL)
  return id
}

async function seedLetterTemplate(
  { ids, letterTemplates }: Platform,
  tenantId: string,
  name: string,
): Promise<string> {
  const id = ids.next()
  const template = { id, tenantId, name, subject: 's', body: 'b', version: 1 }
  await letterTemplates.insert(systemActor(tenantId, 'seed'), template, SIGNAL)
  return id
}

async function seedDisposalRun(
  { ids, disposalRuns }: Platform,
  tenantId: string,
  word: string,
): Promise<string> {
  const run: DisposalRun = {
    id: ids.next(),
    tenantId,
    serial: 1,
    processId: '00000000-0000-8000-8000-000000000000',
    archive: word,
    isDirect: false,
    state: 'ended',
    createdAt: '2026-03-02T16:00:00.000Z',
    createdBy: { userId: 'x', displayName: word },
    files: [],
    messages: [],
    objectsToErase: [],
    version: 1,
  }
  await disposalRuns.insert(systemActor(tenantId, 'seed'), run, SIGNAL)
  return run.id
}
