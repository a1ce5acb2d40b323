import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { prepareRun, type Preparing } from './disposal-api.ts'
import { Faults } from './faults.tsx'
import { useDisposalChange } from './use-disposal-change.ts'

/** Takes case files together that are to be offered to an archive. */
export function PrepareDialog({
  caseFileIds,
  onClose,
}: {
  caseFileIds: readonly string[]
  onClose: () => void
}) {
  const { disposal: words, files } = useTexts()
  const navigate = useNavigate()
  const [archive, setArchive] = useState('')
  const [isDirect, setDirect] = useState(false)
  const [checked, setChecked] = useState(false)
  const change = useDisposalChange(
    async (body: Preparing) => prepareRun(body),
    ({ id }) => void navigate(`/aussonderung/${id}`),
  )
  return (
    <FormDialog
      title={words.prepare(caseFileIds.length)}
      submitLabel={words.prepareNow}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (archive.trim() !== '') change.mutate({ caseFileIds, archive: archive.trim(), isDirect })
      }}
      onClose={onClose}
    >
      <Faults error={change.error} />
      <p className="kern-hint">{words.prepareHint}</p>
      <TextField
        label={words.archive}
        data-autofocus
        maxLength={200}
        error={checked && archive.trim() === '' ? files.missing : undefined}
        value={archive}
        onChange={(event) => {
          setArchive(event.target.value)
        }}
      />
      <Select
        label={words.way}
        hint={words.wayHint}
        value={isDirect ? 'direct' : 'offer'}
        onChange={(event) => {
          setDirect(event.target.value === 'direct')
        }}
      >
        <option value="offer">{words.ways.offer}</option>
        <option value="direct">{words.ways.direct}</option>
      </Select>
    </FormDialog>
  )
}
