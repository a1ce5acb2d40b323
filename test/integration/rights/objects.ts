import { MISSING_ID, type IdKind, type ObjectKind } from './kinds.ts'
import type { LetterName, Seeded, SeededTenant, TenantName } from './seeded.ts'
import type { ActorName } from './town.ts'

export interface NamedObject {
  readonly name: string
  readonly id: string
  readonly tenant: TenantName
  readonly readers: readonly ActorName[]
}

/** Who reads which letter, by name and not by rule. */
export const READERS_OF: Readonly<Record<LetterName, readonly ActorName[]>> = {
  alphaNew: ['mailroom'],
  alphaOffice1: ['mailroom', 'clerk1', 'head1', 'token', 'cleared1', 'deputy', 'plainDeputy'],
  alphaOffice2: ['mailroom', 'clerk2', 'deputy', 'plainDeputy'],
  alphaFile1: ['clerk1', 'head1', 'token', 'cleared1', 'deputy', 'plainDeputy'],
  alphaFile2: ['clerk2', 'deputy', 'plainDeputy'],
  alphaSecret1: ['head1', 'cleared1', 'deputy'],
  alphaSecretFile1: ['head1', 'cleared1', 'deputy'],
  alphaStrictFile1: ['head1'],
  /** Clerk 1 is shut out, clerk 2 let in. */
  alphaExceptFile1: ['head1', 'cleared1', 'clerk2', 'deputy', 'plainDeputy'],
  /** People of both offices, and who leads the one above the group. */
  alphaTeam1: ['mailroom', 'clerk1', 'clerk2', 'head1', 'token'],
  alphaPastTeam1: ['mailroom', 'head1'],
  betaOffice1: ['otherClerk'],
  betaFile1: ['otherClerk'],
}

export const TENANT_OF: Readonly<Record<ActorName, TenantName | undefined>> = {
  nobody: undefined,
  stranger: undefined,
  token: 'alpha',
  mailroom: 'alpha',
  clerk1: 'alpha',
  clerk2: 'alpha',
  head1: 'alpha',
  cleared1: 'alpha',
  deputy: 'alpha',
  plainDeputy: 'alpha',
  dpo: 'alpha',
  crossUnit: 'alpha',
  records: 'alpha',
  auditor: 'alpha',
  scanner: 'alpha',
  admin: 'alpha',
  otherClerk: 'beta',
  otherAdmin: 'beta',
  operator: 'installation',
}

export const ACTORS = Object.keys(TENANT_OF) as ActorName[]

/** Who looks after the machine knows its work by number, without any content. */
const OVERSEERS: readonly ActorName[] = ['admin', 'auditor', 'otherAdmin']

export function objectsOf(seeded: Seeded, kind: ObjectKind): readonly NamedObject[] {
  return OBJECTS[kind](seeded)
}

