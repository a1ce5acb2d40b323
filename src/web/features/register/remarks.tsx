import type { RegisterEntry } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'

/** What is to be known of an arrival besides its time, and why a number was cancelled. */
export function Remarks({ entry }: { entry: RegisterEntry }) {
  const { arrival } = useTexts()
  const { nightBox, earlyCollection, evidence, correction } = entry.arrival
  const remarks = [
    nightBox !== null && arrival.nightBox[nightBox],
    earlyCollection && arrival.earlyCollection,
    evidence !== null && arrival.evidence[evidence.kind],
    correction !== null && arrival.corrected(formatInstant(correction.from), correction.reason),
    entry.closureReason !== null && arrival.closed(entry.closureReason),
  ].filter((remark) => remark !== false)
  if (remarks.length === 0) return null
  return (
    <ul className="register__remarks">
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  )
}
