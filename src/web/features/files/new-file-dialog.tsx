import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { LevelSelect } from '../../shared/access/level-select.tsx'
import { createCaseFile } from '../../shared/api/resources.ts'
import type { Level } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { unitLabel, useUnitsOfToday, useValidEntries } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { useSession } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { matchingOptions } from '../../shared/ui/matching.ts'

export function NewFileDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts()
  const { files, triage, common } = texts
  const session = useSession()
  const units = useUnitsOfToday()
  const entries = useValidEntries()
  const [subject, setSubject] = useState('')
  const [chosenUnitId, setChosenUnitId] = useState<string>()
  const [planText, setPlanText] = useState('')
  const [planId, setPlanId] = useState('')
  const own = session?.user.orgUnitIds.find((id) => units.some((unit) => unit.id === id))
  const leadUnitId = chosenUnitId ?? own ?? ''
  const [level, setLevel] = useState<Level>('normal')
  const [checked, setChecked] = useState(false)
  const { mutate, error, isPending } = useCreation(onClose)
  const missing = (value: string) => (checked && value.trim() === '' ? files.missing : undefined)
  const options = entries.map((entry) => ({ id: entry.id, label: `${entry.number} ${entry.title}` }))
  const submit = () => {
    setChecked(true)
    if (subject.trim() === '' || planId === '' || leadUnitId === '') return
    mutate({ subject: subject.trim(), filingPlanEntryId: planId, leadUnitId, level })
  }
  return (
    <Dialog title={files.createTitle} onClose={onClose} wide>
      <form
        className="stack stack--wide"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
        <TextField
          label={triage.fileDialog.subject}
          data-autofocus
          maxLength={500}
          error={missing(subject)}
          value={subject}
          onChange={(event) => {
            setSubject(event.target.value)
          }}
        />
        <Combobox
          label={files.plan}
          hint={triage.fileDialog.planHint}
          text={planText}
          error={missing(planId)}
          nothing={common.nothingFound}
          options={matchingOptions(options, planId === '' ? planText : '')}
          onText={(text) => {
            setPlanText(text)
            setPlanId('')
          }}
          onPick={(option) => {
            setPlanText(option.label)
            setPlanId(option.id)
          }}
        />
        <Select
          label={files.leadUnit}
          error={missing(leadUnitId)}
          value={leadUnitId}
          onChange={(event) => {
            setChosenUnitId(event.target.value)
          }}
        >
          <option value="">–</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unitLabel(unit)}
            </option>
          ))}
        </Select>
        <LevelSelect value={level} onChange={setLevel} />
        <p className="kern-hint">{files.createHint}</p>
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={isPending}>
            {common.add}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

function useCreation(onClose: () => void) {
  const { files } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: createCaseFile,
    onSuccess: (file) => {
      announce(files.createdNow(file.fileNumber))
      void client.invalidateQueries({ queryKey: ['case-files'] })
      onClose()
      void navigate(`/akten/${file.id}`)
    },
  })
}
