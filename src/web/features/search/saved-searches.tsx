import { useId, useState } from 'react'
import type { ItemState, SavedSearchView, SaveSearchRequest } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { SavedSearchLink } from '../../shared/searches/saved-search-link.tsx'
import {
  useRemoveSavedSearch,
  useSavedSearches,
  useSaveSearch,
} from '../../shared/searches/saved-searches-api.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'

const MOST = 10

/** The own searches with what is new in them, and a way to keep the present one. */
export function SavedSearches({ parameters }: { parameters: URLSearchParams }) {
  const { savedSearches: words } = useTexts()
  const titleId = useId()
  const [saving, setSaving] = useState(false)
  const { data } = useSavedSearches()
  const items = data?.items ?? []
  const canSave = parameters.has('q') && items.length < MOST
  if (items.length === 0 && !canSave) return null
  return (
    <section className="saved-searches" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {words.title}
      </h2>
      {items.length > 0 && <Rows items={items} />}
      {canSave && (
        <Button
          className="button--small"
          icon="plus"
          onClick={() => {
            setSaving(true)
          }}
        >
          {words.save}
        </Button>
      )}
      {saving && (
        <SaveDialog
          parameters={parameters}
          onClose={() => {
            setSaving(false)
          }}
        />
      )}
    </section>
  )
}

function Rows({ items }: { items: readonly SavedSearchView[] }) {
  const texts = useTexts()
  const { savedSearches: words } = texts
  const removing = useRemoveSavedSearch()
  return (
    <>
      {removing.isError && <Alert tone="danger" urgent title={problemText(removing.error, texts)} />}
      <ul className="saved-searches__list">
        {items.map((one) => (
          <li key={one.id} className="saved-searches__entry">
            <SavedSearchLink search={one} />
            <Button
              kind="tertiary"
              className="button--small"
              aria-label={words.removeLong(one.name)}
              disabled={removing.isPending}
              onClick={() => {
                removing.mutate(one.id)
              }}
            >
              {words.remove}
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function SaveDialog({ parameters, onClose }: { parameters: URLSearchParams; onClose: () => void }) {
  const { savedSearches: words } = useTexts()
  const announce = useAnnounce()
  const [name, setName] = useState(parameters.get('q') ?? '')
  const [checked, setChecked] = useState(false)
  const saving = useSaveSearch(() => {
    announce(words.saved)
    onClose()
  })
  const isMissing = name.trim() === ''
  return (
    <FormDialog
      title={words.save}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!isMissing) saving.mutate(requestOf(name.trim(), parameters))
      }}
    >
      <p>{words.saveHint}</p>
      <TextField
        label={words.name}
        value={name}
        maxLength={100}
        data-autofocus
        error={checked && isMissing ? words.missing : undefined}
        onChange={(event) => {
          setName(event.target.value)
        }}
      />
    </FormDialog>
  )
}

function requestOf(name: string, parameters: URLSearchParams): SaveSearchRequest {
  const given = (parameter: string): string | undefined => parameters.get(parameter) ?? undefined
  return {
    name,
    q: given('q') ?? '',
    documentType: given('art'),
    orgUnit: given('amt'),
    sender: given('absender'),
    state: given('stand') as ItemState | undefined,
    from: given('von'),
    to: given('bis'),
  }
}
