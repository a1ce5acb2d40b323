import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ScanCheckView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { PageSheet } from '../../shared/viewer/page-sheet.tsx'
import { useView, type View } from '../../shared/viewer/use-view.ts'
import '../../shared/viewer/viewer.css'
import { AnywayDialog, FaultDialog } from './result-dialogs.tsx'
import { fetchCheck, QUALITY_KEY } from './quality-api.ts'
import { isRestorable, useCheckSteps, type CheckSteps, type Opened } from './use-check-steps.ts'
import { RescanDialog, RestoreDialog } from './version-dialogs.tsx'

interface Properties {
  readonly checkId: string
  readonly onGo: (step: 1 | -1) => void
  readonly onHelp: () => void
}

const READING_MS = 2_000

/** One letter: its pages in large, what the machine has noticed, and what a person can say. */
export function CheckPane({ checkId, ...rest }: Properties) {
  const query = useQuery({
    queryKey: [...QUALITY_KEY, 'check', checkId],
    queryFn: async ({ signal }) => fetchCheck(checkId, signal),
    // A new version has no pages, and then no pictures of them, until it was read.
    refetchInterval: ({ state: { data } }) => (data !== undefined && isBeingRead(data) ? READING_MS : false),
  })
  return (
    <div className="quality__pane">
      <Loaded query={query}>{(check) => <Check key={check.version} check={check} {...rest} />}</Loaded>
    </div>
  )
}

function Check({ check, onGo, onHelp }: Omit<Properties, 'checkId'> & { check: ScanCheckView }) {
  const { quality: words } = useTexts()
  const [place, setPlace] = useState(0)
  const [opened, setOpened] = useState<Opened>()
  const view = useView()
  const steps = useCheckSteps({
    check,
    onNext: () => {
      onGo(1)
    },
    onOpen: setOpened,
  })
  const turn = (step: 1 | -1) => () => {
    setPlace((before) => Math.min(check.pages.length - 1, Math.max(0, before + step)))
  }
  useShortcuts({
    j: steps.next,
    k: () => {
      onGo(-1)
    },
    'alt+arrowright': turn(1),
    'alt+arrowleft': turn(-1),
    q: steps.inOrder,
    f: steps.fault,
    n: steps.rescan,
    '+': view.zoomIn,
    '-': view.zoomOut,
    '?': onHelp,
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <h2 className="kern-heading-small quality__number">{check.receiptNumber}</h2>
      <CheckBar check={check} steps={steps} view={view} />
      {steps.isPending && !check.mayCheck && <Alert tone="info" title={words.notYours} />}
      {check.pages.length === 0 && <Alert tone="info" title={words.reading} />}
      <PageButtons check={check} place={place} onPlace={setPlace} />
      <Sheet check={check} place={place} zoom={view.zoom} />
      <Facts check={check} />
      {opened === 'fault' && <FaultDialog check={check} onClose={close} onDone={steps.next} />}
      {opened === 'anyway' && <AnywayDialog check={check} onClose={close} onDone={steps.next} />}
      {opened === 'rescan' && <RescanDialog check={check} onClose={close} />}
      {opened === 'restore' && <RestoreDialog check={check} onClose={close} />}
    </>
  )
}

function CheckBar({ check, steps, view }: { check: ScanCheckView; steps: CheckSteps; view: View }) {
  const { quality: words } = useTexts()
  return (
    <div className="button-row" role="toolbar" aria-label={words.actions}>
      <Button
        kind="primary"
        icon="check"
        shortcut="Q"
        disabled={!steps.canCheck || steps.isBusy}
        onClick={steps.inOrder}
      >
        {words.inOrder}
      </Button>
      <Button icon="warning" shortcut="F" disabled={!steps.canFault} onClick={steps.fault}>
        {words.fault}
      </Button>
      {steps.canRescan && (
        <Button icon="scan" shortcut="N" onClick={steps.rescan}>
          {words.rescan}
        </Button>
      )}
      {steps.canRescan && check.mayRestore && check.pages.some(isRestorable) && (
        <Button icon="undo" onClick={steps.restore}>
          {words.restore}
        </Button>
      )}
      <Button icon="arrow-right" shortcut="J" onClick={steps.next}>
        {words.next}
      </Button>
      <IconButton icon="zoom-in" label={words.zoomIn} onClick={view.zoomIn} />
      <IconButton icon="zoom-out" label={words.zoomOut} onClick={view.zoomOut} />
    </div>
  )
}

function isBeingRead({ pages, processing }: ScanCheckView): boolean {
  return pages.length === 0 || processing.state === 'queued' || processing.state === 'running'
}

function Sheet({ check, place, zoom }: { check: ScanCheckView; place: number; zoom: number }) {
  const { quality: words } = useTexts()
  const page = check.pages[place] ?? check.pages[0]
  if (page === undefined) return null
  return (
    <div
      className="quality__sheet"
      tabIndex={0}
      role="group"
      aria-label={words.pageLabel(page.page, words.roles[page.role], '')}
    >
      <PageSheet
        key={page.page}
        documentId={check.itemId}
        checkId={check.id}
        page={page.page}
        pageCount={check.processing.pagesTotal}
        revision={`${check.round} ${check.processing.state} ${check.processing.pagesDone}`}
        view={{ zoom, rotation: page.turn }}
        text={undefined}
        places={[]}
      />
    </div>
  )
}

function PageButtons({
  check,
  place,
  onPlace,
}: {
  check: ScanCheckView
  place: number
  onPlace: (place: number) => void
}) {
  const { quality: words } = useTexts()
  return (
    <ul className="quality__pages" aria-label={words.pages}>
      {check.pages.map(({ page, role, hints }, index) => {
        const noticed = hints.map((hint) => words.hints[hint]).join(', ')
        return (
          <li key={page}>
            <button
              type="button"
              className={`quality__page quality__page--${role}`}
              aria-current={index === place ? 'page' : undefined}
              aria-label={words.pageLabel(page, words.roles[role], noticed)}
              onClick={() => {
                onPlace(index)
              }}
            >
              <strong>{page}</strong>
              {role !== 'page' && <span>{words.roles[role]}</span>}
              {noticed !== '' && <span>{noticed}</span>}
            </button>
          </li>
        )
      })}
    </ul>
  )
}

function Facts({ check }: { check: ScanCheckView }) {
  const { quality: words } = useTexts()
  const { facts } = words
  const rows = [
    [facts.state, words.states[check.state]],
    ...(check.stackNumber === null ? [] : ([[facts.scan, check.stackNumber]] as const)),
    [facts.protection, words.classes[check.protectionClass]],
    [facts.cause, words.causes[check.cause]],
    [facts.operators, check.operators.join(', ')],
    [facts.round, String(check.round)],
    ...check.requests.map(
      ({ at, by, reason }) => [facts.asked(formatInstant(at), by.displayName), reason] as const,
    ),
  ] as const
  const isQuiet = check.pages.every(({ hints }) => hints.length === 0)
  return (
    <section aria-label={facts.state} className="quality__facts">
      {isQuiet && <p className="kern-hint">{words.hintsNone}</p>}
      <dl>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {check.results.length > 0 && (
        <>
          <h3 className="section-title">{words.results}</h3>
          <ul className="plain-list">
            {check.results.map(({ at, by, verdict, faults, remark, round }) => (
              <li key={`${round} ${at} ${by.userId}`}>
                {words.result(formatInstant(at), by.displayName, words.verdicts[verdict])}
                {faults.map(({ kind, pages }) => ` – ${words.onPages(words.kinds[kind], pages.join(', '))}`)}
                {remark !== null && ` – ${remark}`}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
