import { useState } from 'react'
import type { FilingPlanEntryView } from '../../shared/api/types.ts'
import { AppraisalDialog } from '../../shared/appraisal-dialog.tsx'
import { useFilingPlan } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Select } from '../../shared/ui/field.tsx'
import { appraiseEntry } from './disposal-api.ts'
import { useDisposalChange } from './use-disposal-change.ts'

/** What is proposed for all case files under an entry of the filing plan. */
export function EntryAppraisals() {
  const { disposal: words, files, filing } = useTexts()
  const entries = useFilingPlan()
  const [chosen, setChosen] = useState('')
  const [open, setOpen] = useState(false)
  const entry = entries.find(({ id }) => id === chosen)
  const own = entries.filter(({ appraisal }) => appraisal !== null)
  return (
    <section aria-labelledby="aussonderung-aktenplan">
      <h2 className="section-title" id="aussonderung-aktenplan">
        {words.byPlan}
      </h2>
      <p className="kern-hint">{words.byPlanHint}</p>
      <ul className="case-file__lines">
        {own.map(({ id, number, title, appraisal }) => (
          <li key={id}>
            {number} {title}:{' '}
            {appraisal !== null &&
              `${filing.retentionClasses.proposals[appraisal.value]} – ${appraisal.reason}`}
          </li>
        ))}
      </ul>
      <div className="disposal__filter">
        <Select
          label={words.entry}
          value={chosen}
          onChange={(event) => {
            setChosen(event.target.value)
          }}
        >
          <option value="">{words.choose}</option>
          {entries.map(({ id, number, title }) => (
            <option key={id} value={id}>
              {`${number} ${title}`}
            </option>
          ))}
        </Select>
        <Button
          disabled={entry === undefined}
          onClick={() => {
            setOpen(true)
          }}
        >
          {files.appraise}
        </Button>
      </div>
      {open && entry !== undefined && (
        <AppraiseEntry
          entry={entry}
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </section>
  )
}

function AppraiseEntry({ entry, onClose }: { entry: FilingPlanEntryView; onClose: () => void }) {
  const change = useDisposalChange(
    async (given: Parameters<typeof appraiseEntry>[1]) => appraiseEntry(entry.id, given),
    onClose,
  )
  return (
    <AppraisalDialog
      of={entry.number}
      present={entry.appraisal?.value ?? null}
      error={change.error}
      pending={change.isPending}
      onSubmit={change.mutate}
      onClose={onClose}
    />
  )
}
