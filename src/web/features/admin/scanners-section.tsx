import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'react-router'
import type { ScannerView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay, useSession } from '../../shared/session.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchScanners } from './admin-api.ts'
import { ScannerForm } from './scanner-form.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

/** Scanners with a watched folder: where it lies, and when something last came out of it. */
export function ScannersSection() {
  const { scanners: words } = useTexts()
  const query = useQuery({ queryKey: ['scanners'], queryFn: async ({ signal }) => fetchScanners(signal) })
  const [edited, setEdited] = useState<ScannerView | 'new'>()
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      <p className="page__intro">{words.intro}</p>
      <p>
        {words.tokenHint}{' '}
        <Link className="kern-link" to="/konto">
          {words.tokens}
        </Link>
      </p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon="scan" title={words.empty} />
          ) : (
            <ScannerTable scanners={items} onEdit={setEdited} />
          )
        }
      </Loaded>
      {edited !== undefined && (
        <ScannerForm
          known={edited === 'new' ? undefined : edited}
          onClose={() => {
            setEdited(undefined)
          }}
        />
      )}
    </>
  )
}

interface TableProperties {
  readonly scanners: readonly ScannerView[]
  readonly onEdit: (scanner: ScannerView) => void
}

function ScannerTable({ scanners, onEdit }: TableProperties) {
  const { admin, scanners: words } = useTexts()
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.path}</th>
            <th scope="col">{words.lastScan}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="kern-sr-only">{admin.title}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {scanners.map((scanner) => (
            <ScannerRow key={scanner.id} scanner={scanner} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ScannerRow({ scanner, onEdit }: { scanner: ScannerView; onEdit: TableProperties['onEdit'] }) {
  const { common, scanners: words } = useTexts()
  const session = useSession()
  const saving = useSaving('scanners')
  const { name, folder, disabled, lastScan } = scanner
  const switchLabel = disabled ? words.enable : words.disable
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="table__code">{`inbox/${session?.tenant.slug ?? ''}/${folder}`}</td>
      <td>{lastScan === null ? words.never : <LastScan lastScan={lastScan} />}</td>
      <td>
        <Badge tone={disabled ? 'neutral' : 'success'} icon={disabled ? 'clock' : 'check'}>
          {disabled ? words.disabled : words.active}
        </Badge>
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${name}`}
          onClick={() => {
            onEdit(scanner)
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${switchLabel}: ${name}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: scanner, body: { disabled: !disabled } })
          }}
        >
          {switchLabel}
        </Button>
      </td>
    </tr>
  )
}

/** Who may see batches gets there by its number. */
function LastScan({ lastScan }: { lastScan: NonNullable<ScannerView['lastScan']> }) {
  const { scanners: words } = useTexts()
  const may = useMay()
  const { at, batchId, batchNumber } = lastScan
  return (
    <>
      <time dateTime={at}>{formatInstant(at)}</time>,{' '}
      {may('batches:read') ? (
        <Link className="kern-link" to={`/stapel/${batchId}`}>
          {words.batch(batchNumber)}
        </Link>
      ) : (
        words.batch(batchNumber)
      )}
    </>
  )
}
