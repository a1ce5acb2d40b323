import { Link } from 'react-router'
import type { BatchView, ScanView } from '../../shared/api/types.ts'
import { LetterLinks } from '../../shared/letter-links.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'

const SIGNS = {
  reading: { tone: 'info', icon: 'scan' },
  open: { tone: 'warning', icon: 'eye' },
  dividing: { tone: 'info', icon: 'clock' },
  split: { tone: 'success', icon: 'check' },
  voided: { tone: 'neutral', icon: 'close' },
} as const

/** The scans of a batch, and the letters that came out of them. */
export function ScanTable({ batch }: { batch: BatchView }) {
  const { batches } = useTexts()
  const words = batches.scans
  return (
    <section aria-labelledby="scans">
      <h2 className="kern-heading-small" id="scans">
        {words.title}
      </h2>
      {batch.scans.length === 0 ? (
        <p className="kern-body">{words.none}</p>
      ) : (
        <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
          <table className="table table--stacked">
            <thead>
              <tr>
                <th scope="col">{words.number}</th>
                <th scope="col">{words.file}</th>
                <th scope="col" className="table__number">
                  {words.pages}
                </th>
                <th scope="col">{words.state}</th>
                <th scope="col">{words.letters}</th>
                <th scope="col">{words.step}</th>
              </tr>
            </thead>
            <tbody>
              {batch.scans.map((scan) => (
                <Row key={scan.itemId} batchId={batch.id} scan={scan} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function Row({ batchId, scan }: { batchId: string; scan: ScanView }) {
  const { batches } = useTexts()
  const words = batches.scans
  const { phase, processing, parts } = scan
  return (
    <tr>
      <th scope="row" className="table__code">
        {scan.number}
      </th>
      <td data-label={words.file}>{scan.filename}</td>
      <td className="table__number" data-label={words.pages}>
        {scan.pageCount}
      </td>
      <td data-label={words.state}>
        {processing.state === 'needs-attention' ? (
          <Badge tone="danger" icon="danger">
            {words.attention}
          </Badge>
        ) : (
          <Badge {...SIGNS[phase]}>{words.phases[phase]}</Badge>
        )}
        {scan.openStops > 0 && <div>{words.stops(scan.openStops)}</div>}
        {scan.reason !== null && <div>{batches.close.because(scan.reason)}</div>}
      </td>
      <td data-label={words.letters}>
        {parts.length === 0 ? (scan.letters ?? '') : <LetterLinks parts={parts} />}
      </td>
      <td>
        <Link className="kern-link" to={`/stapel/${batchId}/scans/${scan.itemId}`}>
          {phase === 'open' ? words.review : words.look}
          <span className="kern-sr-only"> {scan.number}</span>
        </Link>
      </td>
    </tr>
  )
}
