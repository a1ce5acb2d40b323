import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { WebhookView, WebhookWithSecret } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import { CheckButton } from './check-button.tsx'
import { RecordActions, type Openers } from './record-actions.tsx'
import { RecordSection } from './record-section.tsx'
import { useSaving } from './use-saving.ts'
import { WebhookDeliveries } from './webhook-deliveries.tsx'
import { RenewDialog, WebhookForm } from './webhook-form.tsx'
import { deleteWebhook, fetchWebhooks, testWebhook } from './webhooks-api.ts'

/** The page shows what sending does while it is open. */
const REFRESH_MS = 10_000

/** Other systems that are told what happens, and how it stands with them. */
export function WebhooksSection() {
  const words = useTexts().webhooks
  const [made, setMade] = useState<WebhookWithSecret>()
  const query = useQuery({
    queryKey: ['webhooks'],
    queryFn: async ({ signal }) => fetchWebhooks(signal),
    refetchInterval: REFRESH_MS,
  })
  return (
    <>
      <RecordSection
        collection="webhooks"
        query={query}
        words={words}
        icon="globe"
        card={(webhook, openers) => <WebhookCard webhook={webhook} openers={openers} onSecret={setMade} />}
        form={(webhook, onClose) => <WebhookForm webhook={webhook} onClose={onClose} onSecret={setMade} />}
        remove={async ({ id }) => deleteWebhook(id)}
      />
      {made !== undefined && (
        <SecretDialog
          made={made}
          onClose={() => {
            setMade(undefined)
          }}
        />
      )}
    </>
  )
}

interface CardProperties {
  readonly webhook: WebhookView
  readonly openers: Openers
  readonly onSecret: (made: WebhookWithSecret) => void
}

function WebhookCard({ webhook, openers, onSecret }: CardProperties) {
  const words = useTexts().webhooks
  const { id, name, url, events, isActive } = webhook
  const [isRenewing, setIsRenewing] = useState(false)
  const switching = useSaving('webhooks')
  return (
    <>
      <div className="rule__head">
        <h2 className="rule__name">{name}</h2>
        <StateBadge webhook={webhook} />
      </div>
      <p className="provider__facts">{url}</p>
      <p className="provider__facts">{events.map((event) => words.eventNames[event]).join(' · ')}</p>
      <Facts webhook={webhook} />
      <WebhookDeliveries webhook={webhook} />
      <RecordActions name={name} words={words} {...openers}>
        <CheckButton
          name={name}
          words={words}
          check={async () => {
            const { result } = await testWebhook(id)
            return result === 'sent'
              ? { isWell: true, text: words.checked(name) }
              : { isWell: false, text: words.faults[result] }
          }}
        />
        <Button
          className="button--small"
          aria-label={`${isActive ? words.switchOff : words.switchOn}: ${name}`}
          disabled={switching.isPending}
          onClick={() => {
            switching.mutate({ record: webhook, body: { isActive: !isActive } })
          }}
        >
          {isActive ? words.switchOff : words.switchOn}
        </Button>
        <Button
          kind="tertiary"
          className="button--small"
          aria-label={`${words.renew}: ${name}`}
          onClick={() => {
            setIsRenewing(true)
          }}
        >
          {words.renew}
        </Button>
      </RecordActions>
      {isRenewing && (
        <RenewDialog
          webhook={webhook}
          onClose={() => {
            setIsRenewing(false)
          }}
          onSecret={onSecret}
        />
      )}
    </>
  )
}

function StateBadge({ webhook }: { webhook: WebhookView }) {
  const words = useTexts().webhooks
  const { isActive, disabledAt, failingSince, lastSentAt } = webhook
  if (!isActive)
    return disabledAt === null ? (
      <Badge tone="neutral" icon="minus">
        {words.off}
      </Badge>
    ) : (
      <Badge tone="danger" icon="danger">
        {words.givenUp}
      </Badge>
    )
  if (failingSince !== null)
    return (
      <Badge tone="warning" icon="warning">
        {words.failing}
      </Badge>
    )
  return lastSentAt === null ? (
    <Badge tone="neutral" icon="clock">
      {words.unused}
    </Badge>
  ) : (
    <Badge tone="success" icon="check">
      {words.well}
    </Badge>
  )
}

function Facts({ webhook }: { webhook: WebhookView }) {
  const words = useTexts().webhooks
  const { lastSentAt, failingSince, lastFailure, disabledAt, isActive, deadCount } = webhook
  const facts = [
    lastSentAt === null ? '' : words.lastSent(formatInstant(lastSentAt)),
    failingSince === null ? '' : words.failingSince(formatInstant(failingSince)),
    failingSince === null || lastFailure === null ? '' : words.faults[lastFailure.reason],
    deadCount === 0 ? '' : words.dead(deadCount),
  ].filter((fact) => fact !== '')
  return (
    <>
      {!isActive && disabledAt !== null && (
        <Alert tone="danger" title={words.givenUpHint(formatInstant(disabledAt))} />
      )}
      {facts.length > 0 && <p className="provider__facts">{facts.join(' · ')}</p>}
    </>
  )
}

/** Shown this once: nobody closes it by chance. */
function SecretDialog({ made, onClose }: { made: WebhookWithSecret; onClose: () => void }) {
  const { webhooks: words, common } = useTexts()
  return (
    <Dialog
      title={words.secretTitle}
      closable={false}
      onClose={onClose}
      footer={
        <Button data-autofocus onClick={onClose}>
          {common.close}
        </Button>
      }
    >
      <div className="stack stack--wide">
        <p className="kern-body">{words.secretOnce}</p>
        <dl className="follow-up__secret">
          <dt>{words.secret}</dt>
          <dd>{made.secret}</dd>
        </dl>
      </div>
    </Dialog>
  )
}
