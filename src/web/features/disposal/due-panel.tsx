import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DueFileView } from '../../shared/api/types.ts'
import { AppraisalDialog } from '../../shared/appraisal-dialog.tsx'
import { formatCalendarDate, formatDay } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useToday } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { appraiseDueFile, DISPOSAL_KEY, fetchDueFiles } from './disposal-api.ts'
import { HeldBackList } from './held-back-list.tsx'
import { PrepareDialog } from './prepare-dialog.tsx'
import { useDisposalChange } from './use-disposal-change.ts'

/** As many as one run takes. */
const MAX_OF_RUN = 100

/** Case files whose time is over, with what keeps them all the same. */
export function DuePanel() {
  const { disposal: words } = useTexts()
  const [on, setOn] = useState('')
  const query = useQuery({
    queryKey: [...DISPOSAL_KEY, 'due', on],
    queryFn: async ({ signal }) => fetchDueFiles(on, signal),
  })
  return (
    <section aria-labelledby="aussonderung-faellig">
      <h2 className="section-title" id="aussonderung-faellig">
        {words.due}
      </h2>
      <div className="disposal__filter">
        <TextField
          label={words.on}
          hint={words.onHint}
          type="date"
          value={on}
          onChange={(event) => {
            setOn(event.target.value)
          }}
        />
      </div>
      <Loaded query={query}>
        {({ items, isCut }) =>
          items.length === 0 ? (
            <Empty icon="check-circle" title={words.noneDue} />
          ) : (
            <>
              {isCut && <p className="kern-hint">{words.cut(items.length)}</p>}
              <DueTable files={items} />
            </>
          )
        }
      </Loaded>
    </section>
  )
}

function DueTable({ files }: { files: readonly DueFileView[] }) {
  const { disposal: words } = useTexts()
  const [appraised, setAppraised] = useState<DueFileView>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [preparing, setPreparing] = useState(false)
  const today = useToday()
  const free = files.filter((file) => isFree(file, today))
  const picked = free.filter(({ caseFileId }) => chosen.has(caseFileId))
  const toggle = (id: string) => {
    setChosen(new Set(chosen.has(id) ? [...chosen].filter((one) => one !== id) : [...chosen, id]))
  }
  return (
    <>
      <div className="button-row">
        <Button
          kind="primary"
          disabled={picked.length === 0}
          onClick={() => {
            setPreparing(true)
          }}
        >
          {words.prepare(picked.length)}
        </Button>
        <Button
          disabled={free.length === 0}
          onClick={() => {
            setChosen(new Set(free.slice(0, MAX_OF_RUN).map(({ caseFileId }) => caseFileId)))
          }}
        >
          {words.chooseFree(MAX_OF_RUN, free.length <= MAX_OF_RUN)}
        </Button>
      </div>
      <div className="table-scroll" tabIndex={0} role="group" aria-label={words.due}>
        <table className="table table--stacked">
          <thead>
            <tr>
              <th scope="col">
                <span className="kern-sr-only">{words.choice}</span>
              </th>
              <th scope="col">{words.file}</th>
              <th scope="col">{words.unit}</th>
              <th scope="col">{words.retention}</th>
              <th scope="col">{words.proposal}</th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.steps}</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file) => (
              <DueRow
                key={file.caseFileId}
                file={file}
                isFree={free.includes(file)}
                isChosen={chosen.has(file.caseFileId)}
                onChoose={() => {
                  toggle(file.caseFileId)
                }}
                onAppraise={setAppraised}
              />
            ))}
          </tbody>
        </table>
      </div>
      {preparing && (
        <PrepareDialog
          caseFileIds={picked.map(({ caseFileId }) => caseFileId)}
          onClose={() => {
            setPreparing(false)
          }}
        />
      )}
      {appraised !== undefined && (
        <AppraiseDueFile
          file={appraised}
          onClose={() => {
            setAppraised(undefined)
          }}
        />
      )}
    </>
  )
}

/** Nothing keeps it, and its time is over today: the list may be of a later day. */
function isFree({ heldBack, lastDay }: DueFileView, today: string): boolean {
  return heldBack.length === 0 && lastDay !== null && lastDay < today
}

interface RowProperties {
  readonly file: DueFileView
  readonly isFree: boolean
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly onAppraise: (file: DueFileView) => void
}

function DueRow({ file, isFree, isChosen, onChoose, onAppraise }: RowProperties) {
  const { disposal: words, files } = useTexts()
  const unitName = useUnitName()
  const { appraisal } = file
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={words.chooseFile(file.fileNumber)}
          disabled={!isFree}
          checked={isChosen}
          onChange={onChoose}
        />
      </td>
      <th scope="row">
        {file.fileNumber}
        <br />
        <span className="kern-body">{file.subject ?? words.hiddenSubject}</span>
        <br />
        <span className="kern-body kern-body--muted">{file.entry}</span>
      </th>
      <td data-label={words.unit}>{unitName(file.leadUnitId)}</td>
      <td data-label={words.retention}>
        {file.retention}
        {file.closedAt !== null && <>, {words.closedOn(formatDay(file.closedAt))}</>}
        {file.lastDay !== null && <>, {words.lastDay(formatCalendarDate(file.lastDay))}</>}
      </td>
      <td data-label={words.proposal}>
        {appraisal !== null && `${appraisal.value} (${files.proposalFrom[appraisal.from]})`}
        {appraisal?.reason != null && <span className="kern-hint"> {appraisal.reason}</span>}
      </td>
      <td data-label={words.state}>
        {isFree || file.heldBack.length > 0 ? (
          <HeldBackList file={file} />
        ) : (
          <Badge tone="neutral" icon="clock">
            {words.notYet}
          </Badge>
        )}
      </td>
      <td data-label={words.steps}>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${files.appraise}: ${file.fileNumber}`}
          onClick={() => {
            onAppraise(file)
          }}
        >
          {files.appraise}
        </Button>
      </td>
    </tr>
  )
}

function AppraiseDueFile({ file, onClose }: { file: DueFileView; onClose: () => void }) {
  const change = useDisposalChange(
    async (given: Parameters<typeof appraiseDueFile>[1]) => appraiseDueFile(file.caseFileId, given),
    onClose,
  )
  return (
    <AppraisalDialog
      of={file.fileNumber}
      present={file.appraisal?.from === 'case-file' ? file.appraisal.value : null}
      error={change.error}
      pending={change.isPending}
      onSubmit={change.mutate}
      onClose={onClose}
    />
  )
}
