import type { DeskEntryView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Badge, type BadgeTone } from '../ui/badge.tsx'
import type { IconName } from '../ui/icon.tsx'

const SIGNS: Readonly<
  Record<DeskEntryView['urgency'], { readonly tone: BadgeTone; readonly icon: IconName }>
> = {
  overdue: { tone: 'danger', icon: 'danger' },
  today: { tone: 'warning', icon: 'warning' },
  soon: { tone: 'warning', icon: 'clock' },
  later: { tone: 'success', icon: 'check-circle' },
}

/** How urgent an open entry is, or how it was closed: by words and sign, the colour only helps. */
export function EntryBadge({ entry }: { entry: Pick<DeskEntryView, 'kind' | 'state' | 'urgency'> }) {
  const { desk } = useTexts()
  const { kind, state, urgency } = entry
  if (state !== 'open') {
    return (
      <Badge tone="neutral" icon={state === 'done' ? 'check' : 'close'}>
        {desk.states[state]}
      </Badge>
    )
  }
  const { tone, icon } = SIGNS[urgency]
  const words = kind === 'deadline' ? desk.urgency : desk.resubmissionUrgency
  return (
    <Badge tone={tone} icon={icon}>
      {words[urgency]}
    </Badge>
  )
}
