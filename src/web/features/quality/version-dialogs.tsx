import { useId, useState } from 'react'
import type { ScanCheckView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { FieldError, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { rescan, restorePages } from './quality-api.ts'
import { PageChoice } from './result-dialogs.tsx'
import { useCheckChange } from './use-check-change.ts'

interface Properties {
  readonly check: ScanCheckView
  readonly onClose: () => void
}

/** A new scan of the paper in the place of the one that the letter has. */
export function RescanDialog({ check, onClose }: Properties) {
  const { quality: words } = useTexts()
  const { rescanDialog } = words
  const fileId = useId()
  const [file, setFile] = useState<File>()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useCheckChange(
    async (scan: File) => rescan(check, scan, reason.trim()),
    () => words.replaced,
    onClose,
  )
  return (
    <FormDialog
      wide
      title={rescanDialog.title(check.receiptNumber)}
      error={saving.error}
      pending={saving.isPending}
      submitLabel={rescanDialog.submit}
      onSubmit={() => {
        setChecked(true)
        if (file !== undefined && reason.trim() !== '') saving.mutate(file)
      }}
      onClose={onClose}
    >
      <p className="kern-body">{rescanDialog.hint}</p>
      <div className="kern-form-input">
        <label className="kern-label" htmlFor={fileId}>
          {rescanDialog.file}
        </label>
        <div className="kern-hint" id={`${fileId}-hint`}>
          {rescanDialog.fileHint}
        </div>
        <input
          id={fileId}
          type="file"
          aria-describedby={`${fileId}-hint`}
          aria-invalid={checked && file === undefined ? true : undefined}
          onChange={(event) => {
            setFile(event.target.files?.[0])
          }}
        />
        {checked && file === undefined && <FieldError>{rescanDialog.missingFile}</FieldError>}
      </div>
      <ReasonField reason={reason} checked={checked} onReason={setReason} />
    </FormDialog>
  )
}

/** Pages that were left out as empty or by hand come into the letter. */
export function RestoreDialog({ check, onClose }: Properties) {
  const { quality: words } = useTexts()
  const { restoreDialog } = words
  const [pages, setPages] = useState<readonly number[]>([])
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useCheckChange(
    async () => restorePages(check, { pages, reason: reason.trim() }),
    () => words.replaced,
    onClose,
  )
  return (
    <FormDialog
      title={restoreDialog.title(check.receiptNumber)}
      error={saving.error}
      pending={saving.isPending}
      submitLabel={restoreDialog.submit}
      onSubmit={() => {
        setChecked(true)
        if (pages.length > 0 && reason.trim() !== '') saving.mutate(undefined)
      }}
      onClose={onClose}
    >
      <p className="kern-body">{restoreDialog.hint}</p>
      <PageChoice
        legend={restoreDialog.pages}
        check={check}
        only={({ role }) => role === 'blank' || role === 'removed'}
        pages={pages}
        error={checked && pages.length === 0 ? restoreDialog.missing : undefined}
        onPages={setPages}
      />
      <ReasonField reason={reason} checked={checked} onReason={setReason} />
    </FormDialog>
  )
}

function ReasonField({
  reason,
  checked,
  onReason,
}: {
  reason: string
  checked: boolean
  onReason: (reason: string) => void
}) {
  const { rescanDialog } = useTexts().quality
  return (
    <TextField
      label={rescanDialog.reason}
      maxLength={500}
      error={checked && reason.trim() === '' ? rescanDialog.missingReason : undefined}
      value={reason}
      onChange={(event) => {
        onReason(event.target.value)
      }}
    />
  )
}
