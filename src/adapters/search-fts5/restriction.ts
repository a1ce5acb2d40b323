import { readsWholeTenant, type Actor } from '../../domain/access/actor.ts'
import { narrowed } from '../../domain/retrieval/date-range.ts'
import { bareForm } from '../../domain/retrieval/normal-form.ts'
import type { SearchQuery } from '../../domain/retrieval/query.ts'
import type { SearchRequest } from '../../ports/search-index.ts'
import { anyOf } from './match-expression.ts'

export type Value = string | number

/** A piece of SQL with the values for its question marks. */
export interface Sql {
  readonly text: string
  readonly values: readonly Value[]
}

/** What the actor may read at all, of documents `d`. Every statement that shows anything has it. */
export function readable(actor: Actor): Sql {
  const tenant = { text: 'd.tenant_id = ?', values: [actor.tenantId] }
  if (readsWholeTenant(actor)) return tenant
  const { grantKeys, shutKeys = [] } = actor
  return both([
    tenant,
    hasKey('IN', grantKeys),
    ...(shutKeys.length === 0 ? [] : [hasKey('NOT IN', shutKeys)]),
  ])
}

function hasKey(operator: 'IN' | 'NOT IN', keys: readonly string[]): Sql {
  const { text, values } = oneOf('key', keys)
  return { text: `d.key_set ${operator} (SELECT key_set FROM key_set_keys WHERE ${text})`, values }
}

/** Tenant, rights, filters and what must not be there. */
export function restriction(
  actor: Actor,
  query: SearchQuery,
  { filter, names }: Pick<SearchRequest, 'filter' | 'names'>,
): Sql {
  const { from, to } = narrowed(query.dates, filter)
  return both([
    readable(actor),
    ...equal('d.document_type', filter.documentType),
    ...equal('d.org_unit_id', filter.orgUnitId),
    ...equal('d.case_file_id', filter.caseFileId),
    ...equal('d.bare_sender', filter.sender === undefined ? undefined : bareForm(filter.sender)),
    ...equal('d.state', filter.state),
    ...compared('d.day >= ?', from),
    ...compared('d.day <= ?', to),
    ...compared('d.captured_at > ?', filter.capturedAfter),
    ...namedTypes(query.documentTypes, names?.types),
    ...named('d.org_unit_id', query.units, names?.units),
    ...(query.states.length === 0 ? [] : [oneOf('d.state', query.states)]),
    ...amounts(query),
    ...(query.unwanted.length === 0
      ? []
      : [
          {
            text: 'd.id NOT IN (SELECT rowid FROM words WHERE words MATCH ?)',
            values: [anyOf(query.unwanted)],
          },
        ]),
  ])
}

function both(parts: readonly Sql[]): Sql {
  return { text: parts.map(({ text }) => text).join(' AND '), values: parts.flatMap(({ values }) => values) }
}

function equal(column: string, value: string | undefined): Sql[] {
  return compared(`${column} = ?`, value)
}

function compared(text: string, value: Value | undefined): Sql[] {
  return value === undefined ? [] : [{ text, values: [value] }]
}

/** With an empty list nothing is found. */
function oneOf(column: string, values: readonly string[]): Sql {
  return { text: `${column} IN (${values.map(() => '?').join(', ')})`, values }
}

type Names = Readonly<Record<string, readonly string[]>>

/** A type goes by its key or by what it is called. */
function namedTypes(typed: readonly string[], names: Names = {}): Sql[] {
  if (typed.length === 0) return []
  return [
    oneOf(
      'd.bare_type',
      typed.flatMap((name) => [name, ...(names[name] ?? []).map(bareForm)]),
    ),
  ]
}

function named(column: string, typed: readonly string[], names: Names = {}): Sql[] {
  return typed.length === 0
    ? []
    : [
        oneOf(
          column,
          typed.flatMap((name) => names[name] ?? []),
        ),
      ]
}

function amounts({ amounts: { fromCents, toCents } }: SearchQuery): Sql[] {
  if (fromCents === undefined && toCents === undefined) return []
  return [
    {
      text: 'EXISTS (SELECT 1 FROM amounts a WHERE a.document = d.id AND a.cents BETWEEN ? AND ?)',
      values: [fromCents ?? 0, toCents ?? Number.MAX_SAFE_INTEGER],
    },
  ]
}
