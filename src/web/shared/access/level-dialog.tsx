import { useState } from 'react'
import type { Level } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Alert } from '../ui/feedback.tsx'
import { TextField } from '../ui/field.tsx'
import { setLevel, type Guarded } from './access-api.ts'
import { LevelSelect } from './level-select.tsx'
import { useAccessChange } from './use-access-change.ts'

interface Properties {
  readonly guarded: Guarded
  readonly level: Level
  readonly onClose: () => void
}

export function LevelDialog({ guarded, level, onClose }: Properties) {
  const texts = useTexts()
  const { access, common } = texts
  const [wanted, setWanted] = useState(level)
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const change = useAccessChange(
    async () => setLevel(guarded, wanted, reason.trim()),
    access.levelSet,
    onClose,
  )
  return (
    <Dialog title={access.setLevel} onClose={onClose}>
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setChecked(true)
          if (reason.trim() !== '') change.mutate(undefined)
        }}
      >
        {change.error !== null && <Alert tone="danger" urgent title={problemText(change.error, texts)} />}
        <p>{access.levelIntro}</p>
        <LevelSelect value={wanted} onChange={setWanted} />
        <TextField
          label={access.grants.reason}
          maxLength={500}
          error={checked && reason.trim() === '' ? access.missing : undefined}
          value={reason}
          onChange={(event) => {
            setReason(event.target.value)
          }}
        />
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={change.isPending || wanted === level}>
            {common.save}
          </Button>
          <Button onClick={onClose}>{common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
