import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useParams } from 'react-router'
import type { BatchView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { AddScans } from './add-scans.tsx'
import { BatchBadge } from './batch-badge.tsx'
import { fetchBatch } from './batches-api.ts'
import { CloseBatchDialog } from './close-batch-dialog.tsx'
import { FactList } from './fact-list.tsx'
import { LedgerPanel } from './ledger-panel.tsx'
import { ProtocolPanel } from './protocol-panel.tsx'
import { ScanTable } from './scan-table.tsx'
import './batches.css'

/** One batch: its scans, the account of its pages and its closing. */
export function BatchPage() {
  const { batches } = useTexts()
  const { batchId = '' } = useParams()
  const query = useQuery({
    queryKey: ['items', 'batch', batchId],
    queryFn: async ({ signal }) => fetchBatch(batchId, signal),
  })
  return (
    <div className="page">
      <PageTitle>{`${batches.title} ${query.data?.number ?? ''}`.trim()}</PageTitle>
      <Loaded query={query}>{(batch) => <Batch batch={batch} />}</Loaded>
    </div>
  )
}

function Batch({ batch }: { batch: BatchView }) {
  const { batches: words } = useTexts()
  const may = useMay()
  const [isClosing, setClosing] = useState(false)
  const isOpen = batch.state === 'open'
  return (
    <div className="stack stack--wide">
      <Facts batch={batch} />
      {isOpen && may('batches:hand-in') && <AddScans batch={batch} />}
      <ScanTable batch={batch} />
      <LedgerPanel ledger={batch.ledger} />
      <ProtocolPanel batch={batch} />
      {isOpen && may('batches:edit') && (
        <div className="button-row">
          <Button
            kind="primary"
            icon="check"
            onClick={() => {
              setClosing(true)
            }}
          >
            {words.close.button}
          </Button>
        </div>
      )}
      {isClosing && (
        <CloseBatchDialog
          batch={batch}
          onClose={() => {
            setClosing(false)
          }}
        />
      )}
    </div>
  )
}

function Facts({ batch }: { batch: BatchView }) {
  const { batches: words } = useTexts()
  const { facts } = words
  const { closing, widened } = batch
  const scanner = [batch.site, batch.scanner, batch.profile].filter((part) => part !== null).join(', ')
  const rows: readonly (readonly [string, string])[] = [
    [facts.received, formatInstant(batch.receivedAt)],
    [facts.channel, words.channels[batch.channel]],
    [facts.operator, batch.operator],
    ...(scanner === '' ? [] : [[facts.scanner, scanner] as const]),
    [facts.protection, words.protection[batch.protectionClass]],
    [facts.created, `${formatInstant(batch.createdAt)}, ${batch.createdBy.displayName}`],
    ...(closing === null
      ? []
      : [[facts.closed, `${formatInstant(closing.at)}, ${closing.by.displayName}`] as const]),
    ...(widened === null
      ? []
      : [[facts.checked, words.widened(widened.receiptNumber, formatInstant(widened.at))] as const]),
  ]
  return (
    <section aria-label={words.title}>
      <p>
        <BatchBadge state={batch.state} />
      </p>
      <FactList facts={rows} />
      {closing?.reason != null && <p>{words.close.because(closing.reason)}</p>}
    </section>
  )
}
