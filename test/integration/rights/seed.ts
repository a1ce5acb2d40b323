import { createHash } from 'node:crypto'
import type { Platform } from '../../../src/compose.ts'
import { systemActor, type Actor, type GrantKey, type Role } from '../../../src/domain/access/actor.ts'
import { keyOf } from '../../../src/domain/access/access-grant.ts'
import type { Level } from '../../../src/domain/access/confidentiality.ts'
import type { OrgUnit, User } from '../../../src/domain/access/organisation.ts'
import { caseFileReadKeys, itemReadKeys } from '../../../src/domain/access/policy.ts'
import type { StoredObject } from '../../../src/domain/intake/document.ts'
import type { DayClosing } from '../../../src/domain/register/day-closing.ts'
import { newScan } from '../../../src/domain/integrity/scan.ts'
import { storedInvoice } from '../../../src/domain/invoices/stored-invoice.ts'
import { sessionIdOf } from '../../../src/usecases/shared/session-id.ts'
import { submissionKey } from '../../../src/usecases/shared/submission-key.ts'
import { caseFileOf, documentOf, itemOf, pageOf } from '../../contract/records.ts'
import { invoiceOf, UBL_INVOICE } from '../../unit/domain/invoices/made-invoices.ts'

const SIGNAL = new AbortController().signal

/** Tenant `alpha` has two offices, `beta` one; each person has one role. `installation` is no city. */
export type TenantName = 'alpha' | 'beta' | 'installation'

const PEOPLE = {
  mailroom: ['alpha', ['mailroom'], []],
  clerk1: ['alpha', ['clerk'], ['office1']],
  clerk2: ['alpha', ['clerk'], ['office2']],
  head1: ['alpha', ['head'], ['office1']],
  /** May know what is confidential in office 1. */
  cleared1: ['alpha', ['clerk'], ['office1'], true],
  /** Both work in office 2 and stand in for `cleared1`; the first one for what is confidential, too. */
  deputy: ['alpha', ['clerk'], ['office2']],
  plainDeputy: ['alpha', ['clerk'], ['office2']],
  dpo: ['alpha', ['dpo'], ['root']],
  crossUnit: ['alpha', ['cross-unit'], ['root']],
  auditor: ['alpha', ['auditor'], ['root']],
  scanner: ['alpha', ['scanner'], []],
  admin: ['alpha', ['admin'], ['root']],
  otherClerk: ['beta', ['clerk'], ['office1']],
  otherAdmin: ['beta', ['admin'], ['root']],
  operator: ['installation', ['operator'], ['root']],
} as const satisfies Record<string, readonly [TenantName, readonly Role[], readonly string[], true?]>
export type PersonName = keyof typeof PEOPLE

const SECRETS: Readonly<Record<TenantName, string>> = { alpha: 'B', beta: 'C', installation: 'D' }

/** Where each letter lies, and how few may know of it. The name of a file is that of its unit. */
const LETTERS = {
  alphaNew: ['alpha', undefined, undefined],
  alphaOffice1: ['alpha', 'office1', undefined],
  alphaOffice2: ['alpha', 'office2', undefined],
  alphaFile1: ['alpha', 'office1', 'office1'],
  alphaFile2: ['alpha', 'office2', 'office2'],
  alphaSecret1: ['alpha', 'office1', undefined, 'confidential'],
  alphaSecretFile1: ['alpha', 'office1', 'office1', 'confidential'],
  alphaStrictFile1: ['alpha', 'office1', 'office1', 'strict'],
  alphaExceptFile1: ['alpha', 'office1', 'office1'],
  betaOffice1: ['beta', 'office1', undefined],
  betaFile1: ['beta', 'office1', 'office1'],
} as const satisfies Record<string, readonly [TenantName, string | undefined, string | undefined, Level?]>
export type LetterName = keyof typeof LETTERS

