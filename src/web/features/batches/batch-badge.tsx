import type { BatchState } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'

const SIGNS = {
  open: { tone: 'info', icon: 'clock' },
  balanced: { tone: 'success', icon: 'check' },
  closed: { tone: 'warning', icon: 'warning' },
} as const

export function BatchBadge({ state }: { state: BatchState }) {
  const { batches } = useTexts()
  return <Badge {...SIGNS[state]}>{batches.states[state]}</Badge>
}
