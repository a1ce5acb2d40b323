import type { DocumentView } from '../../shared/api/types.ts'
import { formatDay, proposalLabel } from '../../shared/format.ts'
import { useDocumentTypes, useTypeName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import type { Option } from '../../shared/ui/use-listbox.ts'
import { matchingOptions } from '../../shared/ui/matching.ts'
import {
  bestProposal,
  NO_EDITS,
  proposalsOf,
  proposalText,
  singleText,
  type Edits,
  type SingleField,
} from './draft.ts'
import { SimilarLetters } from './similar-letters.tsx'
import { weightLabel, weightPhrase } from './weight.ts'
import { Why } from './why.tsx'

interface Properties {
  readonly field: SingleField
  readonly document: DocumentView
  readonly edits: Edits
  readonly error: string | undefined
  readonly onEdit: (field: SingleField, text: string) => void
  readonly onFocus: (field: SingleField) => void
}

/** One field with one value: what is proposed stands in it, other proposals open with the arrow key. */
export function SingleFieldRow(properties: Properties) {
  const { field, document, edits, error, onEdit, onFocus } = properties
  const { triage } = useTexts()
  const text = singleText(document, edits, field)
  const options = useOptions(properties, text)
  return (
    <div className="field-row">
      <Combobox
        id={`feld-${field}`}
        label={triage.fields[field]}
        text={useShownText(field, text)}
        error={error}
        quiet={field !== 'documentType'}
        options={options}
        onText={(changed) => {
          onEdit(field, changed)
        }}
        onPick={(option) => {
          onEdit(field, option.id)
        }}
        onFocus={() => {
          onFocus(field)
        }}
      />
      <FieldOrigin field={field} document={document} text={text} />
    </div>
  )
}

/** The field holds the key of a document type; people read its name. */
function useShownText(field: SingleField, text: string): string {
  const typeName = useTypeName()
  return field === 'documentType' ? typeName(text) : text
}

function useOptions({ field, document }: Properties, text: string): readonly Option[] {
  const { triage } = useTexts()
  const types = useDocumentTypes()
  const proposals = proposalsOf(document, field)
  if (field !== 'documentType') {
    return proposals.map((proposal) => ({
      id: proposalText(field, proposal),
      label: proposalText(field, proposal),
      hint: weightLabel(proposal, triage),
    }))
  }
  const byType = new Map(proposals.map((proposal) => [proposal.value, proposal]))
  const options = types
    .filter((type) => !type.retired)
    .map((type) => ({ id: type.id, label: type.name, proposal: byType.get(type.id) }))
    .toSorted((a, b) => (b.proposal?.weight ?? 0) - (a.proposal?.weight ?? 0))
    .map(({ id, label, proposal }) =>
      proposal === undefined ? { id, label } : { id, label, hint: weightLabel(proposal, triage) },
    )
  const isChosen = types.some((type) => type.id === text)
  return isChosen ? options : matchingOptions(options, text)
}

/** Where the value in the field comes from: a person, the machine and why, or why the machine keeps silent. */
function FieldOrigin({ field, document, text }: Pick<Properties, 'field' | 'document'> & { text: string }) {
  const { triage } = useTexts()
  const confirmed = document.index[field]
  const proposal = proposalsOf(document, field).find((one) => proposalText(field, one) === text)
  if (confirmed !== undefined && text === singleText(document, NO_EDITS, field)) {
    return (
      <p className="field-row__origin field-row__origin--confirmed">
        {triage.confirmedBy(confirmed.confirmedBy.displayName, formatDay(confirmed.confirmedAt))}
      </p>
    )
  }
  if (proposal !== undefined) {
    return (
      <div className="field-row__origin">
        <span className="weight" title={proposalLabel(field, proposal)}>
          {weightPhrase(proposal, triage)}
        </span>
        <Why field={triage.fields[field]} proposal={proposal}>
          {field === 'documentType' && (
            <SimilarLetters documentId={document.id} agrees={(earlier) => earlier.documentType === text} />
          )}
        </Why>
      </div>
    )
  }
  const silence = document.abstained[field]
  if (text === '' && bestProposal(document, field) === undefined && silence !== undefined) {
    return <p className="abstained">{triage.abstained(silence)}</p>
  }
  return null
}
