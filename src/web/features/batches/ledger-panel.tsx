import { useId } from 'react'
import type { PageLedger } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { FactList } from './fact-list.tsx'

/** Where every page of the batch went. */
export function LedgerPanel({ ledger }: { ledger: PageLedger }) {
  const { batches } = useTexts()
  const words = batches.ledger
  const id = useId()
  const { announcedPieces, announcedPages, differences } = ledger
  const announced = [
    ...(announcedPieces === null ? [] : [words.pieces(announcedPieces)]),
    ...(announcedPages === null ? [] : [words.pages(announcedPages)]),
  ]
  const rows: readonly (readonly [string, string | number])[] = [
    [words.announced, announced.length === 0 ? words.nothing : announced.join(', ')],
    [words.images, ledger.images],
    [words.blanks, ledger.blanks],
    [words.separators, ledger.separators],
    [words.removed, ledger.removed],
    [words.stored, ledger.stored],
    [words.letters, ledger.letters],
  ]
  return (
    <section aria-labelledby={id}>
      <h2 className="kern-heading-small" id={id}>
        {words.title}
      </h2>
      <FactList facts={rows} />
      {differences.length === 0 ? (
        <Alert tone="success" title={words.balanced} />
      ) : (
        <Alert tone="warning" title={words.differs}>
          <ul>
            {differences.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Alert>
      )}
    </section>
  )
}
