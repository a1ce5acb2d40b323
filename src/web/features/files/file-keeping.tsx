import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseFileView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatDay } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { AppraisalDialog } from '../../shared/appraisal-dialog.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { fetchRetention } from './files-api.ts'
import { ReasonedDialog } from './reasoned-dialog.tsx'
import { useFileChange } from './use-file-change.ts'

type Hold = CaseFileView['holds'][number]

/** How long a case file is kept, and who claims that it is kept longer. */
export function FileKeeping({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const may = useMay()
  const [opened, setOpened] = useState<Hold | 'new' | 'appraisal'>()
  const close = () => {
    setOpened(undefined)
  }
  return (
    <section aria-labelledby="akte-aufbewahrung">
      <h2 className="section-title" id="akte-aufbewahrung">
        {files.keeping}
      </h2>
      <RetentionWords file={file} />
      <ul className="case-file__lines">
        {file.holds.map((hold) => (
          <li key={hold.id}>
            <span>{files.holdLine(hold.owner, hold.reason, formatDay(hold.placedAt), hold.placedBy)}</span>
            {may('access:grant') && (
              <Button
                kind="tertiary"
                className="button--small"
                aria-label={`${files.liftHold}: ${hold.owner}`}
                onClick={() => {
                  setOpened(hold)
                }}
              >
                {files.liftHold}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('files:edit') && (
        <div className="button-row">
          <Button
            icon="pencil"
            className="button--small"
            onClick={() => {
              setOpened('appraisal')
            }}
          >
            {files.appraise}
          </Button>
          <Button
            icon="lock"
            className="button--small"
            onClick={() => {
              setOpened('new')
            }}
          >
            {files.placeHold}
          </Button>
        </div>
      )}
      {opened === 'appraisal' && <AppraiseFile file={file} onClose={close} />}
      {opened === 'new' && <PlaceHold file={file} onClose={close} />}
      {typeof opened === 'object' && <LiftHold file={file} hold={opened} onClose={close} />}
    </section>
  )
}

function useRetention({ id, state }: CaseFileView) {
  return useQuery({
    queryKey: ['case-file', id, 'retention', state],
    queryFn: async ({ signal }) => fetchRetention(id, signal),
  })
}

function RetentionWords({ file }: { file: CaseFileView }) {
  const { files, filing } = useTexts()
  const { data } = useRetention(file)
  if (data === undefined) return null
  const { retentionClass: kept, lastDay, startedOn, state, appraisal } = data
  if (kept === null) return <p className="kern-body kern-body--muted">{files.noRetention}</p>
  const { yearsOf, starts, proposals } = filing.retentionClasses
  return (
    <p className="kern-body">
      {kept.years === null ? yearsOf(null) : files.retentionWords(yearsOf(kept.years), starts[kept.start])}.
      {startedOn !== null && ` ${files.clockFrom(formatCalendarDate(startedOn))}`}
      {lastDay !== null && ` ${files.keptUntil(formatCalendarDate(lastDay))}`}
      {state === 'over' && ` ${files.clockOver}`}
      {appraisal !== null && (
        <>
          <br />
          {`${files.proposal} (${files.proposalFrom[appraisal.from]}): ${proposals[appraisal.value]}`}
          {appraisal.reason !== null && ` – ${appraisal.reason}`}
        </>
      )}
    </p>
  )
}

function AppraiseFile({ file, onClose }: { file: CaseFileView; onClose: () => void }) {
  const change = useFileChange(file.id, 'appraise', onClose)
  const { data } = useRetention(file)
  if (data === undefined) return null
  return (
    <AppraisalDialog
      present={data.appraisal?.from === 'case-file' ? data.appraisal.value : null}
      error={change.error}
      pending={change.isPending}
      onSubmit={change.mutate}
      onClose={onClose}
    />
  )
}

function PlaceHold({ file, onClose }: { file: CaseFileView; onClose: () => void }) {
  const { files } = useTexts()
  const [owner, setOwner] = useState('')
  const [checked, setChecked] = useState(false)
  const change = useFileChange(file.id, 'hold', onClose)
  return (
    <ReasonedDialog
      title={files.placeHold}
      submitLabel={files.placeHold}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        setChecked(true)
        if (owner.trim() !== '') change.mutate({ owner: owner.trim(), reason })
      }}
      onClose={onClose}
    >
      <p className="kern-hint">{files.holdHint}</p>
      <TextField
        label={files.holdOwner}
        hint={files.holdOwnerHint}
        data-autofocus
        maxLength={200}
        error={checked && owner.trim() === '' ? files.missing : undefined}
        value={owner}
        onChange={(event) => {
          setOwner(event.target.value)
        }}
      />
    </ReasonedDialog>
  )
}

function LiftHold({ file, hold, onClose }: { file: CaseFileView; hold: Hold; onClose: () => void }) {
  const { files } = useTexts()
  const change = useFileChange(file.id, 'lift-hold', onClose)
  return (
    <ReasonedDialog
      title={`${files.liftHold}: ${hold.owner}`}
      submitLabel={files.liftHold}
      error={change.error}
      pending={change.isPending}
      onReason={(reason) => {
        change.mutate({ holdId: hold.id, reason })
      }}
      onClose={onClose}
    />
  )
}
