import { createHash } from 'node:crypto'
import type { MongoStores } from '../../../../src/adapters/mongo/stores.ts'
import { createBell } from '../../../../src/adapters/system/bell.ts'
import { createDigest } from '../../../../src/adapters/system/digest.ts'
import { createOneTimeCodes } from '../../../../src/adapters/system/one-time-codes.ts'
import { createPasskeyVerifier } from '../../../../src/adapters/simplewebauthn/passkey-verifier.ts'
import { createSecretBox } from '../../../../src/adapters/system/secret-box.ts'
import { createSeal } from '../../../../src/adapters/system/seal.ts'
import type { Actor, Role } from '../../../../src/domain/access/actor.ts'
import { actorOfUser } from '../../../../src/domain/access/actor-of-user.ts'
import type { OrgUnit, Tenant, User } from '../../../../src/domain/access/organisation.ts'
import { systemActor } from '../../../../src/domain/access/actor.ts'
import type { Clock, IdGenerator } from '../../../../src/ports/clock.ts'
import type { OpenIdClient } from '../../../../src/ports/identity-providers.ts'
import type { PasswordHasher } from '../../../../src/ports/sign-in.ts'
import type { StagedFile } from '../../../../src/ports/staging.ts'
import { createLedger } from '../../../../src/usecases/shared/ledger.ts'
import { createReadLog } from '../../../../src/usecases/shared/read-log.ts'
import type { ReceivedUpload } from '../../../../src/usecases/shared/received-upload.ts'
import { createXmlReader } from '../../../../src/adapters/saxes/xml-reader.ts'
import { createMemoryStores } from '../../../support/memory/stores.ts'
import { createManualClock, createSequentialIds } from '../../../support/memory/time.ts'
import { createMemoryBlobStore } from '../../../support/memory-blob-store.ts'

export const SIGNAL = new AbortController().signal

export const TENANT: Tenant = {
  id: 'tenant',
  slug: 'musterstadt',
  name: 'Musterstadt',
  receiptPrefix: 'MU',
  timeZone: 'Europe/Berlin',
}

/** One office with a section below it, and one that has nothing to do with both. */
export const UNITS: readonly OrgUnit[] = [
  { id: 'root', tenantId: 'tenant', number: '0', name: 'Musterstadt', kind: 'root', version: 1 },
  {
    id: 'social',
    tenantId: 'tenant',
    parentId: 'root',
    number: '50',
    name: 'Sozialamt',
    kind: 'office',
    version: 1,
  },
  {
    id: 'care',
    tenantId: 'tenant',
    parentId: 'social',
    number: '50.1',
    name: 'Pflege',
    kind: 'section',
    version: 1,
  },
  {
    id: 'tax',
    tenantId: 'tenant',
    parentId: 'root',
    number: '20',
    name: 'Steueramt',
    kind: 'office',
    version: 1,
  },
]

const PEOPLE: Readonly<
  Record<string, readonly [roles: readonly Role[], orgUnitIds: readonly string[], cleared?: true]>
> = {
  mia: [['mailroom'], ['root']],
  max: [['mailroom', 'clerk'], ['root']],
  clara: [['clerk'], ['social']],
  cem: [['clerk'], ['social']],
  carla: [['clerk'], ['social'], true],
  tom: [['clerk'], ['tax']],
  hans: [['head'], ['social']],
  hugo: [['head'], ['tax']],
  mara: [['mailroom'], ['root'], true],
  dora: [['dpo'], ['root']],
  cora: [['cross-unit', 'clerk'], ['tax']],
  ada: [['admin'], ['root']],
  otto: [['auditor'], ['root']],
  rita: [['records'], ['root']],
  rolf: [['records'], ['root']],
  scan: [['scanner'], ['root']],
}
export type PersonName = keyof typeof PEOPLE

export const PASSWORD = 'a password of the tests'

/** The only one on the list of stolen passwords. */
export const LEAKED = 'drei blaue Tassen Tee'

