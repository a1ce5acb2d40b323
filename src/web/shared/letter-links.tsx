import { Link } from 'react-router'
import type { ScanView } from './api/types.ts'

/** The letters that came out of a scan. */
export function LetterLinks({ parts }: Pick<ScanView, 'parts'>) {
  return (
    <ul className="plain-list">
      {parts.map(({ itemId, receiptNumber }) => (
        <li key={itemId}>
          <Link className="kern-link" to={`/posteingang/${itemId}`}>
            {receiptNumber}
          </Link>
        </li>
      ))}
    </ul>
  )
}
