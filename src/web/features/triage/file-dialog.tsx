import { useState } from 'react'
import type { DocumentView, FileRequest, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Check } from '../../shared/ui/field.tsx'
import { singleText, NO_EDITS } from './draft.ts'
import { ExistingFile, type ChosenFile } from './existing-file.tsx'
import { NewFile, type NewFileDraft } from './new-file.tsx'
import type { LabelledTarget } from './targets.ts'
import type { ItemSteps } from './use-item-actions.ts'

interface Properties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly chosen: LabelledTarget | undefined
  readonly steps: ItemSteps
  readonly onClose: () => void
}

const NO_FILE: ChosenFile = { caseFileId: undefined, procedureId: undefined, newProcedure: undefined }

/** Puts the item into an existing case file or a new one, all by keyboard. */
export function FileDialog({ item, document, chosen, steps, onClose }: Properties) {
  const texts = useTexts()
  const { fileDialog, done } = texts.triage
  const may = useMay()
  const mayOpen = may('files:create')
  const [isNew, setNew] = useState(
    mayOpen && chosen?.target.caseFileId === undefined && !document.proposals.caseFile?.length,
  )
  const [existing, setExisting] = useState<ChosenFile>({ ...NO_FILE, caseFileId: chosen?.target.caseFileId })
  const [fresh, setFresh] = useState<NewFileDraft>({
    subject: item.subject ?? singleText(document, NO_EDITS, 'subject'),
    filingPlanEntryId: undefined,
    leadUnitId: item.target?.orgUnitId ?? chosen?.target.orgUnitId,
  })
  const [checked, setChecked] = useState(false)
  const request = isNew ? newRequest(fresh) : existingRequest(existing)
  const submit = () => {
    setChecked(true)
    if (request === undefined) return
    const step = {
      action: 'file' as const,
      body: request,
      message: done.file(item.receiptNumber),
      leaves: true,
    }
    steps.mutate(step, { onSuccess: onClose })
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
        {mayOpen && (
          <fieldset className="choice" aria-label={fileDialog.title}>
            <ModeChoice isNew={isNew} onChange={setNew} />
          </fieldset>
        )}
        {isNew ? (
          <NewFile draft={fresh} onChange={setFresh} checked={checked} />
        ) : (
          <ExistingFile document={document} choice={existing} onChange={setExisting} checked={checked} />
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

function ModeChoice({ isNew, onChange }: { isNew: boolean; onChange: (isNew: boolean) => void }) {
  const { fileDialog } = useTexts().triage
  return (
    <>
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
    </>
  )
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
