import type { Platform } from '../../../src/compose.ts'
import { systemActor } from '../../../src/domain/access/actor.ts'
import type { User } from '../../../src/domain/access/organisation.ts'
import { sessionIdOf } from '../../../src/usecases/shared/session-id.ts'
import {
  EXCEPTIONS,
  PEOPLE,
  type LetterName,
  type PersonName,
  type Seeded,
  type SeededFile,
  type SeededTenant,
  type TenantName,
} from './seeded.ts'

const SIGNAL = new AbortController().signal

export async function seedPeople(
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

export async function seedSpareUser(
  platform: Platform,
  { id: tenantId, word }: SeededTenant,
): Promise<string> {
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

export async function seedToken(platform: Platform, { id: userId, tenantId }: User): Promise<string> {
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

export async function seedDeputyship(
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
export async function seedStandIn(
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

export async function seedGrants(
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

export async function seedSession(platform: Platform, { id: userId, tenantId }: User): Promise<string> {
  const tokenHash = 'e'.repeat(64)
  const [createdAt, expiresAt] = ['2020-03-02T08:00:00.000Z', '2999-12-31T08:00:00.000Z']
  const times = { createdAt, lastSeenAt: createdAt, expiresAt }
  await platform.signIn.insertSession({ tokenHash, tenantId, userId, ...times, device: '' }, SIGNAL)
  return sessionIdOf(platform.digest, tokenHash)
}

export async function seedPasskey(
  { ids, passkeys }: Platform,
  { id: userId, tenantId }: User,
): Promise<string> {
  const id = ids.next()
  const key = { credentialId: 'c2VlZA', publicKey: 'a2V5', counter: 0, transports: [] }
  const createdAt = '2020-03-02T08:00:00.000Z'
  await passkeys.insert({ id, tenantId, userId, ...key, name: 'Schlüssel', createdAt }, SIGNAL)
  return id
}

/** Both of one person, who alone knows of them. */
export async function seedSavedSearches(
  { ids, savedSearches }: Platform,
  { id: userId, tenantId }: User,
): Promise<[string, string]> {
  const made: [string, string] = [ids.next(), ids.next()]
  const search = { name: 'Bau', text: 'bau', filter: {}, createdAt: '2020-03-02T08:00:00.000Z', knownIds: [] }
  const owner = { ...systemActor(tenantId, 'seed'), userId }
  await savedSearches.replace(
    owner,
    made.map((id) => ({ id, ...search })),
    SIGNAL,
  )
  return made
}