export interface Letter {
  readonly name: LetterName
  readonly tenant: TenantName
  readonly itemId: string
  readonly documentId: string
  readonly jobId: string
  readonly caseFileId: string | undefined
  /** A word that stands in every text of the letter and nowhere else. */
  readonly word: string
  readonly receiptNumber: string
}

/** A case file, named as the letter in it. */
export interface SeededFile {
  readonly name: LetterName
  readonly caseFileId: string
  readonly procedureId: string
  readonly exceptions: readonly GrantKey[]
}

/** On the file `alphaExceptFile1`. */
const EXCEPTIONS = [
  { id: '01ARZ3NDEKTSV4RRFFQ69G5FB1', person: 'clerk1', effect: 'deny' },
  { id: '01ARZ3NDEKTSV4RRFFQ69G5FB2', person: 'clerk2', effect: 'allow' },
] as const

export interface SeededTenant {
  readonly id: string
  readonly slug: string
  /** A word that stands in all master data and people of the tenant and nowhere else. */
  readonly word: string
  readonly units: Readonly<Record<string, string>>
  readonly planEntryId: string
  readonly documentTypeId: string
  readonly ruleIds: readonly [kept: string, spare: string]
  readonly scanId: string
  readonly closingId: string
  readonly providerId: string
  readonly submission: { readonly referenceCode: string; readonly secret: string }
}

export interface Seeded {
  readonly tenants: Readonly<Record<TenantName, SeededTenant>>
  readonly people: Readonly<Record<PersonName, User>>
  readonly letters: readonly Letter[]
  readonly files: readonly SeededFile[]
  /** Of clerk1. */
  readonly spareTokenId: string
  readonly spareSessionId: string
  readonly passkeyId: string
  /** Taken back long ago, on a file of office 1. */
  readonly spareGrantId: string
  /** Of people whose sign-in may be changed by the test; they do not take part in it. */
  readonly spareUserIds: Readonly<Record<'alpha' | 'beta', string>>
  /** Long over; with those who settle it. */
  readonly deputyships: readonly {
    readonly id: string
    readonly tenant: TenantName
    readonly readers: readonly PersonName[]
  }[]
}

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
  const planEntryId = ids.next()
  const entry = { id: planEntryId, tenantId: id, number: '10', title: word, version: 1 }
  await platform.filingPlan.insert(machine, entry, SIGNAL)
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
  const submission = { referenceCode: 'A'.repeat(16), secret: SECRETS[name].repeat(16) }
  const providerId = await seedProvider(platform, id)
  const made = { units, planEntryId, documentTypeId, ruleIds, scanId: scan.id, providerId }
  return { id, slug: name, word, ...made, closingId: closing.id, submission }
}

function unit(id: string, tenantId: string, number: string, name: string): OrgUnit {
  return { id, tenantId, number, name, kind: number === '0' ? 'root' : 'office', version: 1 }
}

async function seedPeople(
  platform: Platform,
  tenants: Readonly<Record<TenantName, SeededTenant>>,
): Promise<Readonly<Record<PersonName, User>>> {
  const people = new Map<string, User>()
  for (const [name, [tenantName, roles, units, cleared = false]] of Object.entries(PEOPLE)) {
    const tenant = tenants[tenantName]
    const user: User = {
      id: platform.ids.next(),
      tenantId: tenant.id,
      username: name.toLowerCase(),
      displayName: `${name} ${tenant.word}`,
      roles,
      orgUnitIds: units.map((office) => tenant.units[office] ?? ''),
      cleared,
      disabled: false,
      version: 1,
    }
    await platform.users.insert(systemActor(tenant.id, 'seed'), user, SIGNAL)
    people.set(name, user)
  }
  return Object.fromEntries(people) as Readonly<Record<PersonName, User>>
}

