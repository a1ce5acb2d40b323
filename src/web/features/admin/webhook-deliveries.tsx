import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { WebhookDeliveryView, WebhookView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { fetchDeliveries, sendAgain } from './webhooks-api.ts'

/** What was sent, waits, or was given up with its reason; read only when it is unfolded. */
export function WebhookDeliveries({ webhook }: { webhook: WebhookView }) {
  const words = useTexts().webhooks
  const [open, setOpen] = useState(false)
  const query = useQuery({
    queryKey: ['webhooks', webhook.id, 'deliveries'],
    queryFn: async ({ signal }) => fetchDeliveries(webhook.id, signal),
    enabled: open,
  })
  return (
    <details
      onToggle={(event) => {
        setOpen(event.currentTarget.open)
      }}
    >
      <summary>{words.deliveries}</summary>
      {open && (
        <Loaded query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="provider__facts">{words.noDeliveries}</p>
            ) : (
              <ul className="rule__conditions">
                {items.map((one) => (
                  <Delivery key={one.id} delivery={one} />
                ))}
              </ul>
            )
          }
        </Loaded>
      )}
    </details>
  )
}

function Delivery({ delivery }: { delivery: WebhookDeliveryView }) {
  const texts = useTexts()
  const words = texts.webhooks
  const client = useQueryClient()
  const announce = useAnnounce()
  const sending = useMutation({
    mutationFn: async () => sendAgain(delivery.id),
    onSuccess: () => {
      announce(words.sentAgain)
    },
    onSettled: async () => client.invalidateQueries({ queryKey: ['webhooks'] }),
  })
  const { event, at, state, attempt, lastFailure } = delivery
  const facts = [words.eventNames[event], words.states[state], words.attempts(attempt)]
  return (
    <li>
      {formatInstant(at)}: {facts.join(', ')}
      {state !== 'sent' && lastFailure !== null && ` – ${words.faults[lastFailure.reason]}`}{' '}
      {state === 'dead' && (
        <Button
          kind="tertiary"
          className="button--small"
          disabled={sending.isPending}
          aria-label={`${words.sendAgain}: ${words.eventNames[event]}, ${formatInstant(at)}`}
          onClick={() => {
            sending.mutate()
          }}
        >
          {words.sendAgain}
        </Button>
      )}
      {sending.error !== null && <Alert tone="danger" urgent title={problemText(sending.error, texts)} />}
    </li>
  )
}
