import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import type { SplitEdit, SplitPlanView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { confirmSplitPlan, editSplitPlan, fetchSplitPlan } from './stacks-api.ts'

const LOOK_EVERY_MS = 2_000
/** A person takes back the last steps and no more than these. */
const MAX_UNDO = 200

export interface PlanEditing {
  readonly edit: (edits: readonly SplitEdit[], said: string) => void
  readonly undo: () => void
  readonly confirm: () => Promise<boolean>
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

/** Edits go to the server one after the other, each on the version that the one before left: keys come faster than answers. */
export function usePlanEditing(itemId: string): PlanEditing {
  const client = useQueryClient()
  const announce = useAnnounce()
  const texts = useTexts()
  const pile = useRef<(readonly SplitEdit[])[]>([])
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const [waiting, setWaiting] = useState(0)

  const inTurn = useCallback(
    async (act: (plan: SplitPlanView) => Promise<string | undefined>): Promise<boolean> => {
      setWaiting((count) => count + 1)
      const before = last.current
      const turn = before.then(async () => {
        const plan = client.getQueryData<SplitPlanView>(planKey(itemId))
        if (plan === undefined) return false
        try {
          const said = await act(plan)
          if (said !== undefined) announce(said, 'info')
          return true
        } catch (error) {
          if (!(error instanceof ApiError)) throw error
          announce(problemText(error, texts), 'danger')
          await client.invalidateQueries({ queryKey: planKey(itemId) })
          return false
        }
      })
      last.current = turn.catch(() => undefined)
      try {
        return await turn
      } finally {
        setWaiting((count) => count - 1)
      }
    },
    [announce, client, itemId, texts],
  )

  const edit = (edits: readonly SplitEdit[], said: string): void => {
    void inTurn(async (plan) => {
      const changed = await editSplitPlan(plan, edits)
      client.setQueryData(planKey(itemId), changed)
      if (changed.undo.length > 0) pile.current = [...pile.current.slice(1 - MAX_UNDO), changed.undo]
      return said
    })
  }
  const undo = (): void => {
    void inTurn(async (plan) => {
      const edits = pile.current.pop()
      if (edits === undefined) return texts.stacks.nothingToUndo
      client.setQueryData(planKey(itemId), await editSplitPlan(plan, edits))
      return texts.stacks.undone
    })
  }
  const confirm = (): Promise<boolean> =>
    inTurn(async (plan) => {
      client.setQueryData(planKey(itemId), await confirmSplitPlan(plan))
      return texts.stacks.confirmed
    })
  return { edit, undo, confirm, isBusy: waiting > 0 }
}
