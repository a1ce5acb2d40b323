import { useState } from 'react'
import type { PublicationView, SharedDifference } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Check } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { Conditions } from './shared-content.tsx'
import { takeOver } from './sharing-api.ts'
import { useSharing } from './use-sharing.ts'

type Field = SharedDifference['field']

interface Properties {
  readonly publication: PublicationView
  readonly copy: NonNullable<PublicationView['copy']>
  readonly onClose: () => void
}

/** In what the own copy differs from the published one; what was changed here stays unless it is ticked. */
export function CompareDialog({ publication: { id, release, content }, copy, onClose }: Properties) {
  const { sharing: words } = useTexts()
  const [take, setTake] = useState<readonly Field[]>([])
  const taking = useSharing(async () => takeOver(id, { release, take: [...take] }), words.takenOver, onClose)
  const { differences } = copy
  return (
    <FormDialog
      wide
      title={words.compareTitle(content.name)}
      error={taking.error}
      pending={taking.isPending}
      submitLabel={words.doTakeOver}
      onSubmit={() => {
        taking.mutate()
      }}
      onClose={onClose}
    >
      <p>{differences.length === 0 ? words.noDifferences : words.compareBody}</p>
      {differences.length > 0 && <DifferenceTable differences={differences} />}
      {differences
        .filter(({ standing }) => standing !== 'theirs')
        .map(({ field }) => (
          <Check
            key={field}
            label={words.take(words.fields[field])}
            checked={take.includes(field)}
            onChange={() => {
              setTake(take.includes(field) ? take.filter((one) => one !== field) : [...take, field])
            }}
          />
        ))}
    </FormDialog>
  )
}

function DifferenceTable({ differences }: { differences: readonly SharedDifference[] }) {
  const { sharing: words } = useTexts()
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={words.compare}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{words.mine}</th>
            <th scope="col">{words.theirs}</th>
            <th scope="col">{words.standing}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ field, mine, theirs, standing }) => (
            <tr key={field}>
              <th scope="row">{words.fields[field]}</th>
              <td>
                <SharedValue field={field} value={mine} />
              </td>
              <td>
                <SharedValue field={field} value={theirs} />
              </td>
              <td>{words.standings[standing]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function SharedValue({ field, value }: { field: Field; value: SharedDifference['mine'] }) {
  const { access } = useTexts()
  if (typeof value === 'object') return <Conditions conditions={value} />
  const levels: Readonly<Record<string, string>> = access.levels
  return field === 'level' ? levels[value] : value
}
