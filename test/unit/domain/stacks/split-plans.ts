import {
  segmentsOf,
  type Boundary,
  type PageRole,
  type SplitProposal,
} from '../../../../src/domain/stacks/split-plan.ts'

const ROLES: Readonly<Record<string, PageRole>> = { p: 'page', b: 'blank', s: 'separator', r: 'removed' }

/** One letter a page; boundaries as [page, probability]. */
export function planOf(
  roles: string,
  boundaries: readonly (readonly [number, number])[],
  rest: Partial<SplitProposal> = {},
): SplitProposal {
  return {
    pages: Array.from(roles, (role, index) => ({
      page: index + 1,
      role: ROLES[role] ?? 'page',
      turn: 0,
      certainty: 1,
    })),
    boundaries: boundaries.map(([before, probability]): Boundary => ({
      before,
      probability,
      cause: before === 1 ? 'start' : 'content',
      reasons: [],
    })),
    stops: [],
    covers: [],
    ...rest,
  }
}

export function numbersOf(plan: SplitProposal): number[][] {
  return segmentsOf(plan).map(({ pages }) => pages.map(({ page }) => page))
}
