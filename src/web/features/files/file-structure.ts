import type { FileEntryView, ProcedureView, SubFileView } from '../../shared/api/types.ts'

/** What of a case file is looked at: all of it, a sub-file, a procedure, or what lies in none. */
export type Place =
  | { readonly kind: 'all' }
  | { readonly kind: 'loose' }
  | { readonly kind: 'sub-file'; readonly id: string }
  | { readonly kind: 'procedure'; readonly id: string }

export interface Structure {
  readonly subFiles: readonly SubFileView[]
  readonly procedures: readonly ProcedureView[]
  readonly entries: readonly FileEntryView[]
}

/** Of the address, where places are kept so that links to them can be passed on. */
export function placeOf(search: URLSearchParams): Place {
  const procedure = search.get('vorgang')
  if (procedure === 'ohne') return { kind: 'loose' }
  if (procedure !== null) return { kind: 'procedure', id: procedure }
  const subFile = search.get('teilakte')
  return subFile === null ? { kind: 'all' } : { kind: 'sub-file', id: subFile }
}

export function searchOf(place: Place): string {
  if (place.kind === 'loose') return '?vorgang=ohne'
  if (place.kind === 'procedure') return `?vorgang=${place.id}`
  return place.kind === 'sub-file' ? `?teilakte=${place.id}` : '?'
}

/** Entries at a place, by number. What has gone into another case file is shown with all of them only. */
export function entriesAt({ procedures, entries }: Structure, place: Place): readonly FileEntryView[] {
  const isAt = (entry: FileEntryView): boolean => {
    if (place.kind === 'all') return true
    if (entry.left !== null) return false
    if (place.kind === 'loose') return entry.procedureId === null
    if (place.kind === 'procedure') return entry.procedureId === place.id
    const procedure = procedures.find(({ id }) => id === entry.procedureId)
    return procedure?.subFileId === place.id
  }
  return entries.filter(isAt)
}
