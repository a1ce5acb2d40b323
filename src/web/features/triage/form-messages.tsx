import { useState } from 'react'
import { Link } from 'react-router'
import type { ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText, reasonText } from '../../shared/problems.ts'
import { ReleaseDialog } from '../../shared/quarantine-dialogs.tsx'
import { useMay } from '../../shared/session.tsx'
import { Button } from '../../shared/ui/button.tsx'
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
      {isShutInPlace(item) && <ShutFile item={item} />}
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

/** A later scan has found something, and the item lies in a file by now: it goes back to no quarantine. */
function ShutFile({ item }: { item: ItemView }) {
  const { quarantine: words } = useTexts()
  const may = useMay()
  const [asked, setAsked] = useState(false)
  return (
    <Alert tone="danger" title={words.shut}>
      {may('quarantine:release') && (
        <Button
          className="button--small"
          onClick={() => {
            setAsked(true)
          }}
        >
          {words.release}
        </Button>
      )}
      {asked && (
        <ReleaseDialog
          item={item}
          onClose={() => {
            setAsked(false)
          }}
        />
      )}
    </Alert>
  )
}

function isShutInPlace({ state, documents }: ItemView): boolean {
  return (
    (state === 'filed' || state === 'done') && documents.some(({ virusScan }) => virusScan?.held === true)
  )
}
