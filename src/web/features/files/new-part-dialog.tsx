import { useState } from 'react'
import type { CaseFileView, SubFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { SubFileSelect } from './sub-file-select.tsx'
import { useFileChange } from './use-file-change.ts'

interface Properties {
  readonly file: CaseFileView
  readonly kind: 'sub-files' | 'procedures'
  readonly subFiles: readonly SubFileView[]
  /** Where a procedure is opened at first; empty for the file itself. */
  readonly subFileId: string
  readonly onClose: () => void
}

export function NewPartDialog({ file, kind, subFiles, subFileId: shown, onClose }: Properties) {
  const { files, common, triage } = useTexts()
  const [subject, setSubject] = useState('')
  const [subFileId, setSubFileId] = useState(shown)
  const [checked, setChecked] = useState(false)
  const change = useFileChange(file.id, kind, onClose)
  const isProcedure = kind === 'procedures'
  return (
    <FormDialog
      title={isProcedure ? files.newProcedure : files.newSubFile}
      submitLabel={common.add}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (subject.trim() === '') return
        change.mutate({ subject: subject.trim(), ...(isProcedure && subFileId !== '' && { subFileId }) })
      }}
      onClose={onClose}
    >
      <TextField
        label={triage.fileDialog.subject}
        data-autofocus
        maxLength={500}
        error={checked && subject.trim() === '' ? files.missing : undefined}
        value={subject}
        onChange={(event) => {
          setSubject(event.target.value)
        }}
      />
      {isProcedure && <SubFileSelect subFiles={subFiles} value={subFileId} onChange={setSubFileId} />}
    </FormDialog>
  )
}
