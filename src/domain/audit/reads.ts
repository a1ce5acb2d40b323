import type { AuditEvent, AuditObjectKind } from './event.ts'

/** Events of looking, which change nothing. Only the access log shows them, never the history of a record. */
const PREFIX = 'read.'
export const VIEWED_ACTION = 'read.viewed'
export const DOWNLOADED_ACTION = 'read.downloaded'
export type ReadAction = typeof VIEWED_ACTION | typeof DOWNLOADED_ACTION

export function isRead({ action }: Pick<AuditEvent, 'action'>): boolean {
  return action.startsWith(PREFIX)
}

/**
 * What the access log tells of: what was done with records, and who asked about that. Who came when and what people did
 * to master data is no business of it: it must not become a time sheet.
 */
export const LOGGED_KINDS = [
  'incoming-item',
  'document',
  'case-file',
  'search',
  'access-log',
] as const satisfies readonly AuditObjectKind[]
