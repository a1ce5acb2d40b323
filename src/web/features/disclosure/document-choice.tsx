import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { DocumentView } from '../../shared/api/types.ts'
import { formatInstant, valueLabel } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check } from '../../shared/ui/field.tsx'
import { fetchRedactions } from './disclosure-api.ts'

/** Documents to be given, each with its redacted version, or `undefined` for the document itself. */
export type Choice = ReadonlyMap<string, string | undefined>

export function everything(documents: readonly DocumentView[]): Choice {
  return new Map(documents.map(({ id }) => [id, undefined]))
}

export function pickedOf(choice: Choice): { readonly documentId: string; readonly redactionId?: string }[] {
  return [...choice].map(([documentId, redactionId]) => ({
    documentId,
    ...(redactionId !== undefined && { redactionId }),
  }))
}

interface Properties {
  readonly documents: readonly DocumentView[]
  readonly choice: Choice
  readonly onChange: (choice: Choice) => void
}

export function DocumentChoice({ documents, choice, onChange }: Properties) {
  const set = (id: string, redactionId: string | undefined, isTaken: boolean): void => {
    const next = new Map(choice)
    if (isTaken) next.set(id, redactionId)
    else next.delete(id)
    onChange(next)
  }
  return (
    <ul className="plain-list disclosure__choice">
      {documents.map((document) => (
        <Row
          key={document.id}
          document={document}
          isTaken={choice.has(document.id)}
          redactionId={choice.get(document.id)}
          onChange={(redactionId, isTaken) => {
            set(document.id, redactionId, isTaken)
          }}
        />
      ))}
    </ul>
  )
}

interface RowProperties {
  readonly document: DocumentView
  readonly isTaken: boolean
  readonly redactionId: string | undefined
  readonly onChange: (redactionId: string | undefined, isTaken: boolean) => void
}

function Row({ document, isTaken, redactionId, onChange }: RowProperties) {
  const { disclosure, common } = useTexts()
  const { data } = useQuery({
    queryKey: ['document', document.id, 'redactions'],
    queryFn: async ({ signal }) => fetchRedactions(document.id, signal),
  })
  const released = data?.items.filter(({ state }) => state === 'released') ?? []
  const name = valueLabel('subject', document.index.subject?.value) || document.filename
  return (
    <li className="disclosure__row">
      <Check
        label={`${name} (${common.pages(document.pageCount)})`}
        aria-label={disclosure.include(name)}
        checked={isTaken}
        onChange={(event) => {
          onChange(redactionId, event.target.checked)
        }}
      />
      {released.length > 0 && (
        <div className="kern-form-input__select-wrapper">
          <select
            className="kern-form-input__select"
            aria-label={disclosure.version(name)}
            disabled={!isTaken}
            value={redactionId ?? ''}
            onChange={(event) => {
              onChange(event.target.value === '' ? undefined : event.target.value, true)
            }}
          >
            <option value="">{disclosure.whole}</option>
            {released.map((one) => (
              <option key={one.id} value={one.id}>
                {disclosure.redacted(formatInstant(one.createdAt))}
              </option>
            ))}
          </select>
        </div>
      )}
      <Link className="kern-link" to={`/dokumente/${document.id}/schwaerzen`}>
        {disclosure.redact}
        <span className="kern-sr-only"> {name}</span>
      </Link>
    </li>
  )
}
