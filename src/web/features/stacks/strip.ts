import type { SplitPlanView } from '../../shared/api/types.ts'

export type PlannedPage = SplitPlanView['pages'][number]
export type SplitBoundary = SplitPlanView['boundaries'][number]

type Plan = Pick<SplitPlanView, 'pages' | 'boundaries'>

/** A letter of the scan as the strip shows it: every page from its first one to the next letter, of whatever role. */
export interface StripLetter {
  /** 1-based; absent where every page is left out, so that no letter comes of it. */
  readonly number: number | undefined
  readonly pages: readonly PlannedPage[]
}

/** The scan is cut where a boundary is at least as likely as not, as on the server. */
const CUT_FROM = 0.5

export function pageOf(plan: SplitPlanView, page: number): PlannedPage | undefined {
  return plan.pages.find((one) => one.page === page)
}

export function boundaryBefore(plan: SplitPlanView, page: number): SplitBoundary | undefined {
  return plan.boundaries.find(({ before }) => before === page)
}

function isCut({ probability }: SplitBoundary): boolean {
  return probability >= CUT_FROM
}

export function isCutBefore(plan: SplitPlanView, page: number): boolean {
  const boundary = boundaryBefore(plan, page)
  return boundary !== undefined && isCut(boundary)
}

/** Letters in the order of the scan. */
export function lettersOf(plan: Plan): StripLetter[] {
  const cuts = new Set(plan.boundaries.filter(isCut).map(({ before }) => before))
  const groups: PlannedPage[][] = []
  for (const page of plan.pages) {
    const open = groups.at(-1)
    if (open === undefined || cuts.has(page.page)) groups.push([page])
    else open.push(page)
  }
  let count = 0
  return groups.map((pages) => {
    const isLetter = pages.some(({ role }) => role === 'page')
    if (isLetter) count += 1
    return { number: isLetter ? count : undefined, pages }
  })
}

export function openStops(plan: SplitPlanView): SplitPlanView['stops'] {
  return plan.stops.filter(({ settled }) => !settled)
}

/** The next page with an open stop behind this one, from the front again at the end. */
export function nextStop(plan: SplitPlanView, page: number): number | undefined {
  const order = plan.pages.map((one) => one.page)
  const waiting = new Set(openStops(plan).map((stop) => stop.page))
  const from = order.indexOf(page) + 1
  return [...order.slice(from), ...order.slice(0, from)].find((one) => waiting.has(one))
}

export function pageBeside(plan: SplitPlanView, page: number, step: 1 | -1): number | undefined {
  const index = plan.pages.findIndex((one) => one.page === page)
  return plan.pages[index + step]?.page
}

/** Behind which page this one goes to end the letter before its own, or to end the one behind it. */
export function moveBehind(plan: Plan, page: number, step: 1 | -1): number | undefined {
  const letters = lettersOf(plan)
  const own = letters.findIndex(({ pages }) => pages.some((one) => one.page === page))
  const others = step === 1 ? letters.slice(own + 1) : letters.slice(0, own).reverse()
  return others.find(({ number }) => number !== undefined)?.pages.at(-1)?.page
}
