import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { BatchChannel, CreateBatchRequest, ProtectionClass } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { createBatch } from './batches-api.ts'

interface Draft {
  readonly channel: BatchChannel
  readonly nightBox: 'before-midnight' | 'after-midnight'
  readonly earlyCollection: boolean
  readonly site: string
  readonly scanner: string
  readonly profile: string
  readonly operator: string
  readonly protectionClass: ProtectionClass
  readonly announcedPieces: string
  readonly announcedPages: string
  readonly byContent: boolean
  readonly dividesAlone: boolean
}

const EMPTY: Draft = {
  channel: 'letter',
  nightBox: 'before-midnight',
  earlyCollection: false,
  site: '',
  scanner: '',
  profile: '',
  operator: '',
  protectionClass: 'normal',
  announcedPieces: '',
  announcedPages: '',
  byContent: true,
  dividesAlone: false,
}

const TEXTS = ['site', 'scanner', 'profile', 'operator'] as const
const COUNTS = ['announcedPieces', 'announcedPages'] as const
const MAX_COUNT = 100_000

function isCount(text: string): boolean {
  return /^\d*$/.test(text) && Number(text) <= MAX_COUNT
}

/** What was left empty is not sent. */
function requestOf(draft: Draft): CreateBatchRequest {
  const { channel, nightBox, earlyCollection, protectionClass, byContent, dividesAlone } = draft
  const texts = TEXTS.map((name) => [name, draft[name].trim()] as const).filter(([, text]) => text !== '')
  const counts = COUNTS.filter((name) => draft[name] !== '').map((name) => [name, Number(draft[name])])
  return {
    channel,
    protectionClass,
    byContent,
    dividesAlone: dividesAlone && protectionClass === 'normal',
    ...(channel === 'night_box' ? { nightBox } : {}),
    ...(earlyCollection && channel !== 'fax' ? { earlyCollection } : {}),
    ...(Object.fromEntries([...texts, ...counts]) as Partial<CreateBatchRequest>),
  }
}

export function CreateBatchDialog({ onClose }: { onClose: () => void }) {
  const { form, ...words } = useTexts().batches
  const client = useQueryClient()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(EMPTY)
  const [tried, setTried] = useState(false)
  const creating = useMutation({
    mutationFn: async () => createBatch(requestOf(draft)),
    onSuccess: async ({ id, number }) => {
      announce(words.created(number))
      await client.invalidateQueries({ queryKey: ['items', 'batches'] })
      await navigate(`/stapel/${id}`)
    },
  })
  return (
    <FormDialog
      title={words.create}
      error={creating.error}
      pending={creating.isPending}
      wide
      submitLabel={form.submit}
      onSubmit={() => {
        setTried(true)
        if (COUNTS.every((name) => isCount(draft[name]))) creating.mutate()
      }}
      onClose={onClose}
    >
      <ArrivalFields draft={draft} tried={tried} onChange={setDraft} />
      <ScanFields draft={draft} onChange={setDraft} />
    </FormDialog>
  )
}

interface FieldsProperties {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

function ArrivalFields({ draft, tried, onChange }: FieldsProperties & { readonly tried: boolean }) {
  const { batches } = useTexts()
  const { form } = batches
  return (
    <>
      <Select
        label={form.channel}
        data-autofocus
        value={draft.channel}
        onChange={(event) => {
          onChange({ ...draft, channel: event.target.value as BatchChannel })
        }}
      >
        {Object.entries(batches.channels).map(([channel, name]) => (
          <option key={channel} value={channel}>
            {name}
          </option>
        ))}
      </Select>
      {draft.channel === 'night_box' && (
        <Select
          label={form.nightBox}
          value={draft.nightBox}
          onChange={(event) => {
            onChange({ ...draft, nightBox: event.target.value as Draft['nightBox'] })
          }}
        >
          <option value="before-midnight">{form.beforeMidnight}</option>
          <option value="after-midnight">{form.afterMidnight}</option>
        </Select>
      )}
      {draft.channel !== 'fax' && (
        <Check
          label={form.earlyCollection}
          checked={draft.earlyCollection}
          onChange={(event) => {
            onChange({ ...draft, earlyCollection: event.target.checked })
          }}
        />
      )}
      {COUNTS.map((name) => (
        <TextField
          key={name}
          label={form[name]}
          hint={form.announcedHint}
          required={false}
          type="number"
          min={0}
          max={MAX_COUNT}
          error={tried && !isCount(draft[name]) ? form.noCount : undefined}
          value={draft[name]}
          onChange={(event) => {
            onChange({ ...draft, [name]: event.target.value })
          }}
        />
      ))}
    </>
  )
}

function ScanFields({ draft, onChange }: FieldsProperties) {
  const { batches } = useTexts()
  const { form } = batches
  return (
    <>
      {TEXTS.map((name) => (
        <TextField
          key={name}
          label={form[name]}
          hint={name === 'operator' ? form.operatorHint : undefined}
          required={false}
          maxLength={200}
          value={draft[name]}
          onChange={(event) => {
            onChange({ ...draft, [name]: event.target.value })
          }}
        />
      ))}
      <Select
        label={form.protection}
        value={draft.protectionClass}
        onChange={(event) => {
          onChange({ ...draft, protectionClass: event.target.value as ProtectionClass })
        }}
      >
        {Object.entries(batches.protection).map(([value, name]) => (
          <option key={value} value={value}>
            {name}
          </option>
        ))}
      </Select>
      <Check
        label={form.byContent}
        checked={draft.byContent}
        onChange={(event) => {
          onChange({ ...draft, byContent: event.target.checked })
        }}
      />
      {draft.protectionClass === 'normal' && (
        <Check
          label={form.dividesAlone}
          checked={draft.dividesAlone}
          onChange={(event) => {
            onChange({ ...draft, dividesAlone: event.target.checked })
          }}
        />
      )}
    </>
  )
}
