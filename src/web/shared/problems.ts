import { ApiError } from './api/client.ts'
import type { Texts } from './texts.de.ts'

/** A sentence for people about anything that can go wrong with a call. */
export function problemText(error: unknown, texts: Texts): string {
  const { errors } = texts.common
  if (!(error instanceof ApiError)) return errors.unknown
  if (error.code === 'network') return errors.network
  const known = errors.codes[error.code]
  if (known !== undefined) return known
  return error.traceId === undefined ? errors.unknown : `${errors.unknown} ${errors.trace(error.traceId)}`
}

/** The German sentence of a code that stands in a record, such as why an item needs attention. */
export function reasonText(code: string | undefined, texts: Texts): string {
  return texts.common.errors.codes[code ?? ''] ?? texts.common.errors.unknown
}

export function isStale(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'version-mismatch' || error.code === 'state-conflict')
}
