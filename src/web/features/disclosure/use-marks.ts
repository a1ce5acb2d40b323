import { useState } from 'react'
import type { Box, RedactionMark, RedactionView } from '../../shared/api/types.ts'

export type Reason = RedactionMark['reason']

/** A mark on the screen. */
export interface Mark extends RedactionMark {
  readonly key: number
}

/** Smaller ones are a slip of the hand; shares of the page. */
const MIN_SIDE = 0.004
const PLACES = 10_000

export function roundedBox([x0, y0, x1, y1]: Box): Box {
  const inside = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * PLACES) / PLACES
  return [inside(x0), inside(y0), inside(x1), inside(y1)]
}

export function isLargeEnough([x0, y0, x1, y1]: Box): boolean {
  return x1 - x0 >= MIN_SIDE && y1 - y0 >= MIN_SIDE
}

interface State {
  readonly marks: readonly Mark[]
  readonly lastKey: number
  /** Earlier states, the newest last. */
  readonly before: readonly (readonly Mark[])[]
}

const MAX_UNDOS = 50

export interface Marks {
  readonly marks: readonly Mark[]
  readonly canUndo: boolean
  /** Leaves out what is marked already; says how many came in, and the key of the last one. */
  add(marks: readonly RedactionMark[]): { readonly count: number; readonly key: number }
  change(key: number, changed: Partial<Pick<Mark, 'box' | 'reason' | 'remark'>>): void
  remove(key: number): void
  undo(): void
  takeOver(redaction: RedactionView): void
}

/** The places that are marked, with undo. */
export function useMarks(): Marks {
  const [state, setState] = useState<State>({ marks: [], lastKey: 0, before: [] })
  const become = (marks: readonly Mark[], lastKey = state.lastKey): void => {
    setState({ marks, lastKey, before: [...state.before, state.marks].slice(-MAX_UNDOS) })
  }
  const keyed = (marks: readonly RedactionMark[]): Mark[] =>
    marks.map((mark, index) => ({ ...mark, box: roundedBox(mark.box), key: state.lastKey + index + 1 }))
  return {
    marks: state.marks,
    canUndo: state.before.length > 0,
    add(marks) {
      const known = new Set(state.marks.map(placeOf))
      const fresh = keyed(marks).filter((mark) => !known.has(placeOf(mark)) && isLargeEnough(mark.box))
      const key = fresh.at(-1)?.key ?? state.lastKey
      if (fresh.length > 0) become([...state.marks, ...fresh], state.lastKey + marks.length)
      return { count: fresh.length, key }
    },
    change(key, changed) {
      become(state.marks.map((mark) => (mark.key === key ? { ...mark, ...changed } : mark)))
    },
    remove(key) {
      become(state.marks.filter((mark) => mark.key !== key))
    },
    undo() {
      const marks = state.before.at(-1)
      if (marks !== undefined) setState({ ...state, marks, before: state.before.slice(0, -1) })
    },
    takeOver({ marks }) {
      become(keyed(marks), state.lastKey + marks.length)
    },
  }
}

function placeOf({ page, box }: RedactionMark): string {
  return [page, ...box].join(' ')
}

const STEP = 0.005

/** The box after an arrow key: moved, or with shift its lower right corner moved; `undefined` for other keys. */
export function movedBox(box: Box, key: string, isSizing: boolean): Box | undefined {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
  }
  const step = steps[key]
  if (step === undefined) return undefined
  const [dx, dy] = step
  const [x0, y0, x1, y1] = box
  if (isSizing)
    return roundedBox([x0, y0, Math.max(x0 + MIN_SIDE, x1 + dx), Math.max(y0 + MIN_SIDE, y1 + dy)])
  const [width, height] = [x1 - x0, y1 - y0]
  const left = Math.min(1 - width, Math.max(0, x0 + dx))
  const top = Math.min(1 - height, Math.max(0, y0 + dy))
  return roundedBox([left, top, left + width, top + height])
}
