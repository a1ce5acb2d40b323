import { useState } from 'react'
import { API } from '../../shared/api/client.ts'
import type { FilingPlanEntryView } from '../../shared/api/types.ts'
import { formatCalendarDate } from '../../shared/format.ts'
import { useFilingPlan, useRetentionClasses, useUnitName } from '../../shared/master-data.ts'
import { useToday } from '../../shared/now.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { PlanEntryForm } from './plan-entry-form.tsx'
import { PlanImportDialog } from './plan-import-dialog.tsx'
import { SectionTitle } from './section-title.tsx'

type Opened = { readonly kind: 'import' } | { readonly kind: 'entry'; readonly entry?: FilingPlanEntryView }

/** The filing plan as an indented tree; numbers are never changed, because file numbers rest on them. */
export function PlanSection() {
  const { admin, filing } = useTexts()
  const entries = useFilingPlan()
  const [opened, setOpened] = useState<Opened>()
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <SectionTitle
        words={admin.plan}
        onCreate={() => {
          setOpened({ kind: 'entry' })
        }}
      />
      <div className="button-row plan__tables">
        <Button
          icon="upload"
          onClick={() => {
            setOpened({ kind: 'import' })
          }}
        >
          {filing.import}
        </Button>
        <a className="kern-btn kern-btn--secondary" href={`${API}/filing-plan/plan.csv`} download="">
          <Icon name="download" />
          <span className="kern-label">{filing.export}</span>
        </a>
      </div>
      <Branch
        entries={entries}
        parentId={null}
        onEdit={(entry) => {
          setOpened({ kind: 'entry', entry })
        }}
      />
      {opened?.kind === 'entry' && <PlanEntryForm entry={opened.entry} entries={entries} onClose={close} />}
      {opened?.kind === 'import' && <PlanImportDialog onClose={close} />}
    </>
  )
}

interface BranchProperties {
  readonly entries: readonly FilingPlanEntryView[]
  readonly parentId: string | null
  readonly onEdit: (entry: FilingPlanEntryView) => void
}

function Branch({ entries, parentId, onEdit }: BranchProperties) {
  const { common, filing } = useTexts()
  const unitName = useUnitName()
  const classes = useRetentionClasses()
  const children = entries.filter((entry) => entry.parentId === parentId)
  if (children.length === 0) return null
  return (
    <ul className="tree">
      {children.map((entry) => (
        <li key={entry.id}>
          <div className="tree__row">
            <span className="tree__number">{entry.number}</span>
            <span className="tree__name">{entry.title}</span>
            <span className="tree__kind">
              {[unitName(entry.orgUnitId), classes.find(({ id }) => id === entry.retentionClassId)?.name]
                .filter(Boolean)
                .join(', ')}
            </span>
            <Validity entry={entry} entries={entries} />
            <Button
              kind="tertiary"
              className="button--small"
              icon="pencil"
              aria-label={`${filing.edit}: ${entry.number} ${entry.title}`}
              onClick={() => {
                onEdit(entry)
              }}
            >
              {common.edit}
            </Button>
          </div>
          <Branch entries={entries} parentId={entry.id} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  )
}

function Validity({
  entry,
  entries,
}: Omit<BranchProperties, 'parentId' | 'onEdit'> & { entry: FilingPlanEntryView }) {
  const { filing } = useTexts()
  const today = useToday()
  const { validFrom, validTo, successorId } = entry
  if (validTo !== null) {
    const successor = entries.find(({ id }) => id === successorId)
    const words = [
      filing.ended(formatCalendarDate(validTo)),
      ...(successor === undefined ? [] : [filing.follows(successor.number)]),
    ]
    return (
      <Badge tone={validTo < today ? 'neutral' : 'warning'} icon="clock">
        {words.join(', ')}
      </Badge>
    )
  }
  if (validFrom === null || validFrom <= today) return null
  return (
    <Badge tone="info" icon="clock">
      {filing.begins(formatCalendarDate(validFrom))}
    </Badge>
  )
}
