import { useId, useState } from 'react'
import type { DisposalFileView, DisposalRunView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { FieldError } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { stepRun } from './disposal-api.ts'
import { useDisposalChange } from './use-disposal-change.ts'

/** Says what goes, and wants a tick besides the button: what follows is taken back by nothing. */
export function ApproveDialog({ run, onClose }: { run: DisposalRunView; onClose: () => void }) {
  const { disposal: words } = useTexts()
  const [sure, setSure] = useState(false)
  const [checked, setChecked] = useState(false)
  const change = useDisposalChange(async () => stepRun(run.id, 'approve-destruction'), onClose)
  const faultId = useId()
  const isMissing = checked && !sure
  const going = run.files.filter(goes)
  return (
    <FormDialog
      title={words.approveTitle(going.length)}
      submitLabel={words.approveNow}
      error={change.error}
      pending={change.isPending}
      onSubmit={() => {
        setChecked(true)
        if (sure) change.mutate()
      }}
      onClose={onClose}
    >
      <p className="kern-body">{words.approveHint}</p>
      <ul>
        {going.map(({ caseFileId, fileNumber, subject }) => (
          <li key={caseFileId}>{subject === null ? fileNumber : `${fileNumber}, ${subject}`}</li>
        ))}
      </ul>
      <label className="tick">
        <input
          type="checkbox"
          required
          aria-describedby={isMissing ? faultId : undefined}
          aria-invalid={isMissing || undefined}
          checked={sure}
          onChange={(event) => {
            setSure(event.target.checked)
          }}
        />
        <span className="kern-body">{words.sure}</span>
      </label>
      {isMissing && <FieldError id={faultId}>{words.sureMissing}</FieldError>}
    </FormDialog>
  )
}

/** As far as can be said now; the server asks again for each file. */
function goes({ decision, imported, destroyed, heldBack }: DisposalFileView): boolean {
  return destroyed === null && heldBack.length === 0 && (decision?.value === 'V' || imported !== null)
}
