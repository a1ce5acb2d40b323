import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { Link } from 'react-router'
import { fetchCaseFiles } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { fetchReferences } from './files-api.ts'
import { ReasonedDialog } from './reasoned-dialog.tsx'
import { useFileChange } from './use-file-change.ts'

type Opened = { readonly kind: 'add' } | { readonly kind: 'remove'; readonly other: CaseFileView }

/** Case files with a bearing on this one, as far as whoever looks may read them. */
export function FileReferences({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const may = useMay()
  const [opened, setOpened] = useState<Opened>()
  const { data } = useQuery({
    queryKey: ['case-file', file.id, 'references'],
    queryFn: async ({ signal }) => fetchReferences(file.id, signal),
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <section aria-labelledby="akte-bezuege">
      <h2 className="section-title" id="akte-bezuege">
        {files.references}
      </h2>
      {data?.items.length === 0 && <p className="kern-body kern-body--muted">{files.noReferences}</p>}
      <ul className="case-file__lines">
        {data?.items.map((other) => (
          <li key={other.id}>
            <Link to={`/akten/${other.id}`}>{`${other.fileNumber} ${other.subject}`}</Link>
            {may('files:edit') && (
              <Button
                kind="tertiary"
                className="button--small"
                icon="close"
                aria-label={`${files.removeReference}: ${other.fileNumber}`}
                onClick={() => {
                  setOpened({ kind: 'remove', other })
                }}
              >
                {files.removeReference}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('files:edit') && (
        <Button
          icon="plus"
          className="button--small"
          onClick={() => {
            setOpened({ kind: 'add' })
          }}
        >
          {files.addReference}
        </Button>
      )}
      {opened?.kind === 'add' && <AddReference file={file} onClose={close} />}
      {opened?.kind === 'remove' && <RemoveReference file={file} other={opened.other} onClose={close} />}
    </section>
  )
}

const FOUND_FILES = 20

function AddReference({ file, onClose }: { file: CaseFileView; onClose: () => void }) {
  const { common, files, triage } = useTexts()
  const [text, setText] = useState('')
  const [otherId, setOtherId] = useState<string>()
  const [checked, setChecked] = useState(false)
  const change = useFileChange(file.id, 'references', onClose)
  const wanted = useDeferredValue(text.trim())
  const { data } = useQuery({
    queryKey: ['case-files', 'to-refer', wanted],
    queryFn: async ({ signal }) => fetchCaseFiles({ text: wanted, limit: FOUND_FILES }, signal),
    placeholderData: (before) => before,
    enabled: otherId === undefined,
  })
  const found = (data?.items ?? []).filter(({ id }) => id !== file.id)
  return (
    <FormDialog
      wide
      title={files.addReference}
      submitLabel={common.add}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (otherId !== undefined) change.mutate({ otherId })
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{files.referenceHint}</p>
      <Combobox
        label={files.otherFile}
        hint={triage.fileDialog.pickHint}
        text={text}
        nothing={common.nothingFound}
        error={checked && otherId === undefined ? files.missing : undefined}
        options={found.map(({ id, fileNumber, subject }) => ({ id, label: `${fileNumber}  ${subject}` }))}
        autoFocusInDialog
        onText={(changed) => {
          setText(changed)
          setOtherId(undefined)
        }}
        onPick={(option) => {
          setText(option.label)
          setOtherId(option.id)
        }}
      />
    </FormDialog>
  )
}

function RemoveReference({
  file,
  other,
  onClose,
}: {
  file: CaseFileView
  other: CaseFileView
  onClose: () => void
}) {
  const { files } = useTexts()
  const change = useFileChange(file.id, 'remove-reference', onClose)
  return (
    <ReasonedDialog
      title={`${files.removeReference}: ${other.fileNumber}`}
      submitLabel={files.removeReference}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        change.mutate({ otherId: other.id, reason })
      }}
      onClose={onClose}
    />
  )
}
