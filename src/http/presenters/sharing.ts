import type { PublicationView, SharedDifference as DifferenceView } from '../../contract/sharing.ts'
import type { SharedDifference } from '../../domain/sharing/merge.ts'
import type { SharedView } from '../../usecases/shared/shared-records.ts'
import type { Presented } from '../route.ts'

/** Neither id nor source of another tenant. */
export function presentPublication(view: SharedView): Presented<PublicationView> {
  const { publication, isOwn, isBehind = false, copy } = view
  const { id, publisherName: publisher, release, publishedAt, content, sourceId } = publication
  return {
    id,
    publisher,
    release,
    publishedAt,
    content,
    own: isOwn ? { sourceId, isBehind } : null,
    copy:
      copy === undefined
        ? null
        : { ...copy, differences: copy.differences.map((difference) => presentDifference(difference)) },
  }
}

/** Values of a field have the shape that the contract gives the field. */
function presentDifference(difference: SharedDifference): Presented<DifferenceView> {
  return difference as Presented<DifferenceView>
}
