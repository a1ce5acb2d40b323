import type { RefObject } from 'react'
import type { DocumentView, IndexInput, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { checkedIndex, type Edits, type FormField } from './draft.ts'
import type { LabelledTarget } from './targets.ts'
import type { ItemSteps } from './use-item-actions.ts'
import { isOpen, waitsForTarget } from './views.ts'

export type FormFaults = Readonly<Partial<Record<FormField | 'target', string>>>

interface Input {
  readonly item: ItemView
  readonly document: DocumentView
  readonly edits: Edits
  readonly chosen: LabelledTarget | undefined
  readonly steps: ItemSteps
  readonly setFaults: (faults: FormFaults) => void
  readonly targetInput: RefObject<HTMLInputElement | null>
}

/** Checks the form, then confirms it and, where the item is to go somewhere new, routes in the same step. */
export function useConfirm({
  item,
  document,
  edits,
  chosen,
  steps,
  setFaults,
  targetInput,
}: Input): () => void {
  const { triage } = useTexts()
  const may = useMay()
  const mustRoute = waitsForTarget(item.state) && may('items:route')
  const isReady = !steps.isPending && isOpen(item.state) && may('items:index')
  const refuse = (found: FormFaults) => {
    setFaults(found)
    const control =
      found.target === undefined ? window.document.getElementById('feld-letterDate') : targetInput.current
    control?.focus()
  }
  const send = (index: IndexInput) => {
    const goal = mustRoute || isElsewhere(item, chosen) ? chosen : undefined
    const { done } = triage
    steps.mutate({
      action: 'confirm',
      body: { documentId: document.id, index, acceptProposals: true, ...(goal && { target: goal.target }) },
      message: goal ? done.route(item.receiptNumber, goal.label) : done.confirm(item.receiptNumber),
      leaves: true,
    })
  }
  return () => {
    if (!isReady) return
    const { index, faults } = checkedIndex(document, edits)
    if (faults.letterDate !== undefined) {
      refuse({ letterDate: triage.badDate })
    } else if (mustRoute && chosen === undefined) {
      refuse({ target: triage.target.missing })
    } else {
      setFaults({})
      send(index)
    }
  }
}

function isElsewhere(item: ItemView, chosen: LabelledTarget | undefined): boolean {
  if (chosen === undefined) return false
  const { orgUnitId, caseFileId } = chosen.target
  return orgUnitId !== item.target?.orgUnitId || caseFileId !== item.target.caseFileId
}