/** Costs nothing and hides nothing: for tests of what is done with passwords. */
export const plainHasher: PasswordHasher = {
  hash: async (password) => `hash of ${password}`,
  verify: async (password, passwordHash) => passwordHash === `hash of ${password}`,
}

/** For tests that have no identity provider. */
const noProvider: OpenIdClient = {
  begin: () => Promise.reject(new Error('There is no provider.')),
  finish: () => Promise.reject(new Error('There is no provider.')),
  check: () => Promise.reject(new Error('There is no provider.')),
  logoutUrl: () => Promise.reject(new Error('There is no provider.')),
}

type OpenStores = (services: { readonly clock: Clock; readonly ids: IdGenerator }) => MongoStores

/** A small town with people and filing plan. Everything is in memory, or the records where the caller wants them. */
export async function openMailroom(openStores: OpenStores = createMemoryStores) {
  const clock = createManualClock()
  const ids = createSequentialIds()
  const stores = openStores({ clock, ids })
  const bell = createBell()
  const ports = {
    ...stores,
    clock,
    ids,
    bell,
    digest: createDigest(),
    blobStore: createMemoryBlobStore(),
    xmlReader: createXmlReader(),
    passwordHasher: plainHasher,
    oneTimeCodes: createOneTimeCodes(),
    passkeyVerifier: createPasskeyVerifier(),
    secretBox: createSecretBox('the key of the tests'),
    seal: createSeal(new Uint8Array(32).fill(1)),
    openIdClient: noProvider,
    qrCodeWriter: {
      write: async (text: string) => `<svg>${text}</svg>`,
      modules: async () => ({ size: 1, isDark: () => true }),
    },
    breachedPasswords: { has: (password: string) => password === LEAKED },
    ledger: createLedger({ ...stores, bell }),
    readLog: createReadLog({ ...stores, clock }),
  }
  const machine = systemActor(TENANT.id, 'request')
  await stores.tenants.insert(TENANT, SIGNAL)
  for (const unit of UNITS) await stores.orgUnits.insert(machine, unit, SIGNAL)
  for (const id of ['rechnung', 'mahnung']) {
    const type = { id, tenantId: TENANT.id, name: id, retired: false, version: 1 }
    await stores.documentTypes.insert(machine, type, SIGNAL)
  }
  await stores.documentTypes.insert(
    machine,
    { id: 'fernschreiben', tenantId: TENANT.id, name: 'Fernschreiben', retired: true, version: 1 },
    SIGNAL,
  )
  const entry = { id: 'plan', tenantId: TENANT.id, number: '50.10', title: 'Pflege', version: 1 }
  await stores.filingPlan.insert(machine, entry, SIGNAL)
  for (const name of Object.keys(PEOPLE)) {
    await stores.users.insert(machine, user(name), SIGNAL)
    await stores.users.savePasswordHash(machine, name, await plainHasher.hash(PASSWORD), SIGNAL)
  }
  return { ...ports, machine }
}

export type Mailroom = Awaited<ReturnType<typeof openMailroom>>

export function user(name: PersonName): User {
  const [roles, orgUnitIds, cleared] = PEOPLE[name] ?? [[], []]
  return {
    id: name,
    tenantId: TENANT.id,
    username: name,
    displayName: name,
    roles,
    orgUnitIds,
    ...(cleared === undefined ? {} : { cleared }),
    disabled: false,
    version: 1,
  }
}

export function person(name: PersonName): Actor {
  return actorOfUser(user(name), UNITS, '2026-03-02', 'request')
}

/** An upload as HTTP hands it over, with content of its own. */
export function upload(text: string, fields: Partial<ReceivedUpload> = {}): ReceivedUpload {
  const bytes = Buffer.from(text)
  const staged: StagedFile = {
    path: '/nowhere',
    sizeBytes: bytes.byteLength,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    head: bytes,
    async *stream() {
      yield bytes
    },
    discard: async () => undefined,
  }
  return { staged, filename: 'brief.pdf', mediaType: 'application/pdf', ...fields }
}