const OBJECTS: Readonly<Record<ObjectKind, (seeded: Seeded) => readonly NamedObject[]>> = {
  item: ({ letters }) => letters.map((one) => letterObject(one.name, one.itemId)),
  document: ({ letters }) => letters.map((one) => letterObject(one.name, one.documentId)),
  'desk-entry': ({ letters }) => letters.map((one) => letterObject(one.name, one.entryId)),
  'follow-up': ({ letters }) => letters.map((one) => letterObject(one.name, one.followUpId)),
  note: ({ letters }) => letters.map((one) => letterObject(one.name, one.noteId)),
  'route-slip': ({ letters }) => letters.map((one) => letterObject(one.name, one.routeSlipId)),
  'case-file': ({ files }) => files.map((one) => letterObject(one.name, one.caseFileId)),
  'any-file': ({ files }) =>
    files.map((one) => {
      const object = letterObject(one.name, one.caseFileId)
      return { ...object, readers: object.tenant === 'alpha' ? ['records'] : [] }
    }),
  'disposal-run': (seeded) =>
    ofEachTenant(seeded, ({ disposalRunId }) => disposalRunId).map((object) => {
      return { ...object, readers: object.tenant === 'alpha' ? ['records'] : [] }
    }),
  job: ({ letters }) => letters.map((one) => withOverseers(letterObject(one.name, one.jobId))),
  session: ({ spareSessionId: id }) => [{ name: 'session', id, tenant: 'alpha', readers: ['clerk1'] }],
  token: ({ spareTokenId: id }) => [{ name: 'token', id, tenant: 'alpha', readers: ['clerk1'] }],
  passkey: ({ passkeyId: id }) => [{ name: 'passkey', id, tenant: 'alpha', readers: ['head1'] }],
  'saved-search': ({ savedSearchIds: [id] }) => [
    { name: 'saved search', id, tenant: 'alpha', readers: ['clerk1'] },
  ],
  'spare-saved-search': ({ savedSearchIds: [, id] }) => [
    { name: 'spare saved search', id, tenant: 'alpha', readers: ['clerk1'] },
  ],
  'known-provider': (seeded) => ofEachTenant(seeded, ({ providerIds }) => providerIds[0]),
  'mail-account': (seeded) => ofEachTenant(seeded, ({ mailAccountIds }) => mailAccountIds[0]),
  'letter-template': (seeded) => ofEachTenant(seeded, ({ letterTemplateIds }) => letterTemplateIds[0]),
  'spare-letter-template': (seeded) => ofEachTenant(seeded, ({ letterTemplateIds }) => letterTemplateIds[1]),
  webhook: (seeded) => ofEachTenant(seeded, ({ webhookIds }) => webhookIds[0]),
  'spare-webhook': (seeded) => ofEachTenant(seeded, ({ webhookIds }) => webhookIds[1]),
  'webhook-delivery': (seeded) => ofEachTenant(seeded, ({ webhookIds }) => `${webhookIds[0]}-1`),
  'spare-provider': (seeded) => ofEachTenant(seeded, ({ providerIds }) => providerIds[1]),
  'spare-mail-account': (seeded) => ofEachTenant(seeded, ({ mailAccountIds }) => mailAccountIds[1]),
  grant: ({ spareGrantId: id }) => [{ name: 'grant', id, tenant: 'alpha', readers: ['head1'] }],
  deputyship: ({ deputyships }) => deputyships.map((one) => ({ name: 'deputyship', ...one })),
  user: ({ people }) => [
    ofTenant('clerk1', people.clerk1.id, 'alpha'),
    ofTenant('otherClerk', people.otherClerk.id, 'beta'),
  ],
  'spare-user': ({ spareUserIds: { alpha, beta } }) => [
    ofTenant('spare', alpha, 'alpha'),
    ofTenant('spare', beta, 'beta'),
  ],
  // None is there: to reach one would take a provider that answers.
  provider: () => [],
  tenant: (seeded) =>
    tenantNames(seeded).map((tenant) => {
      return { name: tenant, id: tenant, tenant, readers: tenant === 'installation' ? [] : ACTORS }
    }),
  unit: (seeded) => ofEachTenant(seeded, ({ units }) => units['office1'] ?? ''),
  rule: (seeded) => ofEachTenant(seeded, ({ ruleIds }) => ruleIds[0]),
  'spare-rule': (seeded) => ofEachTenant(seeded, ({ ruleIds }) => ruleIds[1]),
  // Whatever is published is for everybody; only its publisher can take it back.
  publication: (seeded) =>
    ofEachTenant(seeded, ({ publicationIds }) => publicationIds[0]).map((object) => ({
      ...object,
      readers: ACTORS,
    })),
  'spare-publication': (seeded) => ofEachTenant(seeded, ({ publicationIds }) => publicationIds[1]),
  'document-type': (seeded) => ofEachTenant(seeded, ({ documentTypeId }) => documentTypeId),
  'plan-entry': (seeded) => ofEachTenant(seeded, ({ planEntryId }) => planEntryId),
  'retention-class': (seeded) => ofEachTenant(seeded, ({ retentionClassId }) => retentionClassId),
  scanner: (seeded) => ofEachTenant(seeded, ({ scannerId }) => scannerId),
  batch: (seeded) => ofEachMailroom(seeded, ({ batchId }) => batchId),
  stack: (seeded) => ofEachMailroom(seeded, ({ stackId }) => stackId),
  'paper-box': (seeded) => ofEachMailroom(seeded, ({ boxId }) => boxId),
  'scan-check': (seeded) => ofEachMailroom(seeded, ({ checkId }) => checkId),
  closing: (seeded) => ofEachTenant(seeded, ({ closingId }) => closingId),
  scan: (seeded) => ofEachTenant(seeded, ({ scanId }) => scanId),
}

