import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { BatchChannel, CreateBatchRequest, ProtectionClass } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Check, Select, TextField } from '../../shared/ui/field.tsx'
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
  const texts = useTexts()
  const { form, ...words } = texts.batches
  const client = useQueryClient()
  const announce = useAnnounce()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(EMPTY)
  const creating = useMutation({
    mutationFn: async () => createBatch(requestOf(draft)),
    onSuccess: async ({ id, number }) => {
      announce(words.created(number))
      await client.invalidateQueries({ queryKey: ['items', 'batches'] })
      await navigate(`/stapel/${id}`)
    },
  })
  return (
    <Dialog title={words.create} onClose={onClose} wide>
      <form
        className="stack stack--wide"
        onSubmit={(event) => {
          event.preventDefault()
          creating.mutate()
        }}
      >
        {creating.isError && <Alert tone="danger" urgent title={problemText(creating.error, texts)} />}
        <ArrivalFields draft={draft} onChange={setDraft} />
        <ScanFields draft={draft} onChange={setDraft} />
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={creating.isPending}>
            {form.submit}
          </Button>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}

interface FieldsProperties {
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
}

function ArrivalFields({ draft, onChange }: FieldsProperties) {
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
          max={100_000}
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
