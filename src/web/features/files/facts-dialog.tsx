import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import { changeCaseFile } from '../../shared/api/resources.ts'
import type { CaseFileView } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'

const MEDIA = ['electronic', 'hybrid', 'paper'] as const
const OPTIONAL = ['location', 'foreignReference', 'periodFrom', 'periodTo'] as const
type Draft = Readonly<Record<'subject' | (typeof OPTIONAL)[number], string>> & Pick<CaseFileView, 'medium'>

function draftOf(file: CaseFileView): Draft {
  const optional = Object.fromEntries(OPTIONAL.map((field) => [field, file[field] ?? '']))
  return {
    ...(optional as Record<(typeof OPTIONAL)[number], string>),
    subject: file.subject,
    medium: file.medium,
  }
}

function bodyOf({ subject, medium, ...optional }: Draft) {
  const given = OPTIONAL.map((field) => [field, optional[field].trim() || null] as const)
  return { subject: subject.trim(), medium, ...Object.fromEntries(given) }
}

/** Changes what is known of a case file; old and new values stand in its history. */
export function FactsDialog({ file, onClose }: { file: CaseFileView; onClose: () => void }) {
  const { files, triage } = useTexts()
  const [draft, setDraft] = useState(draftOf(file))
  const saving = useSaving(file, onClose)
  const set = (field: keyof Draft, value: string) => {
    setDraft({ ...draft, [field]: value })
  }
  const text = (field: Exclude<keyof Draft, 'medium'>, label: string, type = 'text') => (
    <TextField
      label={label}
      type={type}
      maxLength={field === 'foreignReference' ? 200 : 500}
      error={saving.faultOf(field)}
      value={draft[field]}
      onChange={(event) => {
        set(field, event.target.value)
      }}
    />
  )
  return (
    <FormDialog
      wide
      title={files.editFacts}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        if (draft.subject.trim() !== '') saving.mutate(bodyOf(draft))
      }}
      onClose={onClose}
    >
      <TextField
        label={triage.fileDialog.subject}
        data-autofocus
        maxLength={500}
        error={draft.subject.trim() === '' ? files.missing : saving.faultOf('subject')}
        value={draft.subject}
        onChange={(event) => {
          set('subject', event.target.value)
        }}
      />
      <Select
        label={files.medium}
        value={draft.medium}
        onChange={(event) => {
          set('medium', event.target.value)
        }}
      >
        {MEDIA.map((medium) => (
          <option key={medium} value={medium}>
            {files.media[medium]}
          </option>
        ))}
      </Select>
      {draft.medium !== 'electronic' && text('location', files.location)}
      {text('foreignReference', files.foreignReference)}
      <div className="case-file__pair">
        {text('periodFrom', files.periodFrom, 'date')}
        {text('periodTo', files.periodTo, 'date')}
      </div>
    </FormDialog>
  )
}

function useSaving(file: CaseFileView, onClose: () => void) {
  const { common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const saving = useMutation({
    mutationFn: async (body: ReturnType<typeof bodyOf>) => changeCaseFile(file, body),
    onSuccess: () => {
      announce(common.saved)
      onClose()
    },
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['case-file', file.id] })
      await client.invalidateQueries({ queryKey: ['case-files'] })
    },
  })
  const faultOf = (path: string) =>
    saving.error instanceof ApiError
      ? saving.error.faults.find((fault) => fault.path === path)?.message
      : undefined
  return { ...saving, faultOf }
}
