import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeCaseFile } from '../../shared/api/resources.ts'
import type { CaseFileView, ClosingBlockers } from '../../shared/api/types.ts'
import { fetchClosing } from '../../shared/desk/desk-api.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'

/** Closing, with what stands against it, and reopening with a reason. */
export function FileActions({ file }: { file: CaseFileView }) {
  const may = useMay()
  if (!may('files:edit')) return null
  return (
    <div className="case-file__closing">
      {file.state === 'open' ? <Closing file={file} /> : <Reopening file={file} />}
    </div>
  )
}

function Closing({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const [asking, setAsking] = useState(false)
  const ask = () => {
    setAsking(true)
  }
  useShortcuts({ d: ask })
  return (
    <>
      <Button icon="lock" shortcut="D" onClick={ask}>
        {files.close}
      </Button>
      <StillOpen caseFileId={file.id} />
      {asking && (
        <CloseDialog
          file={file}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

function Reopening({ file }: { file: CaseFileView }) {
  const { files } = useTexts()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button
        icon="folder-open"
        onClick={() => {
          setAsking(true)
        }}
      >
        {files.reopen}
      </Button>
      {asking && (
        <ReopenDialog
          file={file}
          onClose={() => {
            setAsking(false)
          }}
        />
      )}
    </>
  )
}

function useClosing(caseFileId: string) {
  return useQuery({
    queryKey: ['case-file', caseFileId, 'closing'],
    queryFn: async ({ signal }) => fetchClosing(caseFileId, signal),
  })
}

/** What is open, in words. */
function useBlockerWords(blockers: ClosingBlockers | undefined): readonly string[] {
  const { closing } = useTexts().desk
  if (blockers === undefined) return []
  return (['deadlines', 'resubmissions', 'followUps', 'routeSlips', 'mail'] as const)
    .filter((kind) => blockers[kind] > 0)
    .map((kind) => closing[kind](blockers[kind]))
}

function StillOpen({ caseFileId }: { caseFileId: string }) {
  const { closing } = useTexts().desk
  const words = useBlockerWords(useClosing(caseFileId).data)
  if (words.length === 0) return null
  return <p className="case-file__still-open">{closing.stillOpen(words.join(', '))}</p>
}

interface DialogProperties {
  readonly file: CaseFileView
  readonly onClose: () => void
}

function CloseDialog({ file, onClose }: DialogProperties) {
  const { desk, common, files } = useTexts()
  const words = useBlockerWords(useClosing(file.id).data)
  const saving = useStateChange(file, files.closedNow, onClose)
  if (words.length > 0) {
    return (
      <Dialog title={desk.closing.title} onClose={onClose}>
        <p>{desk.closing.blocked}</p>
        <ul className="plain-list">
          {words.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
        <Button onClick={onClose}>{common.close}</Button>
      </Dialog>
    )
  }
  return (
    <FormDialog
      title={desk.closing.title}
      submitLabel={desk.closing.confirm}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        saving.mutate({ state: 'closed' })
      }}
    >
      <p>{desk.closing.ready}</p>
    </FormDialog>
  )
}

function ReopenDialog({ file, onClose }: DialogProperties) {
  const { desk, files } = useTexts()
  const [reason, setReason] = useState('')
  const [checked, setChecked] = useState(false)
  const saving = useStateChange(file, files.reopenedNow, onClose)
  const isMissing = reason.trim() === ''
  return (
    <FormDialog
      title={desk.closing.reopenTitle}
      submitLabel={files.reopen}
      error={saving.error}
      pending={saving.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (!isMissing) saving.mutate({ state: 'open', reason: reason.trim() })
      }}
    >
      <TextField
        label={desk.reason}
        hint={desk.closing.reopenHint}
        data-autofocus
        value={reason}
        maxLength={500}
        error={checked && isMissing ? desk.missing : undefined}
        onChange={(event) => {
          setReason(event.target.value)
        }}
      />
    </FormDialog>
  )
}

function useStateChange(file: CaseFileView, message: string, onSaved: () => void) {
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: async (change: { state: CaseFileView['state']; reason?: string }) =>
      changeCaseFile(file, change),
    onSuccess: () => {
      announce(message)
      onSaved()
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['case-file', file.id] })
      await client.invalidateQueries({ queryKey: ['case-files'] })
    },
  })
}
