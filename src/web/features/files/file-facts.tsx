import { useState } from 'react'
import { LevelBadge } from '../../shared/access/level-badge.tsx'
import type { CaseFileView } from '../../shared/api/types.ts'
import { formatCalendarDate, formatDay } from '../../shared/format.ts'
import { useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { FactsDialog } from './facts-dialog.tsx'
import { FileStateBadge } from './file-state-badge.tsx'

/** What is known of a case file besides its number and subject. */
export function FileFacts({ file }: { file: CaseFileView }) {
  const { access, files } = useTexts()
  const unitName = useUnitName()
  const may = useMay()
  const [editing, setEditing] = useState(false)
  const shown = [
    [files.medium, files.media[file.medium]],
    [files.location, file.location],
    [files.foreignReference, file.foreignReference],
    [files.period, periodText(file, files.openEnd)],
    [files.created, formatDay(file.createdAt)],
    [files.closedAt, file.closedAt === null ? null : formatDay(file.closedAt)],
  ] as const
  return (
    <>
      <dl className="facts">
        <div>
          <dt>{files.state}</dt>
          <dd>
            <FileStateBadge state={file.state} />
          </dd>
        </div>
        <div>
          <dt>{access.level}</dt>
          <dd>{file.level === 'normal' ? access.levels.normal : <LevelBadge level={file.level} />}</dd>
        </div>
        <div>
          <dt>{files.leadUnit}</dt>
          <dd>{unitName(file.leadUnitId)}</dd>
        </div>
        {shown.map(([label, value]) =>
          value === null ? null : (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
        {may('files:edit') && (
          <div className="facts__edit">
            <dt className="kern-sr-only">{files.editFacts}</dt>
            <dd>
              <Button
                kind="tertiary"
                className="button--small"
                icon="pencil"
                onClick={() => {
                  setEditing(true)
                }}
              >
                {files.editFacts}
              </Button>
            </dd>
          </div>
        )}
      </dl>
      {editing && (
        <FactsDialog
          file={file}
          onClose={() => {
            setEditing(false)
          }}
        />
      )}
    </>
  )
}

function periodText({ periodFrom, periodTo }: CaseFileView, openEnd: string): string | null {
  if (periodFrom === null && periodTo === null) return null
  const dayOf = (day: string | null) => (day === null ? openEnd : formatCalendarDate(day))
  return `${dayOf(periodFrom)} – ${dayOf(periodTo)}`
}
