import type { PlannedPage } from '../stacks/split-plan.ts'
import type { CheckedPage } from './scan-check.ts'

/**
 * The pages of one letter in the order of the plan, with those around it that were left out: a side that was taken for empty
 * may be the one that is missing.
 *
 * @param own pages of the scan that went into the letter
 */
export function pagesToCheck(plan: readonly PlannedPage[], own: readonly number[]): CheckedPage[] {
  const isOwn = (page: number): boolean => own.includes(page)
  const first = plan.findIndex(({ page }) => isOwn(page))
  const last = plan.findLastIndex(({ page }) => isOwn(page))
  if (first === -1) return []
  const before = plan.findLastIndex(
    ({ page, role }, place) => place < first && role === 'page' && !isOwn(page),
  )
  const behind = plan.findIndex(({ page, role }, place) => place > last && role === 'page' && !isOwn(page))
  return plan
    .slice(before + 1, behind === -1 ? plan.length : behind)
    .filter(({ page, role }) => role !== 'page' || isOwn(page))
    .map(({ page, turn, role }) => ({ page, turn, role }))
}
