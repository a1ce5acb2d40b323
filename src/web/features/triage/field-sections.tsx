import type { DocumentView, Money } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import {
  isKnown,
  isRare,
  LIST_FIELDS,
  listValues,
  proposalsOf,
  SINGLE_FIELDS,
  type Edits,
  type FormField,
  type ListField,
  type SingleField,
} from './draft.ts'
import { ListFieldRow } from './list-field-row.tsx'
import { placeId } from './places.ts'
import { SingleFieldRow } from './single-field-row.tsx'

interface Properties {
  readonly document: DocumentView
  readonly edits: Edits
  readonly faults: Readonly<Partial<Record<FormField | 'target', string>>>
  readonly readOnly: boolean
  readonly onEdits: (edits: Edits) => void
  readonly onPlace: (id: string | undefined) => void
}

/** All fields of the form; rare ones and those where nothing was found stand in a part that can be folded. */
export function FieldSections(properties: Properties) {
  const { document, edits, readOnly } = properties
  const { triage } = useTexts()
  const isFilled = (field: ListField) =>
    proposalsOf(document, field).length > 0 || listValues(document, edits, field).length > 0
  const usual = LIST_FIELDS.filter((field) => !isRare(field))
  const shown = usual.filter(isFilled)
  const folded = usual.filter((field) => !isFilled(field))
  const rareSingle = SINGLE_FIELDS.filter((field) => isRare(field) && isKnown(document, field))
  const rareLists = LIST_FIELDS.filter((field) => isRare(field) && isKnown(document, field))
  const hasRare = rareSingle.length + rareLists.length > 0
  return (
    <fieldset className="fields" disabled={readOnly}>
      <legend className="form-section__title">{triage.sections.data}</legend>
      {SINGLE_FIELDS.filter((field) => !isRare(field)).map((field) => (
        <Single key={field} field={field} {...properties} />
      ))}
      {shown.map((field) => (
        <List key={field} field={field} {...properties} />
      ))}
      {(hasRare || folded.length > 0) && (
        <details className="fields__more" open={hasRare}>
          <summary>{triage.sections.more}</summary>
          {rareSingle.map((field) => (
            <Single key={field} field={field} {...properties} />
          ))}
          {[...rareLists, ...folded].map((field) => (
            <List key={field} field={field} {...properties} />
          ))}
        </details>
      )}
    </fieldset>
  )
}

function Single({ field, document, edits, faults, onEdits, onPlace }: Properties & { field: SingleField }) {
  return (
    <SingleFieldRow
      field={field}
      document={document}
      edits={edits}
      error={faults[field]}
      onEdit={(_field, text) => {
        onEdits({ ...edits, single: { ...edits.single, [field]: text } })
      }}
      onFocus={() => {
        onPlace(placeId(field, 0))
      }}
    />
  )
}

function List({ field, document, edits, onEdits, onPlace }: Properties & { field: ListField }) {
  return (
    <ListFieldRow
      field={field}
      document={document}
      edits={edits}
      onEdit={(_field, values: readonly (string | Money)[]) => {
        onEdits({ ...edits, lists: { ...edits.lists, [field]: values } })
      }}
      onFocus={(_field, proposalIndex) => {
        onPlace(placeId(field, proposalIndex))
      }}
    />
  )
}
