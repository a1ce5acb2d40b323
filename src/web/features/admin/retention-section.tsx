import { useState } from 'react'
import type { RetentionClassView } from '../../shared/api/types.ts'
import { useRetentionClasses } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { RetentionForm } from './retention-form.tsx'
import { SectionTitle } from './section-title.tsx'
import { useSaving } from './use-saving.ts'

/** How long case files are kept, as a small catalogue that entries of the filing plan refer to. */
export function RetentionSection() {
  const words = useTexts().filing.retentionClasses
  const classes = useRetentionClasses()
  const [edited, setEdited] = useState<RetentionClassView | 'new'>()
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setEdited('new')
        }}
      />
      <p className="page__intro">{words.intro}</p>
      {classes.length === 0 ? (
        <Empty icon="clock" title={words.empty} />
      ) : (
        <ClassTable classes={classes} onEdit={setEdited} />
      )}
      {edited !== undefined && (
        <RetentionForm
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
  readonly classes: readonly RetentionClassView[]
  readonly onEdit: (edited: RetentionClassView) => void
}

function ClassTable({ classes, onEdit }: TableProperties) {
  const { admin, filing } = useTexts()
  const words = filing.retentionClasses
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.title}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            <th scope="col">{words.key}</th>
            <th scope="col">{words.years}</th>
            <th scope="col">{words.proposal}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">
              <span className="kern-sr-only">{admin.title}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((one) => (
            <ClassRow key={one.id} one={one} onEdit={onEdit} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ClassRow({ one, onEdit }: { one: RetentionClassView; onEdit: TableProperties['onEdit'] }) {
  const { common, filing } = useTexts()
  const words = filing.retentionClasses
  const saving = useSaving('retention-classes')
  const switchLabel = one.retired ? words.restore : words.retire
  return (
    <tr>
      <th scope="row">{one.name}</th>
      <td className="table__code">{one.id}</td>
      <td>{words.yearsOf(one.years)}</td>
      <td>{words.proposals[one.proposal]}</td>
      <td>
        <Badge tone={one.retired ? 'neutral' : 'success'} icon={one.retired ? 'clock' : 'check'}>
          {one.retired ? words.retired : words.active}
        </Badge>
      </td>
      <td className="table__actions">
        <Button
          className="button--small"
          icon="pencil"
          aria-label={`${common.edit}: ${one.name}`}
          onClick={() => {
            onEdit(one)
          }}
        >
          {common.edit}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${switchLabel}: ${one.name}`}
          disabled={saving.isPending}
          onClick={() => {
            saving.mutate({ record: one, body: { retired: !one.retired } })
          }}
        >
          {switchLabel}
        </Button>
      </td>
    </tr>
  )
}
