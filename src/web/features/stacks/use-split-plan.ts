import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import type { SplitEdit, SplitPlanView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { confirmSplitPlan, editSplitPlan, fetchSplitPlan } from './stacks-api.ts'
import { createTurns } from './turns.ts'

const LOOK_EVERY_MS = 2_000
/** A person takes back the last steps and no more than these. */
const MAX_UNDO = 200

/** What is to be done to the plan as it is then, and what is said of it; without an edit there is nothing to do. */
export type Step = (plan: SplitPlanView) => { readonly edit?: SplitEdit; readonly said: string }

export interface PlanEditing {
  readonly edit: (step: Step) => void
  readonly undo: () => void
  readonly confirm: () => void
  readonly isBusy: boolean
}

export function useSplitPlan(itemId: string) {
  return useQuery({
    queryKey: planKey(itemId),
    queryFn: async ({ signal }) => fetchSplitPlan(itemId, signal),
    refetchInterval: ({ state }) => (isMoving(state.data) ? LOOK_EVERY_MS : false),
  })
}

/** The machine is at it. */
function isMoving(plan: SplitPlanView | undefined): boolean {
  return plan?.phase === 'reading' || plan?.phase === 'dividing'
}

function planKey(itemId: string): readonly string[] {
  return ['split-plan', itemId]
}

/** Edits go to the server one after the other, each on the plan that the one before left: keys come faster than answers. */
export function usePlanEditing(itemId: string): PlanEditing {
  const client = useQueryClient()
  const announce = useAnnounce()
  const texts = useTexts()
  const { stacks } = texts
  const pile = useRef<(readonly SplitEdit[])[]>([])
  const [turns] = useState(createTurns)
  const [waiting, setWaiting] = useState(0)
  const queryKey = planKey(itemId)

  const inTurn = async (act: (plan: SplitPlanView) => Promise<string>): Promise<void> => {
    setWaiting((count) => count + 1)
    await turns({
      act: async () => {
        // An answer that is still under way must not take the place of the newer plan.
        await client.cancelQueries({ queryKey })
        const plan = client.getQueryData<SplitPlanView>(queryKey)
        if (plan !== undefined) announce(await act(plan), 'info')
      },
      onFailure: async (error, skipped) => {
        const said = problemText(error, texts)
        announce(skipped === 0 ? said : `${said} ${stacks.skipped(skipped)}`, 'danger')
        await client.invalidateQueries({ queryKey })
      },
    })
    setWaiting((count) => count - 1)
  }

  const edit = (step: Step): void => {
    void inTurn(async (plan) => {
      const { edit: change, said } = step(plan)
      if (change === undefined) return said
      const changed = await editSplitPlan(plan, [change])
      client.setQueryData(queryKey, changed)
      if (changed.undo.length > 0) pile.current = [...pile.current.slice(1 - MAX_UNDO), changed.undo]
      return said
    })
  }
  const undo = (): void => {
    void inTurn(async (plan) => {
      const edits = pile.current.pop()
      if (edits === undefined) return stacks.nothingToUndo
      try {
        client.setQueryData(queryKey, await editSplitPlan(plan, edits))
      } catch (error) {
        if (!isRefusedForGood(error)) pile.current.push(edits)
        throw error
      }
      return stacks.undone
    })
  }
  const confirm = (): void => {
    void inTurn(async (plan) => {
      client.setQueryData(queryKey, await confirmSplitPlan(plan))
      return stacks.confirmed
    })
  }
  return { edit, undo, confirm, isBusy: waiting > 0 }
}

/** A step that does not fit the plan of today would bar the way to those before it. */
function isRefusedForGood(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'validation-failed'
}
