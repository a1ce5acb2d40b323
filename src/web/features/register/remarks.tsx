import type { RegisterEntry } from '../../shared/api/types.ts'
import { arrivalNotes } from '../../shared/arrival.ts'
import { useTexts } from '../../shared/preferences.tsx'

/** What is to be known of an arrival besides its time, and why a number was cancelled. */
export function Remarks({ entry }: { entry: RegisterEntry }) {
  const { arrival } = useTexts()
  const { closureReason } = entry
  const remarks = [
    ...arrivalNotes(entry.arrival, arrival),
    ...(closureReason === null ? [] : [arrival.closed(closureReason)]),
  ]
  if (remarks.length === 0) return null
  return (
    <ul className="register__remarks">
      {remarks.map((remark) => (
        <li key={remark}>{remark}</li>
      ))}
    </ul>
  )
}
