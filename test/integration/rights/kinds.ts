/** A well-formed id that nothing has. */
export const MISSING_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

/** Each document has a redacted version with this id. */
export const REDACTION_ID = '01ARZ3NDEKTSV4RRFFQ69G5FRD'

/** What a path names. */
export type ObjectKind =
  | 'item'
  | 'document'
  | 'case-file'
  /** A case file, for who answers for those of all units. */
  | 'any-file'
  | 'disposal-run'
  | 'job'
  | 'unit'
  | 'user'
  | 'spare-user'
  | 'provider'
  | 'known-provider'
  | 'spare-provider'
  | 'rule'
  | 'spare-rule'
  | 'publication'
  | 'spare-publication'
  | 'document-type'
  | 'plan-entry'
  | 'retention-class'
  | 'scan'
  | 'token'
  | 'session'
  | 'passkey'
  | 'tenant'
  | 'deputyship'
  | 'closing'
  | 'batch'
  | 'stack'
  | 'scan-check'
  | 'paper-box'
  | 'scanner'
  | 'grant'
  | 'desk-entry'
  | 'follow-up'
  | 'note'
  | 'route-slip'
  | 'saved-search'
  | 'spare-saved-search'
  | 'letter-template'
  | 'spare-letter-template'
  | 'webhook'
  | 'spare-webhook'
  | 'webhook-delivery'
  | 'mail-account'
  | 'spare-mail-account'

/** Kinds of ids that stand in bodies. */
export type IdKind =
  'unit' | 'user' | 'case-file' | 'procedure' | 'plan-entry' | 'document-type' | 'document' | 'rule' | 'item'
export type Pick = (kind: IdKind) => string