async function seedSpareUser(platform: Platform, { id: tenantId, word }: SeededTenant): Promise<string> {
  const id = platform.ids.next()
  const user: User = {
    id,
    tenantId,
    username: `spare-${word}`.toLowerCase(),
    displayName: `Spare ${word}`,
    roles: ['clerk'],
    orgUnitIds: [],
    disabled: true,
    version: 1,
  }
  await platform.users.insert(systemActor(tenantId, 'seed'), user, SIGNAL)
  return id
}

async function seedLetter(
  platform: Platform,
  tenants: Readonly<Record<TenantName, SeededTenant>>,
  name: LetterName,
): Promise<{
  readonly letter: Omit<Letter, 'jobId'> & { jobId: string }
  readonly file: SeededFile | undefined
}> {
  const [tenantName, office, filedIn, level = 'normal'] = LETTERS[name]
  const tenant = tenants[tenantName]
  const machine = systemActor(tenant.id, 'seed')
  const word = `geheim${name.toLowerCase()}`
  const orgUnitId = office === undefined ? undefined : tenant.units[office]
  const file = filedIn === undefined ? undefined : await seedFile(platform, machine, tenant, name)
  const readKeys = keysOf(orgUnitId, file, level)
  const receiptNumber = `${tenantName}-${word}`
  const itemId = platform.ids.next()
  const documentId = platform.ids.next()
  const item = itemOf(tenant.id, {
    id: itemId,
    ...placeOf(orgUnitId, file),
    receiptNumber,
    subject: `Betreff ${word}`,
    sender: `Absender ${word}`,
    note: `Notiz ${word}`,
    documentIds: [documentId],
    confirmedAt: '2026-03-02T09:00:00.000Z',
    createdBy: { userId: 'x', displayName: tenant.word },
    readKeys,
  })
  const page = pageWith(word)
  const original = await store(platform, `originals/${tenant.id}/${documentId}`, 'application/pdf', word)
  const picture = await store(platform, `pages/${tenant.id}/${documentId}`, 'image/webp', word)
  const viewCopy = await store(platform, `views/${tenant.id}/${documentId}`, 'application/pdf', word)
  const invoice = storedInvoice(invoiceOf(UBL_INVOICE.replace('R-2026-17', word)))
  const invoiceData = await store(platform, `data/${tenant.id}/${documentId}`, 'application/json', invoice)
  const document = documentOf(tenant.id, {
    id: documentId,
    itemId,
    filename: `${word}.pdf`,
    original,
    viewCopy,
    eInvoice: { object: invoiceData },
    pageImages: [{ page: 1, widthPx: 300, heightPx: 400, object: picture }],
    proposals: { fields: { subject: [{ value: word, weight: 0.5, reasons: [] }] }, abstained: {} },
    processing: { state: 'needs-attention', stage: 'recognise', reason: 'document-damaged', pagesDone: 0 },
    readKeys,
    ...(file === undefined ? {} : { caseFileId: file.caseFileId, procedureId: file.procedureId }),
  })
  await platform.ledger.change(
    machine,
    async () => {
      await platform.incomingItems.insert(machine, item, SIGNAL)
      await platform.documents.insert(machine, document, SIGNAL)
      await platform.documents.savePage(machine, documentId, page, SIGNAL)
      const job = { kind: 'recognise', documentId, itemId, priority: 5, inputHash: original.sha256 } as const
      await platform.jobQueue.enqueue(machine, job, SIGNAL)
      const changes = { subject: { after: word } }
      const event = {
        action: 'item.received',
        object: { kind: 'incoming-item', id: itemId },
        changes,
      } as const
      return { result: undefined, events: [event], changed: [{ kind: 'document', id: documentId, readKeys }] }
    },
    SIGNAL,
  )
  const caseFileId = file?.caseFileId
  return {
    letter: { name, tenant: tenantName, itemId, documentId, jobId: '', caseFileId, word, receiptNumber },
    file,
  }
}

function placeOf(orgUnitId: string | undefined, file: SeededFile | undefined) {
  if (orgUnitId === undefined) return { state: 'indexing' } as const
  if (file === undefined) return { state: 'routed', target: { orgUnitId } } as const
  return { state: 'filed', target: { orgUnitId }, caseFileId: file.caseFileId } as const
}

