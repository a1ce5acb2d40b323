import { useState } from 'react'
import type { CaseFileView, ProcedureView, SubFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { ReasonedDialog } from './reasoned-dialog.tsx'
import { SubFileSelect } from './sub-file-select.tsx'
import { useFileChange } from './use-file-change.ts'

interface Properties {
  readonly file: CaseFileView
  readonly procedure: ProcedureView
  readonly subFiles: readonly SubFileView[]
  readonly onClose: () => void
}

/** Names a procedure anew, or puts it with its documents into another sub-file. */
export function ProcedureDialog({ file, procedure, subFiles, onClose }: Properties) {
  const { common, files, triage } = useTexts()
  const [subject, setSubject] = useState(procedure.subject)
  const [subFileId, setSubFileId] = useState(procedure.subFileId ?? '')
  const change = useFileChange(file.id, 'change-procedure', onClose)
  return (
    <ReasonedDialog
      title={files.editProcedure}
      submitLabel={common.save}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        if (subject.trim() === '') return
        const target = { procedureId: procedure.id, subFileId: subFileId === '' ? null : subFileId }
        change.mutate({ ...target, subject: subject.trim(), reason })
      }}
      onClose={onClose}
    >
      <TextField
        label={triage.fileDialog.subject}
        data-autofocus
        maxLength={500}
        error={subject.trim() === '' ? files.missing : undefined}
        value={subject}
        onChange={(event) => {
          setSubject(event.target.value)
        }}
      />
      <SubFileSelect subFiles={subFiles} value={subFileId} onChange={setSubFileId} />
    </ReasonedDialog>
  )
}
