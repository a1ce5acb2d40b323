import { Link } from 'react-router'
import { useTexts } from './preferences.tsx'
import { useMay } from './session.tsx'
import { Icon } from './ui/icon.tsx'

/** To giving a case file out, and to the log of it, which all see who read the file. */
export function DiscloseLink({ caseFileId }: { caseFileId: string }) {
  const { disclosure } = useTexts()
  const may = useMay()
  return (
    <Link className="kern-btn kern-btn--tertiary" to={`/akten/${caseFileId}/ausgabe`}>
      <Icon name="download" />
      <span className="kern-label">{may('files:disclose') ? disclosure.open : disclosure.log}</span>
    </Link>
  )
}

/** To making places of a document unreadable; nothing for who may not, and before it is read. */
export function RedactLink({ documentId, isRead }: { documentId: string; isRead: boolean }) {
  const { disclosure } = useTexts()
  const may = useMay()
  if (!isRead || !may('files:disclose')) return null
  return (
    <Link className="downloads__link" to={`/dokumente/${documentId}/schwaerzen`}>
      <Icon name="eye-off" />
      {disclosure.redact}
    </Link>
  )
}
