import type { DocumentView } from './api/types.ts'
import { formatInstant } from './format.ts'
import { useTexts } from './preferences.tsx'
import { Badge, type BadgeTone } from './ui/badge.tsx'
import type { IconName } from './ui/icon.tsx'

type Scan = DocumentView['virusScan']

const SIGNS: Readonly<Record<NonNullable<Scan>['state'], { tone: BadgeTone; icon: IconName }>> = {
  clean: { tone: 'success', icon: 'shield' },
  infected: { tone: 'danger', icon: 'danger' },
  unscanned: { tone: 'neutral', icon: 'help' },
}

/** Scanned, infected or not scanned; without a scanner nothing is scanned. */
export function VirusBadge({ scan }: { scan: Scan }) {
  const { virusScan: words } = useTexts()
  const state = scan?.state ?? 'unscanned'
  const { tone, icon } = SIGNS[state]
  return (
    <Badge tone={tone} icon={icon}>
      {words.states[state]}
    </Badge>
  )
}

/** What there is to say beside the badge. */
export function VirusScanNote({ scan }: { scan: Scan }) {
  const { virusScan: words } = useTexts()
  if (scan === null) return <>{words.noScanner}</>
  const { signature, reason, release, at } = scan
  const notes = [
    ...(signature === null ? [] : [words.found(signature)]),
    ...(reason === null ? [words.at(formatInstant(at))] : [words.reasons[reason]]),
    ...(release === null ? [] : [words.released(release.by.displayName, formatInstant(release.at))]),
  ]
  return <>{notes.join(', ')}</>
}
