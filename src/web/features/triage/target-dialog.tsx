import { useState } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { useTargetSearch, type LabelledTarget } from './targets.ts'

interface Properties {
  readonly title: string
  readonly onTarget: (target: LabelledTarget) => void
  readonly onClose: () => void
}

/** Asks for a unit or a case file by its number or name. */
export function TargetDialog({ title, onTarget, onClose }: Properties) {
  const { triage, common } = useTexts()
  const { bulk, target: words } = triage
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<LabelledTarget>()
  const [missing, setMissing] = useState(false)
  const { options, find } = useTargetSearch(chosen === undefined ? text : '')
  return (
    <FormDialog
      title={title}
      error={null}
      pending={false}
      submitLabel={bulk.actions.route}
      onSubmit={() => {
        setMissing(chosen === undefined)
        if (chosen !== undefined) onTarget(chosen)
      }}
      onClose={onClose}
    >
      <p>{bulk.routeHint}</p>
      <Combobox
        label={bulk.target}
        placeholder={words.placeholder}
        error={missing ? bulk.targetMissing : undefined}
        text={text}
        onText={(changed) => {
          setText(changed)
          setChosen(undefined)
        }}
        options={options}
        nothing={common.nothingFound}
        autoFocusInDialog
        onPick={({ id, label }) => {
          setChosen(find(id))
          setText(label)
          setMissing(false)
        }}
      />
    </FormDialog>
  )
}
