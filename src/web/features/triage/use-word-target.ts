import type { DocumentView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import type { WordTarget } from '../../shared/viewer/take-bar.tsx'
import {
  isKnown,
  isRare,
  LIST_FIELDS,
  SINGLE_FIELDS,
  withWords,
  type Edits,
  type FormField,
} from './draft.ts'
import { fieldOfPlace, focusField, placeId } from './places.ts'

interface Input {
  readonly document: DocumentView
  readonly edits: Edits
  readonly changeEdits: (edits: Edits) => void
  readonly activePlace: string | undefined
  readonly showPlace: (id: string | undefined) => void
}

/** Takes words of the page into the field that a person was in last. */
export function useWordTarget({ document, edits, changeEdits, activePlace, showPlace }: Input): WordTarget {
  const { triage, viewer } = useTexts()
  const announce = useAnnounce()
  // A document type is chosen from a list and stands on no page in these words.
  const fields = [...SINGLE_FIELDS, ...LIST_FIELDS].filter(
    (field) => field !== 'documentType' && (!isRare(field) || isKnown(document, field)),
  )
  const active = activePlace === undefined ? undefined : fieldOfPlace(activePlace)
  const fieldId = fields.find((field) => field === active) ?? 'subject'
  return {
    fields: fields.map((field) => ({ id: field, label: triage.fields[field] })),
    fieldId,
    onField: (id) => {
      showPlace(placeId(id as FormField, -1))
    },
    onTake: (id, text) => {
      const field = id as FormField
      const changed = withWords(document, edits, field, text)
      if (changed !== undefined) changeEdits(changed)
      const { taken, unfit } = viewer.take
      announce(
        changed === undefined ? unfit(triage.fields[field]) : taken(triage.fields[field]),
        changed ? 'success' : 'warning',
      )
      focusField(field)
    },
  }
}
