import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WebhookEvent, WebhookView, WebhookWithSecret } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { Check, FieldError, TextField } from '../../shared/ui/field.tsx'
import { FormDialog } from '../../shared/ui/form-dialog.tsx'
import { changeRecord } from './admin-api.ts'
import { faultOf } from './use-saving.ts'
import { addWebhook, renewSecret } from './webhooks-api.ts'

interface Properties {
  /** Absent for a new one. */
  readonly webhook: WebhookView | undefined
  readonly onClose: () => void
  readonly onSecret: (made: WebhookWithSecret) => void
}

interface Draft {
  readonly name: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
}

const NEW: Draft = { name: '', url: 'https://', events: ['item.received', 'item.routed', 'item.filed'] }

/** Saves; a new one gives its secret. */
function useStoring({ webhook, onClose, onSecret }: Properties) {
  const { common } = useTexts()
  const client = useQueryClient()
  const announce = useAnnounce()
  return useMutation({
    mutationFn: async (draft: Draft) => {
      if (webhook === undefined) return addWebhook(draft)
      await changeRecord('webhooks', webhook, draft)
      return undefined
    },
    onSuccess: (made) => {
      announce(common.saved)
      onClose()
      if (made !== undefined) onSecret(made)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  })
}

export function WebhookForm(properties: Properties) {
  const { webhook, onClose } = properties
  const { admin, webhooks: words } = useTexts()
  const [draft, setDraft] = useState<Draft>(() =>
    webhook === undefined ? NEW : { name: webhook.name, url: webhook.url, events: webhook.events },
  )
  const [checked, setChecked] = useState(false)
  const storing = useStoring(properties)
  const isUrl = URL.canParse(draft.url) && /^https?:\/\/./.test(draft.url)
  const isFine = draft.name.trim() !== '' && isUrl && draft.events.length > 0
  const shown = (path: 'name' | 'url', isWrong: boolean, text: string) =>
    checked && isWrong ? text : faultOf(storing.error, path)
  return (
    <FormDialog
      wide
      title={webhook === undefined ? words.create : words.editTitle(webhook.name)}
      error={storing.error}
      pending={storing.isPending}
      onClose={onClose}
      onSubmit={() => {
        setChecked(true)
        if (isFine) storing.mutate({ ...draft, name: draft.name.trim(), url: draft.url.trim() })
      }}
    >
      <TextField
        label={words.name}
        data-autofocus
        maxLength={100}
        error={shown('name', draft.name.trim() === '', admin.missing)}
        value={draft.name}
        onChange={(event) => {
          setDraft({ ...draft, name: event.target.value })
        }}
      />
      <TextField
        label={words.url}
        hint={words.urlHint}
        type="url"
        maxLength={500}
        spellCheck={false}
        error={shown('url', !isUrl, admin.invalid)}
        value={draft.url}
        onChange={(event) => {
          setDraft({ ...draft, url: event.target.value })
        }}
      />
      <EventChoice
        chosen={draft.events}
        error={checked && draft.events.length === 0 ? words.noEvent : undefined}
        onChoose={(events) => {
          setDraft({ ...draft, events })
        }}
      />
    </FormDialog>
  )
}

interface ChoiceProperties {
  readonly chosen: readonly WebhookEvent[]
  readonly error: string | undefined
  readonly onChoose: (events: readonly WebhookEvent[]) => void
}

function EventChoice({ chosen, error, onChoose }: ChoiceProperties) {
  const words = useTexts().webhooks
  const all = Object.keys(words.eventNames) as WebhookEvent[]
  return (
    <fieldset className="choice">
      <legend className="kern-label">{words.events}</legend>
      {all.map((one) => (
        <Check
          key={one}
          label={words.eventNames[one]}
          checked={chosen.includes(one)}
          onChange={(event) => {
            onChoose(all.filter((other) => (other === one ? event.target.checked : chosen.includes(other))))
          }}
        />
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  )
}

export function RenewDialog({ webhook, onClose, onSecret }: Properties & { readonly webhook: WebhookView }) {
  const words = useTexts().webhooks
  const client = useQueryClient()
  const renewing = useMutation({
    mutationFn: async () => renewSecret(webhook.id),
    onSuccess: (made) => {
      onClose()
      onSecret(made)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  return (
    <FormDialog
      title={words.renew}
      submitLabel={words.renew}
      error={renewing.error}
      pending={renewing.isPending}
      onClose={onClose}
      onSubmit={() => {
        renewing.mutate()
      }}
    >
      <p>{words.renewAsk}</p>
    </FormDialog>
  )
}