function ofEachTenant(seeded: Seeded, idOf: (tenant: SeededTenant) => string): NamedObject[] {
  return tenantNames(seeded).map((tenant) => ofTenant(`of ${tenant}`, idOf(seeded.tenants[tenant]), tenant))
}

/** What lies in the mailroom of a tenant; only the first one has people there. */
function ofEachMailroom(seeded: Seeded, idOf: (tenant: SeededTenant) => string): NamedObject[] {
  return ofEachTenant(seeded, idOf).map((object) => ({
    ...object,
    readers: object.tenant === 'alpha' ? ['mailroom'] : [],
  }))
}

function tenantNames(seeded: Seeded): TenantName[] {
  return Object.keys(seeded.tenants) as TenantName[]
}

function letterObject(name: LetterName, id: string): NamedObject {
  return { name, id, tenant: name.startsWith('alpha') ? 'alpha' : 'beta', readers: READERS_OF[name] }
}

function withOverseers(object: NamedObject): NamedObject {
  const overseers = OVERSEERS.filter((actor) => TENANT_OF[actor] === object.tenant)
  return { ...object, readers: [...object.readers, ...overseers] }
}

function ofTenant(name: string, id: string, tenant: TenantName): NamedObject {
  return { name, id, tenant, readers: ACTORS.filter((actor) => TENANT_OF[actor] === tenant) }
}

/** An id of the tenant that fits letter `alphaOffice1` or `betaOffice1`; of files the one in its office. */
export function ownId(seeded: Seeded, tenant: TenantName, kind: IdKind): string {
  const { units, planEntryId, documentTypeId, ruleIds } = seeded.tenants[tenant]
  const file = seeded.files.find(({ name }) => name === `${tenant}File1`)
  const letter = seeded.letters.find(({ name }) => name === `${tenant}Office1`)
  const ids: Readonly<Record<IdKind, string | undefined>> = {
    unit: units['office1'],
    user: seeded.people[tenant === 'alpha' ? 'clerk1' : 'otherClerk'].id,
    'case-file': file?.caseFileId,
    procedure: file?.procedureId,
    'plan-entry': planEntryId,
    'document-type': documentTypeId,
    document: letter?.documentId,
    item: letter?.itemId,
    rule: ruleIds[0],
  }
  return ids[kind] ?? MISSING_ID
}

/** What the actor must not find in an answer: words and ids of letters and files that he may not read. */
export function forbiddenWords(seeded: Seeded, actor: ActorName): readonly string[] {
  const tenant = TENANT_OF[actor]
  const hidden = seeded.letters.filter(({ name }) => !READERS_OF[name].includes(actor))
  const words = hidden.map(({ word }) => word)
  const ids = hidden
    .filter((letter) => !(OVERSEERS.includes(actor) && letter.tenant === tenant))
    .flatMap(({ itemId, documentId, jobId, entryId, followUpId, noteId, routeSlipId, caseFileId }) => {
      return [itemId, documentId, jobId, entryId, followUpId, noteId, routeSlipId, caseFileId ?? itemId]
    })
  return [...words, ...ids]
}

/** All master data of other tenants; who runs the installation may know that they exist. */
export function foreignWords(seeded: Seeded, actor: ActorName): readonly string[] {
  const others = tenantNames(seeded).filter((name) => name !== TENANT_OF[actor])
  return others.flatMap((name) => {
    const { id, word, units, planEntryId, retentionClassId, documentTypeId, ruleIds } = seeded.tenants[name]
    const known = actor === 'operator' ? [] : [id, word]
    return [...known, ...Object.values(units), planEntryId, retentionClassId, documentTypeId, ...ruleIds]
  })
}
