import type { Level } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Badge } from '../ui/badge.tsx'

/** How few may know; nothing for what everybody of the unit sees. */
export function LevelBadge({ level }: { level: Level }) {
  const { access } = useTexts()
  if (level === 'normal') return null
  return (
    <Badge tone={level === 'strict' ? 'danger' : 'warning'} icon="lock">
      {access.levels[level]}
    </Badge>
  )
}
