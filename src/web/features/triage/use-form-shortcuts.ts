import type { RefObject } from 'react'
import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts, type ShortcutMap } from '../../shared/shortcuts.ts'
import type { DialogName } from './item-actions.tsx'
import type { LabelledTarget } from './targets.ts'
import { isOpen, mayAskForCheck, mayFile, mayMarkPart, waitsForTarget } from './views.ts'

interface Input {
  readonly item: ItemView
  readonly document: DocumentView
  readonly proposed: readonly LabelledTarget[]
  readonly choose: (target: LabelledTarget) => void
  readonly confirm: () => void
  readonly toggleClaim: () => void
  readonly openDialog: (name: DialogName) => void
  readonly targetInput: RefObject<HTMLInputElement | null>
}

/** The keys of the form; those that the role or the state of the item does not allow do nothing. */
export function useFormShortcuts(input: Input): void {
  const { item } = input
  const may = useMay()
  useShortcuts({
    escape: () => {
      stepBack(item.id)
    },
    ...(item.state !== 'quarantined' && workShortcuts(input, may)),
    ...(mayMarkPart(item, may) && shortcutTo('m', 'part', input.openDialog)),
    // Also of what is filed.
    ...(mayAskForCheck(item, input.document, may) && shortcutTo('p', 'ask-for-check', input.openDialog)),
  })
}

function workShortcuts(input: Input, may: (permission: string) => boolean): ShortcutMap {
  const { item, confirm, toggleClaim, openDialog } = input
  const open = isOpen(item.state)
  const delivered = open && !waitsForTarget(item.state)
  return {
    'ctrl+enter': confirm,
    ...(open && may('items:route') && targetShortcuts(input)),
    ...(open && mayFile(may) && shortcutTo('a', 'file', openDialog)),
    ...(delivered && may('items:claim') && { c: toggleClaim }),
    ...(delivered && may('items:route') && shortcutTo('g', 'return', openDialog)),
  }
}

function targetShortcuts({ proposed, choose, targetInput }: Input): ShortcutMap {
  const digits = proposed.map((target, index) => [
    String(index + 1),
    () => {
      choose(target)
    },
  ])
  return { ...Object.fromEntries(digits), z: () => targetInput.current?.focus() } as ShortcutMap
}

function shortcutTo(key: string, name: DialogName, openDialog: (name: DialogName) => void): ShortcutMap {
  return {
    [key]: () => {
      openDialog(name)
    },
  }
}

/** From a field to the title of the item, where single keys work again; from there to its row in the list. */
function stepBack(itemId: string): void {
  const title = document.getElementById('eingang-titel')
  const row = document.getElementById(`eingang-${itemId}`)
  const next = document.activeElement === title ? row : title
  next?.focus()
}
