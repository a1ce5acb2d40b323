import { Link } from 'react-router'
import type { ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText, reasonText } from '../../shared/problems.ts'
import { Alert } from '../../shared/ui/feedback.tsx'

/** What a person must know before working on the item, and why the last step did not work. */
export function FormMessages({ item, error }: { item: ItemView; error: Error | null }) {
  const texts = useTexts()
  const { triage } = texts
  const { state, reason } = item.processing
  return (
    <>
      {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
      {item.state === 'quarantined' && (
        <Alert tone="danger" title={texts.quarantine.held}>
          <Link className="kern-link" to="/eingangsbuch/quarantaene">
            {texts.quarantine.link}
          </Link>
        </Alert>
      )}
      {state === 'needs-attention' && (
        <Alert tone="warning" title={triage.needsAttention.title}>
          <p>{reasonText(reason, texts)}</p>
          <p>{triage.needsAttention.kept}</p>
        </Alert>
      )}
      {(state === 'queued' || state === 'running') && <p className="form-hint">{triage.reading}</p>}
    </>
  )
}