function keysOf(
  orgUnitId: string | undefined,
  file: SeededFile | undefined,
  level: Level,
): readonly GrantKey[] {
  if (file !== undefined && orgUnitId !== undefined) {
    return caseFileReadKeys({ leadUnitId: orgUnitId, level, exceptions: file.exceptions })
  }
  return itemReadKeys({ filed: false, orgUnitIds: orgUnitId === undefined ? [] : [orgUnitId], level })
}

async function seedFile(
  platform: Platform,
  machine: Actor,
  tenant: SeededTenant,
  name: LetterName,
): Promise<SeededFile> {
  const [, , office, level = 'normal'] = LETTERS[name]
  const exceptions = name === 'alphaExceptFile1' ? EXCEPTIONS.map(keyOf) : []
  const leadUnitId = tenant.units[office ?? ''] ?? ''
  const word = `geheim${name.toLowerCase()}`
  const caseFile = caseFileOf(tenant.id, {
    fileNumber: `10-2026/${word}`,
    subject: `Akte ${word}`,
    filingPlanEntryId: tenant.planEntryId,
    leadUnitId,
    documentCount: 1,
    level,
    exceptions,
    readKeys: caseFileReadKeys({ leadUnitId, level, exceptions }),
  })
  const procedureId = platform.ids.next()
  const serial = await platform.caseFiles.nextFileSerial(machine, `${caseFile.fileNumber}-V{serial}`, SIGNAL)
  const named = { caseFileId: caseFile.id, serial, subject: `Vorgang ${word}` }
  const createdAt = new Date().toISOString()
  await platform.ledger.change(
    machine,
    async () => {
      await platform.caseFiles.insert(machine, caseFile, SIGNAL)
      const procedure = { id: procedureId, tenantId: tenant.id, ...named, createdAt, version: 1 }
      await platform.caseFiles.insertProcedure(machine, procedure, SIGNAL)
      const object = { kind: 'case-file', id: caseFile.id } as const
      const changes = { subject: { after: caseFile.subject } }
      return { result: undefined, events: [{ action: 'case-file.opened', object, changes }], changed: [] }
    },
    SIGNAL,
  )
  return { name, caseFileId: caseFile.id, procedureId, exceptions }
}

function pageWith(word: string): ReturnType<typeof pageOf> {
  const page = pageOf(1)
  const line = { box: [0, 0, 1, 1], words: [{ text: word, box: [0, 0, 1, 1], confidence: 1 }] } as const
  return { ...page, rotation: 0, blocks: [{ box: [0, 0, 1, 1], lines: [line] }] }
}

async function store(
  { blobStore }: Platform,
  key: string,
  mediaType: string,
  content: string,
): Promise<StoredObject> {
  const bytes = Buffer.from(content)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const expected = { mediaType, sizeBytes: bytes.byteLength, sha256 }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
  await blobStore.put(key, chunks(), expected, SIGNAL)
  return { key, ...expected }
}

async function parkAllJobs({ jobQueue }: Platform): Promise<void> {
  for (;;) {
    const job = await jobQueue.claim('seed', 60_000, SIGNAL)
    if (job === undefined) return
    await jobQueue.park(job, { code: 'document-damaged', detail: 'The file is damaged.' }, SIGNAL)
  }
}

async function jobsByItem(
  { jobQueue }: Platform,
  tenants: Readonly<Record<TenantName, SeededTenant>>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const { id } of Object.values(tenants)) {
    const { items } = await jobQueue.list(systemActor(id, 'seed'), undefined, { limit: 100 }, SIGNAL)
    for (const job of items) found.set(job.itemId, job.id)
  }
  return found
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

