import type { RouteSlipView, RouteStepRequest } from '../api/types.ts'

export type RouteTarget = RouteSlipView['steps'][number]['target']

/** A step as it is being written. */
export interface StepDraft {
  /** Only for the page. */
  readonly key: number
  readonly target: RouteTarget | undefined
  readonly task: RouteStepRequest['task']
  readonly instruction: string
}

export function emptyStep(key: number): StepDraft {
  return { key, target: undefined, task: 'cosign', instruction: '' }
}

/** The steps to come, to be written anew. */
export function draftsOf({ steps }: Pick<RouteSlipView, 'steps'>): StepDraft[] {
  return steps
    .filter(({ state }) => state === 'future')
    .map(({ target, task, instruction }, key) => ({ key, target, task, instruction: instruction ?? '' }))
}

/** `undefined` while a step asks nobody. */
export function requestOf(drafts: readonly StepDraft[]): RouteStepRequest[] | undefined {
  const steps = drafts.flatMap(({ target, task, instruction }) =>
    target === undefined
      ? []
      : [{ target: { kind: target.kind, id: target.id }, task, instruction: instruction.trim() }],
  )
  return steps.length === drafts.length ? steps : undefined
}
