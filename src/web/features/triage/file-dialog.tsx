import { useState } from 'react'
import type { ConfirmRequest, DocumentView, FileRequest, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Check, TextField } from '../../shared/ui/field.tsx'
import { singleText, NO_EDITS } from './draft.ts'
import { ExistingFile, type ChosenFile } from './existing-file.tsx'
import { NewFile, type NewFileDraft } from './new-file.tsx'
import type { LabelledTarget } from './targets.ts'
import type { ItemSteps } from './use-item-actions.ts'

export interface FileDialogProperties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly chosen: LabelledTarget | undefined
  readonly confirmFirst: ConfirmRequest | undefined
  readonly steps: ItemSteps
  readonly onClose: () => void
}

/** Puts the item into an existing case file or a new one, all by keyboard. */
export function FileDialog(properties: FileDialogProperties) {
  const { item, document, confirmFirst, steps, onClose } = properties
  const texts = useTexts()
  const { fileDialog, done } = texts.triage
  const [draft, setDraft] = useState(() => draftOf(properties))
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  /** It lies in a file already, in which its number and the reason stay behind. */
  const isMended = item.caseFileId !== null
  const submit = () => {
    setChecked(true)
    const body = requestOf(draft)
    if (body === undefined || (isMended && reason.trim() === '')) return
    const message = done.file(item.receiptNumber)
    const reasoned = isMended ? { ...body, reason: reason.trim() } : body
    steps.mutate(
      { action: 'file', body: reasoned, confirmFirst, message, leaves: true },
      { onSuccess: onClose },
    )
  }
  return (
    <Dialog title={`${fileDialog.title}: ${item.receiptNumber}`} onClose={onClose} wide>
      <form
        className="stack stack--wide"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !event.ctrlKey) return
          event.preventDefault()
          submit()
        }}
      >
        {steps.isError && <Alert tone="danger" urgent title={problemText(steps.error, texts)} />}
        <ModeChoice
          isNew={draft.isNew}
          onChange={(isNew) => {
            setDraft({ ...draft, isNew })
          }}
        />
        {draft.isNew ? (
          <NewFile
            draft={draft.fresh}
            checked={checked}
            onChange={(fresh) => {
              setDraft({ ...draft, fresh })
            }}
          />
        ) : (
          <ExistingFile
            document={document}
            choice={draft.existing}
            checked={checked}
            onChange={(existing) => {
              setDraft({ ...draft, existing })
            }}
          />
        )}
        {isMended && (
          <TextField
            label={fileDialog.reason}
            hint={fileDialog.reasonHint}
            required
            maxLength={500}
            error={checked && reason.trim() === '' ? texts.triage.reasonDialog.missing : undefined}
            value={reason}
            onChange={(event) => {
              setReason(event.target.value)
            }}
          />
        )}
        <div className="button-row">
          <Button kind="primary" type="submit" shortcut="Strg ⏎" disabled={steps.isPending}>
            {fileDialog.submit}
          </Button>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

interface FilingDraft {
  readonly isNew: boolean
  readonly existing: ChosenFile
  readonly fresh: NewFileDraft
}

/** Starts with the target that was chosen; a new file when neither person nor machine knows one. */
function draftOf({ item, document, chosen }: FileDialogProperties): FilingDraft {
  const caseFileId = chosen?.target.caseFileId
  const isKnown = caseFileId !== undefined || (document.proposals.caseFile ?? []).length > 0
  return {
    isNew: !isKnown,
    existing: { caseFileId, procedureId: undefined, newProcedure: undefined },
    fresh: {
      subject: item.subject ?? singleText(document, NO_EDITS, 'subject'),
      filingPlanEntryId: undefined,
      leadUnitId: item.target?.orgUnitId ?? chosen?.target.orgUnitId,
    },
  }
}

function ModeChoice({ isNew, onChange }: { isNew: boolean; onChange: (isNew: boolean) => void }) {
  const { fileDialog } = useTexts().triage
  return (
    <fieldset className="choice choice--columns" aria-label={fileDialog.title}>
      <Check
        kind="radio"
        name="akte"
        label={fileDialog.existing}
        checked={!isNew}
        onChange={() => {
          onChange(false)
        }}
      />
      <Check
        kind="radio"
        name="akte"
        label={fileDialog.fresh}
        checked={isNew}
        onChange={() => {
          onChange(true)
        }}
      />
    </fieldset>
  )
}

function requestOf({ isNew, fresh, existing }: FilingDraft): FileRequest | undefined {
  return isNew ? newRequest(fresh) : existingRequest(existing)
}

function newRequest({ subject, filingPlanEntryId, leadUnitId }: NewFileDraft): FileRequest | undefined {
  if (subject.trim() === '' || filingPlanEntryId === undefined) return undefined
  return { newCaseFile: { subject: subject.trim(), filingPlanEntryId, ...(leadUnitId && { leadUnitId }) } }
}

function existingRequest({ caseFileId, procedureId, newProcedure }: ChosenFile): FileRequest | undefined {
  if (caseFileId === undefined) return undefined
  if (newProcedure?.trim()) return { caseFileId, newProcedure: { subject: newProcedure.trim() } }
  return { caseFileId, ...(procedureId && { procedureId }) }
}