async function seedToken(platform: Platform, { id: userId, tenantId }: User): Promise<string> {
  const id = platform.ids.next()
  const createdAt = new Date().toISOString()
  const token = {
    id,
    tokenHash: 'f'.repeat(64),
    tenantId,
    userId,
    name: 'spare',
    scopes: ['read'],
    createdAt,
  } as const
  await platform.signIn.insertToken(token, SIGNAL)
  return id
}

async function seedDeputyship(
  { ids, deputyships }: Platform,
  { id: absentId, tenantId }: User,
  readers: readonly PersonName[],
): Promise<Seeded['deputyships'][number]> {
  const period = { firstDay: '2020-03-02', lastDay: '2020-03-06', orgUnitIds: [] }
  const record = { id: ids.next(), tenantId, absentId, deputyId: 'nobody', ...period, version: 1 }
  await deputyships.insert(systemActor(tenantId, 'seed'), record, SIGNAL)
  return { id: record.id, tenant: readers.includes('clerk1') ? 'alpha' : 'beta', readers }
}

/** Under way for ever. */
async function seedStandIn(
  { ids, deputyships }: Platform,
  people: Readonly<Record<PersonName, User>>,
  name: 'deputy' | 'plainDeputy',
): Promise<void> {
  const { tenantId, id: absentId } = people.cleared1
  const period = { firstDay: '2020-01-01', lastDay: '2999-12-31', orgUnitIds: [] }
  const record = { id: ids.next(), tenantId, absentId, deputyId: people[name].id, ...period, version: 1 }
  const confidential = name === 'deputy'
  await deputyships.insert(systemActor(tenantId, 'seed'), { ...record, confidential }, SIGNAL)
}

async function seedGrants(
  { ids, accessGrants }: Platform,
  people: Readonly<Record<PersonName, User>>,
  files: readonly SeededFile[],
): Promise<string> {
  const { tenantId, id, displayName } = people.head1
  const givenBy = { userId: id, displayName }
  const givenAt = '2020-03-02T08:00:00.000Z'
  const common = { tenantId, origin: 'single', reason: 'weil', givenBy, givenAt, version: 1 } as const
  const onFile = (name: LetterName) => {
    const file = files.find((one) => one.name === name)
    return { object: { kind: 'case-file', id: file?.caseFileId ?? '' }, objectNumber: '10-2026/1' } as const
  }
  for (const { person, ...grant } of EXCEPTIONS) {
    const named = { userId: people[person].id, displayName: people[person].displayName }
    const record = { ...common, ...onFile('alphaExceptFile1'), ...grant, person: named }
    await accessGrants.insert(systemActor(tenantId, 'seed'), record, SIGNAL)
  }
  const spare = {
    id: ids.next(),
    effect: 'allow',
    person: givenBy,
    takenBack: { by: givenBy, at: givenAt },
  } as const
  const record = { ...common, ...onFile('alphaFile1'), ...spare }
  await accessGrants.insert(systemActor(tenantId, 'seed'), record, SIGNAL)
  return record.id
}

async function seedSession(platform: Platform, { id: userId, tenantId }: User): Promise<string> {
  const tokenHash = 'e'.repeat(64)
  const [createdAt, expiresAt] = ['2020-03-02T08:00:00.000Z', '2999-12-31T08:00:00.000Z']
  const times = { createdAt, lastSeenAt: createdAt, expiresAt }
  await platform.signIn.insertSession({ tokenHash, tenantId, userId, ...times, device: '' }, SIGNAL)
  return sessionIdOf(platform.digest, tokenHash)
}

async function seedPasskey({ ids, passkeys }: Platform, { id: userId, tenantId }: User): Promise<string> {
  const id = ids.next()
  const key = { credentialId: 'c2VlZA', publicKey: 'a2V5', counter: 0, transports: [] }
  const createdAt = '2020-03-02T08:00:00.000Z'
  await passkeys.insert({ id, tenantId, userId, ...key, name: 'Schlüssel', createdAt }, SIGNAL)
  return id
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
