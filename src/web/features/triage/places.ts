import type { DocumentView } from '../../shared/api/types.ts'
import { proposalLabel } from '../../shared/format.ts'
import type { Texts } from '../../shared/texts.de.ts'
import type { Place } from '../../shared/viewer/places.ts'
import { LIST_FIELDS, proposalsOf, SINGLE_FIELDS, type FormField } from './draft.ts'

/** A place on the page belongs to one proposal of one field. */
export function placeId(field: FormField, proposalIndex: number): string {
  return `${field}:${proposalIndex}`
}

export function fieldOfPlace(id: string): FormField {
  return id.slice(0, id.indexOf(':')) as FormField
}

/** The best proposal of each single field and all of each list field, where the machine knows the place. */
export function placesOf(
  document: DocumentView,
  activeId: string | undefined,
  texts: Texts,
): readonly Place[] {
  const single = SINGLE_FIELDS.map((field) => ({
    field,
    proposals: proposalsOf(document, field).slice(0, 1),
  }))
  const lists = LIST_FIELDS.map((field) => ({ field, proposals: proposalsOf(document, field) }))
  return [...single, ...lists].flatMap(({ field, proposals }) =>
    proposals.flatMap((proposal, index): Place[] => {
      if (proposal.page === undefined || proposal.box === undefined) return []
      const id = placeId(field, index)
      const label = `${texts.triage.fields[field]}: ${proposalLabel(field, proposal)}`
      return [
        { id, page: proposal.page, box: proposal.box, label, kind: 'proposal', active: id === activeId },
      ]
    }),
  )
}

export function focusField(field: FormField): void {
  const element = window.document.getElementById(`feld-${field}`)
  const control = element instanceof HTMLInputElement ? element : element?.querySelector('input')
  control?.focus()
}
