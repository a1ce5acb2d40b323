import type { ObjectKind } from './policy-rows.ts'
import type { LetterName, PersonName, Seeded, TenantName } from './seed.ts'
import type { ActorName } from './town.ts'

/** A well-formed id that nothing has. */
export const MISSING_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

export interface NamedObject {
  readonly name: string
  readonly id: string
  readonly tenant: TenantName
  readonly readers: readonly ActorName[]
}

/** Who reads which letter, by name and not by rule. */
export const READERS_OF: Readonly<Record<LetterName, readonly ActorName[]>> = {
  alphaNew: ['mailroom'],
  alphaOffice1: ['mailroom', 'clerk1', 'head1', 'token'],
  alphaOffice2: ['mailroom', 'clerk2'],
  alphaFile1: ['clerk1', 'head1', 'token'],
  alphaFile2: ['clerk2'],
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
  switch (kind) {
    case 'item':
      return seeded.letters.map((one) => letterObject(one.name, one.itemId))
    case 'document':
      return seeded.letters.map((one) => letterObject(one.name, one.documentId))
    case 'case-file':
      return seeded.files.map((one) => letterObject(one.name, one.caseFileId))
    case 'job':
      return seeded.letters.map((one) => withOverseers(letterObject(one.name, one.jobId)))
    case 'token':
      return [{ name: 'spare token', id: seeded.spareTokenId, tenant: 'alpha', readers: ['clerk1'] }]
    case 'user':
      return (['clerk1', 'otherClerk'] as const).map((name) =>
        ofTenant(name, seeded.people[name].id, tenantOfPerson(name)),
      )
    case 'tenant':
      return tenantNames(seeded).map((tenant) => {
        return { name: tenant, id: tenant, tenant, readers: tenant === 'installation' ? [] : ACTORS }
      })
    default:
      return tenantNames(seeded).map((tenant) => ofTenant(kind, masterDataId(seeded, tenant, kind), tenant))
  }
}

function masterDataId(
  seeded: Seeded,
  tenant: TenantName,
  kind: Exclude<ObjectKind, 'item' | 'document' | 'case-file' | 'job' | 'token' | 'user' | 'tenant'>,
): string {
  const { units, ruleIds, documentTypeId, scanId } = seeded.tenants[tenant]
  switch (kind) {
    case 'unit':
      return units['office1'] ?? ''
    case 'rule':
      return ruleIds[0]
    case 'spare-rule':
      return ruleIds[1]
    case 'document-type':
      return documentTypeId
    case 'scan':
      return scanId
  }
}

function tenantNames(seeded: Seeded): TenantName[] {
  return Object.keys(seeded.tenants) as TenantName[]
}

function tenantOfPerson(name: PersonName): TenantName {
  return TENANT_OF[name] ?? 'alpha'
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

/** Kinds of ids that stand in bodies. */
export type IdKind =
  'unit' | 'user' | 'case-file' | 'procedure' | 'plan-entry' | 'document-type' | 'document' | 'rule'
export type Pick = (kind: IdKind) => string

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
    .flatMap(({ itemId, documentId, jobId, caseFileId }) => [itemId, documentId, jobId, caseFileId ?? itemId])
  return [...words, ...ids]
}

/** All master data of other tenants; who runs the installation may know that they exist. */
export function foreignWords(seeded: Seeded, actor: ActorName): readonly string[] {
  const others = tenantNames(seeded).filter((name) => name !== TENANT_OF[actor])
  return others.flatMap((name) => {
    const { id, word, units, planEntryId, documentTypeId, ruleIds } = seeded.tenants[name]
    const known = actor === 'operator' ? [] : [id, word]
    return [...known, ...Object.values(units), planEntryId, documentTypeId, ...ruleIds]
  })
}
