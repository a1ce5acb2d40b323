import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call } from '../api/client.ts'
import type { AgeingLimitsView } from '../api/types.ts'
import { useAnnounce } from '../live.tsx'
import { useTexts } from '../preferences.tsx'
import { useMay } from '../session.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { Loaded } from '../ui/loaded.tsx'

const KEY = ['ageing-limits']
const STAGES = ['waiting', 'returned', 'quarantined', 'routed', 'accepted'] as const
type Draft = Readonly<Record<(typeof STAGES)[number], string>>

/** For those who may set them. */
export function LimitsButton() {
  const { ageing: words } = useTexts()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('ageing:set')) return null
  return (
    <>
      <Button
        icon="clock"
        className="button--small"
        onClick={() => {
          setOpen(true)
        }}
      >
        {words.change}
      </Button>
      {open && (
        <LimitsDialog
          onClose={() => {
            setOpen(false)
          }}
        />
      )}
    </>
  )
}

/** As they are now. */
export function useAgeingLimits() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) => (await call('/ageing-limits', { signal })) as AgeingLimitsView,
  })
}

function LimitsDialog({ onClose }: { onClose: () => void }) {
  const query = useAgeingLimits()
  return (
    <Loaded query={query}>
      {(known) => <LimitsForm key={known.version} known={known} onClose={onClose} />}
    </Loaded>
  )
}

function LimitsForm({ known, onClose }: { known: AgeingLimitsView; onClose: () => void }) {
  const { ageing: words, common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  const [draft, setDraft] = useState(() => mapped((stage) => String(known.hours[stage] ?? '')))
  const [checked, setChecked] = useState(false)
  const saving = useMutation({
    mutationFn: async () => {
      const hours = mapped((stage) => (draft[stage].trim() === '' ? null : Number(draft[stage])))
      await call('/ageing-limits', { method: 'PATCH', body: { hours }, version: known.version })
    },
    onSuccess: () => {
      announce(common.saved)
      onClose()
    },
    onSettled: async () => {
      for (const key of [KEY, ['overview'], ['notifications']]) {
        await client.invalidateQueries({ queryKey: key })
      }
    },
  })
  return (
    <FormDialog
      title={words.dialogTitle}
      error={saving.error}
      pending={saving.isPending}
      onSubmit={() => {
        setChecked(true)
        if (STAGES.every((stage) => isFine(draft, stage))) saving.mutate()
      }}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      {STAGES.map((stage, index) => (
        <TextField
          key={stage}
          label={words.stages[stage]}
          data-autofocus={index === 0 ? true : undefined}
          required={false}
          inputMode="numeric"
          value={draft[stage]}
          error={checked && !isFine(draft, stage) ? words.noNumber : undefined}
          onChange={(event) => {
            setDraft({ ...draft, [stage]: event.target.value })
          }}
        />
      ))}
    </FormDialog>
  )
}

function mapped<Value>(valueOf: (stage: keyof Draft) => Value): Record<keyof Draft, Value> {
  return Object.fromEntries(STAGES.map((stage) => [stage, valueOf(stage)])) as Record<keyof Draft, Value>
}

function isFine(draft: Draft, stage: keyof Draft): boolean {
  const text = draft[stage].trim()
  return text === '' || (/^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 6_000)
}
