import type { AuditEvent } from './event.ts'

type Changes = AuditEvent['changes']

/** The fields that differ, with old and new value. Fields that only the program needs are left out by naming others. */
export function changesBetween<T extends object>(
  before: Partial<T>,
  after: Partial<T>,
  fields: readonly (keyof T & string)[],
): Changes {
  const differing = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
  return Object.fromEntries(
    differing.map((field) => [field, { ...given('before', before[field]), ...given('after', after[field]) }]),
  )
}

/** A new record: there is no value before. */
export function firstValues<T extends object>(record: T, fields: readonly (keyof T & string)[]): Changes {
  return changesBetween<T>({}, record, fields)
}

function given(name: 'before' | 'after', value: unknown): object {
  return value === undefined ? {} : { [name]: value }
}
