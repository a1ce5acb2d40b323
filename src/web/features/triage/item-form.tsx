import { useRef, useState } from 'react'
import type { ConfirmRequest, DocumentView, ItemView } from '../../shared/api/types.ts'
import { DuplicatesPanel } from '../../shared/duplicates-panel.tsx'
import { ItemDeskPanel } from '../../shared/desk/item-desk-panel.tsx'
import { AnsweredFollowUp } from '../../shared/follow-ups/follow-up-panel.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import type { Edits } from './draft.ts'
import { FieldSections } from './field-sections.tsx'
import { ClosingMark } from './closing-mark.tsx'
import { CorrectArrivalDialog } from './arrival-notes.tsx'
import { FileDialog, type FileDialogProperties } from './file-dialog.tsx'
import { FormMessages } from './form-messages.tsx'
import { ItemActions, PrimaryActions, type DialogName } from './item-actions.tsx'
import { ItemHeader } from './item-header.tsx'
import { ItemHistory } from './item-history.tsx'
import { PartDialog } from './part-dialog.tsx'
import { PostingPanel } from './posting-panel.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useCurrentTarget, useProposedTargets, type LabelledTarget } from './targets.ts'
import type { Undoing } from './undo.ts'
import { useConfirm, type FormFaults } from './use-confirm.ts'
import { useFormShortcuts } from './use-form-shortcuts.ts'
import { useItemSteps, type ItemSteps } from './use-item-actions.ts'
import { isOpen, waitsForTarget } from './views.ts'

interface Properties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly edits: Edits
  readonly onEdits: (edits: Edits) => void
  readonly onPlace: (id: string | undefined) => void
  readonly onDone: () => void
  readonly onUndoable: (undoings: readonly Undoing[]) => void
  readonly onHelp: () => void
}

/** The right pane: what the item is, where it goes, what is known of it, and what can be done. */
export function ItemForm(properties: Properties) {
  const { item, document, edits, onEdits, onPlace, onDone, onUndoable, onHelp } = properties
  const may = useMay()
  const [dialog, setDialog] = useState<DialogName>()
  const [faults, setFaults] = useState<FormFaults>({})
  const steps = useItemSteps(item, onDone, onUndoable)
  const { proposed, chosen, choose } = useTarget(item, document, () => {
    setFaults({})
  })
  const targetInput = useRef<HTMLInputElement>(null)
  const { confirm, checked } = useConfirm({ item, document, edits, chosen, steps, setFaults, targetInput })
  const toggleClaim = useClaim(item, steps)
  const [confirmFirst, setConfirmFirst] = useState<ConfirmRequest>()
  const openDialog = (name: DialogName) => {
    const mustConfirm = name === 'file' && item.confirmedAt === null
    const isLeading = document.id === item.documents[0]?.id
    const body = mustConfirm ? (isLeading ? checked() : { acceptProposals: true }) : undefined
    setConfirmFirst(body)
    if (!mustConfirm || body !== undefined) setDialog(name)
  }
  useFormShortcuts({ item, document, proposed, choose, confirm, toggleClaim, openDialog, targetInput })
  const editable = isOpen(item.state)
  const movable = editable && item.state !== 'quarantined'
  return (
    <section className="triage__form" aria-labelledby="eingang-titel">
      <div className="triage__form-scroll">
        <ItemHeader item={item} document={document} onHelp={onHelp} />
        <AnsweredFollowUp followUpId={item.followUpId} />
        <FormMessages item={item} error={steps.error} />
        <PostingPanel item={item} onDialog={openDialog} />
        <DuplicatesPanel documentId={document.id} item={item} />
        {movable && may('items:route') && (
          <TargetPicker
            document={document}
            proposed={proposed}
            chosen={chosen}
            onChoose={choose}
            error={faults.target}
            inputRef={targetInput}
          />
        )}
        <FieldSections
          document={document}
          edits={edits}
          faults={faults}
          readOnly={!editable || !may('items:index')}
          onEdits={onEdits}
          onPlace={onPlace}
        />
        <ItemDeskPanel item={item} document={document} />
        <ClosingMark item={item} steps={steps} />
        <ItemActions item={item} document={document} steps={steps} onDialog={openDialog} />
        <ItemHistory itemId={item.id} />
      </div>
      {movable && (
        <PrimaryActions
          item={item}
          pending={steps.isPending}
          onConfirm={confirm}
          onDialog={openDialog}
          onClaim={toggleClaim}
        />
      )}
      <OpenDialog
        name={dialog}
        item={item}
        document={document}
        chosen={chosen}
        confirmFirst={confirmFirst}
        steps={steps}
        onClose={() => {
          setDialog(undefined)
        }}
      />
    </section>
  )
}

interface DialogProperties extends FileDialogProperties {
  readonly name: DialogName | undefined
}

function OpenDialog({ name, ...properties }: DialogProperties) {
  if (name === undefined) return null
  if (name === 'file') return <FileDialog {...properties} />
  const { item, document, steps, onClose } = properties
  if (name === 'correct-arrival') return <CorrectArrivalDialog item={item} steps={steps} onClose={onClose} />
  if (name === 'part') return <PartDialog item={item} steps={steps} onClose={onClose} />
  return <ReasonDialog action={name} item={item} document={document} steps={steps} onClose={onClose} />
}

/** The surest proposal counts until a person chooses; an item that was sent somewhere stays there. */
function useTarget(item: ItemView, document: DocumentView, onChoice: () => void) {
  const proposed = useProposedTargets(document)
  const current = useCurrentTarget(item)
  const [own, setOwn] = useState<LabelledTarget>()
  const chosen = own ?? (waitsForTarget(item.state) ? proposed[0] : current)
  const choose = (target: LabelledTarget) => {
    setOwn(target)
    onChoice()
  }
  return { proposed, chosen, choose }
}

function useClaim(item: ItemView, steps: ItemSteps): () => void {
  const { done } = useTexts().triage
  return () => {
    const action = item.claim === null ? 'claim' : 'release'
    steps.mutate({ action, message: done[action](item.receiptNumber), leaves: false })
  }
}
