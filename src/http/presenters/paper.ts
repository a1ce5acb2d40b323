import type { PaperBoxSummary, PaperBoxView } from '../../contract/paper.ts'
import type { PaperBox } from '../../domain/paper/paper-box.ts'
import type { PaperState } from '../../usecases/shared/paper-state.ts'
import type { Presented } from '../route.ts'

export function presentBoxSummary(box: PaperBox): Presented<PaperBoxSummary> {
  const { id, number, place, state, batches, createdAt, createdBy, version } = box
  return { id, number, place, state, batches, createdAt, createdBy, version }
}

export function presentBox({
  box,
  destroyAfter,
  blockers,
  kept,
  letters,
  pages,
}: PaperState): Presented<PaperBoxView> {
  return {
    ...presentBoxSummary(box),
    destroyAfter: destroyAfter ?? null,
    blockers,
    kept,
    letters,
    pages,
    taken: box.taken.map(({ remark, back, ...one }) => ({
      ...one,
      remark: remark ?? null,
      back: back ?? null,
    })),
    holds: box.holds,
    requested: box.requested ?? null,
    destruction: box.destruction ?? null,
  }
}
