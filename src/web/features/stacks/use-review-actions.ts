import type { PageRole, SplitPlanView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { lettersOf, moveBehind, nextStop, openStops, pageBeside, pageOf } from './strip.ts'
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
  const toggle = (role: PageRole): void => {
    edit((now) => {
      const isIt = pageOf(now, page)?.role === role
      return {
        edit: { kind: 'mark', page, role: isIt ? 'page' : role },
        said: isIt ? stacks.did.kept(page) : stacks.did[role](page),
      }
    })
  }
  return {
    split: () => {
      edit(() => ({ edit: { kind: 'split', before: page }, said: stacks.did.split(page) }))
    },
    merge: () => {
      edit((now) => {
        const first = lettersOf(now).find(({ pages }) => pages.some((other) => other.page === page))?.pages[0]
          ?.page
        if (first === undefined || first === now.pages[0]?.page) return { said: stacks.isFirst }
        return { edit: { kind: 'merge', before: first }, said: stacks.did.merged(first) }
      })
    },
    move: (step) => {
      edit((now) => {
        const behind = moveBehind(now, page, step)
        if (behind === undefined) return { said: stacks.noLetterThere }
        return { edit: { kind: 'move', page, behind }, said: stacks.did.moved(page, step) }
      })
    },
    rotate: () => {
      edit((now) => {
        const turn = turned(pageOf(now, page)?.turn ?? 0)
        return { edit: { kind: 'turn', page, turn }, said: stacks.did.turned(page) }
      })
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
      edit(() => ({ edit: { kind: 'settle', page }, said: stacks.did.settled(page) }))
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
      editing.confirm()
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
