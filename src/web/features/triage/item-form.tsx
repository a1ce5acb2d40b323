import { useRef, useState, type RefObject } from 'react'
import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts, type ShortcutMap } from '../../shared/shortcuts.ts'
import { checkedIndex, type Edits, type FormField } from './draft.ts'
import { FieldSections } from './field-sections.tsx'
import { FileDialog } from './file-dialog.tsx'
import { FormMessages } from './form-messages.tsx'
import { ItemActions, PrimaryActions, type DialogName } from './item-actions.tsx'
import { ItemHeader } from './item-header.tsx'
import { ItemHistory } from './item-history.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { TargetPicker } from './target-picker.tsx'
import { useCurrentTarget, useProposedTargets, type LabelledTarget } from './targets.ts'
import { useItemSteps } from './use-item-actions.ts'
import { isOpen, waitsForTarget } from './views.ts'

interface Properties {
  readonly item: ItemView
  readonly document: DocumentView
  readonly edits: Edits
  readonly onEdits: (edits: Edits) => void
  readonly onPlace: (id: string | undefined) => void
  readonly onDone: () => void
  readonly onHelp: () => void
}

/** The right pane: what the item is, where it goes, what is known of it, and what can be done. */
export function ItemForm({ item, document, edits, onEdits, onPlace, onDone, onHelp }: Properties) {
  const may = useMay()
  const [dialog, setDialog] = useState<DialogName>()
  const [faults, setFaults] = useState<Readonly<Partial<Record<FormField | 'target', string>>>>({})
  const steps = useItemSteps(item, onDone)
  const { proposed, chosen, choose } = useTarget(item, document)
  const targetInput = useRef<HTMLInputElement>(null)
  const confirm = useConfirm({ item, document, edits, chosen, steps, setFaults, targetInput })
  const editable = isOpen(item.state)
  const mayRoute = editable && may('items:route')
  const toggleClaim = useClaim(item, steps)
  const shortcuts: Record<string, () => void> = {
    'ctrl+enter': confirm,
    escape: leaveField,
    ...(mayRoute && targetShortcuts(proposed, choose)),
    ...(mayRoute && { z: () => targetInput.current?.focus() }),
    ...(editable &&
      may('items:file') && {
        a: () => {
          setDialog('file')
        },
      }),
    ...(editable && may('items:claim') && { c: toggleClaim }),
    ...(!waitsForTarget(item.state) &&
      mayRoute && {
        g: () => {
          setDialog('return')
        },
      }),
  }
  useShortcuts(shortcuts)
  const closeDialog = () => {
    setDialog(undefined)
  }
  return (
    <section className="triage__form" aria-labelledby="eingang-titel">
      <div className="triage__form-scroll">
        <ItemHeader item={item} document={document} onHelp={onHelp} />
        <FormMessages item={item} error={steps.error} />
        {mayRoute && (
          <TargetPicker
            document={document}
            proposed={proposed}
            chosen={chosen}
            onChoose={(target) => {
              choose(target)
              setFaults({})
            }}
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
        <ItemActions item={item} steps={steps} onDialog={setDialog} />
        <ItemHistory itemId={item.id} />
      </div>
      {editable && (
        <PrimaryActions
          item={item}
          pending={steps.isPending}
          onConfirm={confirm}
          onDialog={setDialog}
          onClaim={toggleClaim}
        />
      )}
      {dialog === 'file' && (
        <FileDialog item={item} document={document} chosen={chosen} steps={steps} onClose={closeDialog} />
      )}
      {dialog !== undefined && dialog !== 'file' && (
        <ReasonDialog action={dialog} item={item} steps={steps} onClose={closeDialog} />
      )}
    </section>
  )
}

/** The surest proposal counts until a person chooses; an item that was sent somewhere stays there. */
function useTarget(item: ItemView, document: DocumentView) {
  const proposed = useProposedTargets(document)
  const current = useCurrentTarget(item)
  const [own, setOwn] = useState<LabelledTarget>()
  const waiting = waitsForTarget(item.state)
  const chosen = own ?? (waiting ? proposed[0] : current)
  return { proposed, chosen, choose: setOwn }
}

function targetShortcuts(
  proposed: readonly LabelledTarget[],
  choose: (target: LabelledTarget) => void,
): ShortcutMap {
  return Object.fromEntries(
    proposed.map((target, index) => [
      String(index + 1),
      () => {
        choose(target)
      },
    ]),
  )
}

/** Out of the field first; from outside a field nothing is lost by staying. */
function leaveField(): void {
  if (window.document.activeElement instanceof HTMLElement) window.document.activeElement.blur()
  window.document.getElementById('eingang-titel')?.focus()
}

function useClaim(item: ItemView, steps: ReturnType<typeof useItemSteps>): () => void {
  const { done } = useTexts().triage
  return () => {
    const action = item.claim === null ? 'claim' : 'release'
    steps.mutate({ action, message: done[action](item.receiptNumber), leaves: false })
  }
}

interface ConfirmInput extends Pick<Properties, 'item' | 'document' | 'edits'> {
  readonly chosen: LabelledTarget | undefined
  readonly steps: ReturnType<typeof useItemSteps>
  readonly setFaults: (faults: Partial<Record<FormField | 'target', string>>) => void
  readonly targetInput: RefObject<HTMLInputElement | null>
}

/** Checks the form, then confirms and, where the item still waits for a target, routes in the same step. */
function useConfirm({
  item,
  document,
  edits,
  chosen,
  steps,
  setFaults,
  targetInput,
}: ConfirmInput): () => void {
  const { triage } = useTexts()
  const may = useMay()
  return () => {
    if (steps.isPending || !isOpen(item.state) || !may('items:index')) return
    const { index, faults } = checkedIndex(document, edits)
    const moved = chosen !== undefined && chosen.target.orgUnitId !== item.target?.orgUnitId
    const needsTarget = waitsForTarget(item.state) && may('items:route')
    const field = Object.keys(faults)[0]
    if (field !== undefined) {
      setFaults({ letterDate: triage.badDate })
      window.document.getElementById(`feld-${field}`)?.focus()
    } else if (needsTarget && chosen === undefined) {
      setFaults({ target: triage.target.missing })
      targetInput.current?.focus()
    } else {
      setFaults({})
      const target = (needsTarget || moved) && chosen !== undefined ? { target: chosen.target } : {}
      const { done } = triage
      steps.mutate({
        action: 'confirm',
        body: { documentId: document.id, index, acceptProposals: true, ...target },
        message:
          'target' in target && chosen
            ? done.route(item.receiptNumber, chosen.label)
            : done.confirm(item.receiptNumber),
        leaves: true,
      })
    }
  }
}
