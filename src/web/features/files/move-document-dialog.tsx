import { useState } from 'react'
import type { CaseFileView, ProcedureView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { ReasonedDialog } from './reasoned-dialog.tsx'
import { useFileChange } from './use-file-change.ts'

interface Properties {
  readonly file: CaseFileView
  readonly procedures: readonly ProcedureView[]
  readonly moved: { readonly documentId: string; readonly procedureId: string | null }
  readonly onClose: () => void
}

export function MoveDocumentDialog({ file, procedures, moved, onClose }: Properties) {
  const { files } = useTexts()
  const [procedureId, setProcedureId] = useState(moved.procedureId ?? '')
  const change = useFileChange(file.id, 'move-document', onClose)
  return (
    <ReasonedDialog
      title={files.moveTitle}
      submitLabel={files.moveDocument}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        const { documentId } = moved
        change.mutate({ documentId, procedureId: procedureId === '' ? null : procedureId, reason })
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{files.moveHint}</p>
      <Select
        label={files.procedure}
        value={procedureId}
        onChange={(event) => {
          setProcedureId(event.target.value)
        }}
      >
        <option value="">{files.withoutProcedure}</option>
        {procedures.map((procedure) => (
          <option key={procedure.id} value={procedure.id}>
            {files.procedureLabel(procedure.serial, procedure.subject)}
          </option>
        ))}
      </Select>
    </ReasonedDialog>
  )
}
