import type { PostingView } from '../../contract/posting-parts.ts'
import type { Posting } from '../../usecases/intake/posting-parts.ts'
import type { Presented } from '../route.ts'

export function presentPosting(posting: Posting | undefined): Presented<PostingView> {
  if (posting === undefined) return { posting: null }
  const { part, parts, missing, isHeldBack } = posting
  const { key, number, of, released = null } = part
  return {
    posting: {
      key,
      number,
      of,
      released,
      parts: parts.flatMap(({ id: itemId, receiptNumber, state, part: one }) =>
        one === undefined ? [] : [{ itemId, receiptNumber, number: one.number, state }],
      ),
      missing: [...missing],
      isHeldBack,
    },
  }
}
