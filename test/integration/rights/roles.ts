import type { Role } from '../../../src/domain/access/actor.ts'

/** Roles that the rows of the policy name again and again. */

export const READERS: readonly Role[] = ['mailroom', 'clerk', 'head']
export const DESK: readonly Role[] = ['clerk', 'head']
export const ADMIN: readonly Role[] = ['admin']
export const ALL_BUT_SCANNERS: readonly Role[] = [
  'mailroom',
  'clerk',
  'head',
  'admin',
  'auditor',
  'dpo',
  'cross-unit',
  'records',
]
export const MAILROOM: readonly Role[] = ['mailroom']
export const DPO: readonly Role[] = ['dpo']
export const WATCHERS: readonly Role[] = ['mailroom', 'head', 'admin', 'auditor']
export const KEEPERS: readonly Role[] = ['mailroom', 'auditor']
export const CHECKERS: readonly Role[] = ['admin', 'auditor']
