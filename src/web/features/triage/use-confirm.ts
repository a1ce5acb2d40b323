import type { RefObject } from 'react'
import type { ConfirmRequest, DocumentView, ItemView } from '../../shared/api/types.ts'
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

/**
 * Checks the form, then confirms it and, where the item is to go somewhere new, routes in the same step.
 * `checked` gives the body of a confirmation alone, or shows what is wrong and gives nothing.
 */
export function useConfirm({ item, document, edits, chosen, steps, setFaults, targetInput }: Input) {
  const { triage } = useTexts()
  const may = useMay()
  const mustRoute = waitsForTarget(item.state) && may('items:route')
  const isReady = !steps.isPending && isOpen(item.state) && may('items:index')
  const checked = (): ConfirmRequest | undefined => {
    const { index, faults } = checkedIndex(document, edits)
    const wrong = Object.keys(faults) as FormField[]
    setFaults(Object.fromEntries(wrong.map((field) => [field, triage.badDate])))
    const [first] = wrong
    if (first === undefined) return { documentId: document.id, index, acceptProposals: true }
    window.document.getElementById(`feld-${first}`)?.focus()
    return undefined
  }
  const send = (body: ConfirmRequest) => {
    const goal = mustRoute || isElsewhere(item, chosen) ? chosen : undefined
    const { done } = triage
    steps.mutate({
      action: 'confirm',
      body: { ...body, ...(goal && { target: goal.target }) },
      message: goal ? done.route(item.receiptNumber, goal.label) : done.confirm(item.receiptNumber),
      leaves: true,
    })
  }
  const confirm = () => {
    const body = isReady ? checked() : undefined
    if (body === undefined) return
    if (mustRoute && chosen === undefined) {
      setFaults({ target: triage.target.missing })
      targetInput.current?.focus()
    } else {
      send(body)
    }
  }
  return { confirm, checked }
}

function isElsewhere(item: ItemView, chosen: LabelledTarget | undefined): boolean {
  if (chosen === undefined) return false
  const { orgUnitId, caseFileId } = chosen.target
  return orgUnitId !== item.target?.orgUnitId || caseFileId !== item.target.caseFileId
}
