import type { Role } from '../../shared/api/types.ts'

/** Those that administrators give. A record, so that a role cannot be forgotten. */
const GIVEN: Readonly<Record<Exclude<Role, 'operator'>, true>> = {
  mailroom: true,
  clerk: true,
  head: true,
  admin: true,
  auditor: true,
  scanner: true,
  dpo: true,
  'cross-unit': true,
  records: true,
}

export const GIVEN_ROLES = Object.keys(GIVEN) as readonly (keyof typeof GIVEN)[]
