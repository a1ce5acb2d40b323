import type { MailFactsView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Badge } from '../ui/badge.tsx'

/** What is to be known of a mail at a glance: signed, encrypted, automatic, not wholly taken over. */
export function MailBadges({ mail }: { mail: MailFactsView }) {
  const words = useTexts().mail
  const { signature, encryption, isAutomatic, failure } = mail
  const notTaken = mail.parts.filter(isMissed).length + mail.unlistedParts
  return (
    <>
      {encryption !== null && (
        <Badge tone="warning" icon="lock">
          {words.encrypted[encryption]}
        </Badge>
      )}
      {signature !== null && (
        <Badge tone="neutral" icon="pencil">
          {words.signed[signature.kind]}
        </Badge>
      )}
      {isAutomatic && (
        <Badge tone="neutral" icon="settings">
          {words.automatic}
        </Badge>
      )}
      {failure !== null && (
        <Badge tone="warning" icon="warning">
          {words.failure}
        </Badge>
      )}
      {notTaken > 0 && (
        <Badge tone="warning" icon="warning">
          {words.notTaken(notTaken)}
        </Badge>
      )}
    </>
  )
}

/** Pictures in the text, signatures and wrappings whose content is there are missed by nobody. */
function isMissed({ reason }: MailFactsView['parts'][number]): boolean {
  return reason !== null && reason !== 'picture' && reason !== 'signature' && reason !== 'unwrapped'
}
