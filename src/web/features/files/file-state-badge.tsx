import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'

export function FileStateBadge({ state }: { state: 'open' | 'closed' }) {
  const { files } = useTexts()
  return state === 'open' ? (
    <Badge tone="success" icon="folder-open">
      {files.open}
    </Badge>
  ) : (
    <Badge tone="neutral" icon="lock">
      {files.closed}
    </Badge>
  )
}
