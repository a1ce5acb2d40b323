import type { Clause, TermSequence } from '../../domain/retrieval/query.ts'

/**
 * An FTS5 expression for a clause. Terms are letters and digits only, and quoted besides, so that nothing a person types
 * can become syntax.
 */
export function matchExpression(clause: Pick<Clause, 'forms' | 'field'>): string {
  const forms = `(${clause.forms.map(sequenceExpression).join(' OR ')})`
  return clause.field === undefined ? forms : `{${clause.field}} : ${forms}`
}

export function allOf(clauses: readonly Clause[]): string {
  return clauses.map(matchExpression).join(' AND ')
}

export function anyOf(clauses: readonly Clause[]): string {
  return clauses.map(matchExpression).join(' OR ')
}

function sequenceExpression({ terms, prefix }: TermSequence): string {
  return `"${terms.map((term) => term.replaceAll('"', '')).join(' ')}"${prefix ? ' *' : ''}`
}
