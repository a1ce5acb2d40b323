import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { Link, useNavigate, useParams } from 'react-router'
import type { ScanCheckQueue, ScanCheckSummary } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { ShortcutMapDialog } from '../../shared/ui/shortcut-map.tsx'
import { CheckPane } from './check-pane.tsx'
import { fetchChecks, QUALITY_KEY } from './quality-api.ts'
import './quality.css'

const CLASSES = ['normal', 'high', 'very-high'] as const

/** Where people look at scans one after the other. */
export function QualityPage() {
  const { quality: words } = useTexts()
  const [protectionClass, setClass] = useState('')
  const query = useQuery({
    queryKey: [...QUALITY_KEY, 'queue', protectionClass],
    queryFn: async ({ signal }) => fetchChecks(protectionClass, signal),
  })
  return (
    <div className="quality">
      <header className="quality__head">
        <PageTitle>{words.title}</PageTitle>
        <p className="quality__intro">{words.intro}</p>
        <Link className="kern-link" to="/stapel">
          {words.toBatches}
        </Link>
      </header>
      <Loaded query={query}>
        {(queue) => (
          <Queue queue={queue}>
            <Select
              label={words.filter}
              value={protectionClass}
              onChange={(event) => {
                setClass(event.target.value)
              }}
            >
              <option value="">{words.all}</option>
              {CLASSES.map((one) => (
                <option key={one} value={one}>
                  {`${words.classes[one]} (${countOf(queue, one)})`}
                </option>
              ))}
            </Select>
          </Queue>
        )}
      </Loaded>
    </div>
  )
}

function countOf({ counts }: ScanCheckQueue, protectionClass: string): number {
  return counts
    .filter((cell) => cell.protectionClass === protectionClass)
    .reduce((sum, { count }) => sum + count, 0)
}

function Queue({ queue, children }: { queue: ScanCheckQueue; children: ReactNode }) {
  const { quality: words } = useTexts()
  const navigate = useNavigate()
  const [helpOpen, setHelpOpen] = useState(false)
  const { checkId } = useParams()
  const { items, counts, isCut } = queue
  const openId = checkId ?? items[0]?.id
  const go = (step: 1 | -1) => {
    const place = items.findIndex(({ id }) => id === openId)
    const beside = items[place + step] ?? (place === -1 ? items[0] : undefined)
    // Behind the last one the first that is left is shown.
    if (beside !== undefined) void navigate(`/stapel/qualitaet/${beside.id}`)
    else if (step === 1) void navigate('/stapel/qualitaet')
  }
  const sum = (states: readonly string[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0)
  const failed = sum(['failed'])
  return (
    <div className="quality__body">
      <section className="quality__list" aria-label={words.list}>
        {children}
        <p role="status" className="quality__counts">
          {words.waiting(sum(['open', 'second']))}
          {failed > 0 && `, ${words.failed(failed)}`}
          <IconButton
            icon="keyboard"
            label={`${words.keys.title} (?)`}
            onClick={() => {
              setHelpOpen(true)
            }}
          />
        </p>
        {isCut && <p className="kern-hint">{words.cut}</p>}
        <ul className="quality__checks">
          {items.map((check) => (
            <CheckRow key={check.id} check={check} isOpen={check.id === openId} />
          ))}
        </ul>
      </section>
      {openId === undefined ? (
        <Empty icon="check-circle" title={words.none} />
      ) : (
        <CheckPane
          key={openId}
          checkId={openId}
          onGo={go}
          onHelp={() => {
            setHelpOpen(true)
          }}
        />
      )}
      {helpOpen && (
        <HelpDialog
          onClose={() => {
            setHelpOpen(false)
          }}
        />
      )}
    </div>
  )
}

const TONES = {
  open: 'info',
  second: 'warning',
  failed: 'danger',
  passed: 'success',
  ended: 'neutral',
} as const

function CheckRow({ check, isOpen }: { check: ScanCheckSummary; isOpen: boolean }) {
  const { quality: words } = useTexts()
  const { id, receiptNumber, stackNumber, protectionClass, state } = check
  return (
    <li>
      <Link
        className="quality__check"
        to={`/stapel/qualitaet/${id}`}
        aria-current={isOpen ? 'true' : undefined}
      >
        <strong>{receiptNumber}</strong>
        <span className="kern-hint">
          {[stackNumber ?? words.single, words.classes[protectionClass]].join(', ')}
        </span>
        <Badge tone={TONES[state]} icon={state === 'failed' ? 'warning' : 'eye'}>
          {words.states[state]}
        </Badge>
      </Link>
    </li>
  )
}

function HelpDialog({ onClose }: { onClose: () => void }) {
  const words = useTexts().quality
  const { keys } = words
  const rows: readonly (readonly [keys: string, meaning: string])[] = [
    ['J / K', keys.checks],
    [keys.arrows, keys.pages],
    ['Q', words.inOrder],
    ['F', words.fault],
    ['N', words.rescan],
    ['+ / -', keys.zoom],
    ['?', keys.help],
  ]
  return <ShortcutMapDialog title={keys.title} intro={keys.intro} rows={rows} onClose={onClose} />
}
