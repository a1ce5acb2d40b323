import type { ScanCheckView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { recordResult } from './quality-api.ts'
import { useCheckChange } from './use-check-change.ts'

export type Opened = 'fault' | 'anyway' | 'rescan' | 'restore'

/** What a person can do with the check now; buttons and keys do the same. */
export interface CheckSteps {
  /** Somebody has still to do something. */
  readonly isPending: boolean
  readonly isBusy: boolean
  readonly canCheck: boolean
  readonly canFault: boolean
  readonly canRescan: boolean
  readonly inOrder: () => void
  readonly fault: () => void
  readonly rescan: () => void
  readonly restore: () => void
  readonly next: () => void
}

export function useCheckSteps({
  check,
  onNext,
  onOpen,
}: {
  readonly check: ScanCheckView
  readonly onNext: () => void
  readonly onOpen: (dialog: Opened) => void
}): CheckSteps {
  const { quality: words } = useTexts()
  const may = useMay()
  const fine = useCheckChange(
    async () => recordResult(check, { verdict: 'in-order' }),
    () => words.recorded['in-order'],
    onNext,
  )
  const isPending = check.state !== 'passed' && check.state !== 'ended'
  const canCheck = check.mayCheck && check.pages.length > 0
  const canFault = canCheck && check.state !== 'failed'
  const canRescan = isPending && may('batches:edit')
  const open = (dialog: Opened, isAllowed: boolean) => () => {
    if (isAllowed) onOpen(dialog)
  }
  return {
    isPending,
    isBusy: fine.isPending,
    canCheck,
    canFault,
    canRescan,
    inOrder: () => {
      if (!canCheck || fine.isPending) return
      if (check.state === 'failed') onOpen('anyway')
      else fine.mutate(undefined)
    },
    fault: open('fault', canFault),
    rescan: open('rescan', canRescan),
    restore: open('restore', canRescan),
    next: onNext,
  }
}

export function isRestorable({ role }: ScanCheckView['pages'][number]): boolean {
  return role === 'blank' || role === 'removed'
}
