import type { GrantKey, Role } from '../../../src/domain/access/actor.ts'
import type { Level } from '../../../src/domain/access/confidentiality.ts'
import type { User } from '../../../src/domain/access/organisation.ts'
import type { StackOrigin } from '../../../src/domain/stacks/stack-scan.ts'

/** Tenant `alpha` has two offices, `beta` one; each person has one role. `installation` is no city. */
export type TenantName = 'alpha' | 'beta' | 'installation'

export const PEOPLE = {
  mailroom: ['alpha', ['mailroom'], []],
  /** Both are in a group below office 1, and were in one that is over. */
  clerk1: ['alpha', ['clerk'], ['office1', 'team', 'pastTeam']],
  clerk2: ['alpha', ['clerk'], ['office2', 'team', 'pastTeam']],
  head1: ['alpha', ['head'], ['office1']],
  /** May know what is confidential in office 1. */
  cleared1: ['alpha', ['clerk'], ['office1'], true],
  /** Both work in office 2 and stand in for `cleared1`; the first one for what is confidential, too. */
  deputy: ['alpha', ['clerk'], ['office2']],
  plainDeputy: ['alpha', ['clerk'], ['office2']],
  dpo: ['alpha', ['dpo'], ['root']],
  crossUnit: ['alpha', ['cross-unit'], ['root']],
  records: ['alpha', ['records'], ['root']],
  auditor: ['alpha', ['auditor'], ['root']],
  scanner: ['alpha', ['scanner'], []],
  admin: ['alpha', ['admin'], ['root']],
  otherClerk: ['beta', ['clerk'], ['office1']],
  otherAdmin: ['beta', ['admin'], ['root']],
  operator: ['installation', ['operator'], ['root']],
} as const satisfies Record<string, readonly [TenantName, readonly Role[], readonly string[], true?]>
export type PersonName = keyof typeof PEOPLE

/** Where each letter lies, and how few may know of it. The name of a file is that of its unit. */
export const LETTERS = {
  alphaNew: ['alpha', undefined, undefined],
  alphaOffice1: ['alpha', 'office1', undefined],
  alphaOffice2: ['alpha', 'office2', undefined],
  alphaFile1: ['alpha', 'office1', 'office1'],
  alphaFile2: ['alpha', 'office2', 'office2'],
  alphaSecret1: ['alpha', 'office1', undefined, 'confidential'],
  alphaSecretFile1: ['alpha', 'office1', 'office1', 'confidential'],
  alphaStrictFile1: ['alpha', 'office1', 'office1', 'strict'],
  alphaExceptFile1: ['alpha', 'office1', 'office1'],
  alphaTeam1: ['alpha', 'team', undefined],
  alphaPastTeam1: ['alpha', 'pastTeam', undefined],
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
  /** A deadline on it. */
  readonly entryId: string
  /** A request for documents for it. */
  readonly followUpId: string
  /** A note on it. */
  readonly noteId: string
  /** A route slip of it. */
  readonly routeSlipId: string
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
export const EXCEPTIONS = [
  { id: '01ARZ3NDEKTSV4RRFFQ69G5FB1', person: 'clerk1', effect: 'deny' },
  { id: '01ARZ3NDEKTSV4RRFFQ69G5FB2', person: 'clerk2', effect: 'allow' },
] as const

export interface DividedScan {
  readonly batchId: string
  readonly origin: StackOrigin
}

export interface SeededTenant {
  readonly id: string
  readonly slug: string
  /** A word that stands in all master data and people of the tenant and nowhere else. */
  readonly word: string
  readonly units: Readonly<Record<string, string>>
  readonly planEntryId: string
  readonly retentionClassId: string
  readonly documentTypeId: string
  readonly ruleIds: readonly [kept: string, spare: string]
  /** Rules that all tenants see. */
  readonly publicationIds: readonly [kept: string, spare: string]
  readonly scanId: string
  readonly closingId: string
  /** That has ended long ago. */
  readonly disposalRunId: string
  readonly batchId: string
  readonly scannerId: string
  /** A scan of several letters in the batch, waiting to be divided. */
  readonly stackId: string
  /** Whence its letters come, with a batch of its own. */
  readonly divided: DividedScan
  /** An empty box of paper. */
  readonly boxId: string
  /** Of that scan, as if it were a letter. */
  readonly checkId: string
  readonly providerIds: readonly [kept: string, spare: string]
  readonly webhookIds: readonly [kept: string, spare: string]
  readonly mailAccountIds: readonly [kept: string, spare: string]
  readonly letterTemplateIds: readonly [kept: string, spare: string]
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
  /** Searches of `clerk1`. */
  readonly savedSearchIds: readonly [string, string]
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
