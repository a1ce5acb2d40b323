import type { ItemSummary } from '../../shared/api/types.ts'

export type UploadState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sending'; readonly share: number }
  | { readonly kind: 'stored'; readonly item: Pick<ItemSummary, 'id' | 'receiptNumber'> }
  | { readonly kind: 'failed'; readonly error: unknown }

/** One request: a file, or several that are one item. The key makes a repetition harmless. */
export interface UploadJob {
  readonly key: string
  readonly files: readonly File[]
  readonly state: UploadState
}

export function isFinished({ state }: UploadJob): boolean {
  return state.kind === 'stored'
}

export function canStart({ state }: UploadJob): boolean {
  return state.kind === 'waiting' || state.kind === 'failed'
}
