import type { PageRole, SplitEdit, SplitPlanView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { lettersOf, moveBehind, nextStop, openStops, pageBeside } from './strip.ts'
import type { PlanEditing } from './use-split-plan.ts'

/** Everything a person can do to the page that is open; buttons and keys do the same. */
export interface ReviewActions {
  readonly split: () => void
  readonly merge: () => void
  readonly move: (step: 1 | -1) => void
  readonly rotate: () => void
  readonly toggleBlank: () => void
  readonly toggleRemoved: () => void
  readonly toggleSeparator: () => void
  readonly settle: () => void
  readonly undo: () => void
  readonly nextStop: () => void
  readonly go: (step: 1 | -1) => void
  readonly confirm: () => void
}

interface Input {
  readonly plan: SplitPlanView
  readonly page: number
  readonly editing: PlanEditing
  readonly onPage: (page: number) => void
}

export function useReviewActions({ plan, page, editing, onPage }: Input): ReviewActions {
  const { stacks } = useTexts()
  const announce = useAnnounce()
  const { edit } = editing
  const planned = plan.pages.find((one) => one.page === page)
  const one = (change: SplitEdit, said: string): void => {
    edit([change], said)
  }
  const toggle = (role: PageRole): void => {
    const isIt = planned?.role === role
    one(
      { kind: 'mark', page, role: isIt ? 'page' : role },
      isIt ? stacks.did.kept(page) : stacks.did[role](page),
    )
  }
  return {
    split: () => {
      one({ kind: 'split', before: page }, stacks.did.split(page))
    },
    merge: () => {
      const first = lettersOf(plan).find(({ pages }) => pages.some((other) => other.page === page))?.pages[0]
        ?.page
      if (first === undefined || first === plan.pages[0]?.page) announce(stacks.isFirst, 'info')
      else one({ kind: 'merge', before: first }, stacks.did.merged(first))
    },
    move: (step) => {
      const behind = moveBehind(plan, page, step)
      if (behind === undefined) announce(stacks.noLetterThere, 'info')
      else one({ kind: 'move', page, behind }, stacks.did.moved(page, step))
    },
    rotate: () => {
      one({ kind: 'turn', page, turn: turned(planned?.turn ?? 0) }, stacks.did.turned(page))
    },
    toggleBlank: () => {
      toggle('blank')
    },
    toggleRemoved: () => {
      toggle('removed')
    },
    toggleSeparator: () => {
      toggle('separator')
    },
    settle: () => {
      one({ kind: 'settle', page }, stacks.did.settled(page))
    },
    undo: editing.undo,
    nextStop: () => {
      const stop = nextStop(plan, page)
      if (stop === undefined) announce(stacks.noStops, 'info')
      else onPage(stop)
    },
    go: (step) => {
      const beside = pageBeside(plan, page, step)
      if (beside !== undefined) onPage(beside)
    },
    confirm: () => {
      if (openStops(plan).length > 0) {
        announce(stacks.stopsOpen(openStops(plan).length), 'warning')
        const stop = nextStop(plan, page)
        if (stop !== undefined) onPage(stop)
        return
      }
      void editing.confirm()
    },
  }
}

type Turn = SplitPlanView['pages'][number]['turn']

function turned(turn: Turn): Turn {
  const next = (turn + 90) % 360
  return next === 90 || next === 180 || next === 270 ? next : 0
}

export function useReviewShortcuts(actions: ReviewActions, onHelp: () => void): void {
  const back = (): void => {
    actions.go(-1)
  }
  const forth = (): void => {
    actions.go(1)
  }
  useShortcuts({
    'alt+arrowleft': back,
    'alt+arrowright': forth,
    k: back,
    j: forth,
    n: actions.nextStop,
    s: actions.split,
    m: actions.merge,
    ',': () => {
      actions.move(-1)
    },
    '.': () => {
      actions.move(1)
    },
    r: actions.rotate,
    l: actions.toggleBlank,
    t: actions.toggleSeparator,
    x: actions.toggleRemoved,
    q: actions.settle,
    u: actions.undo,
    'ctrl+enter': actions.confirm,
    '?': onHelp,
  })
}
