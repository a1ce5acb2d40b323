import type { DueFileView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'

/** Why a file is kept all the same, or that nothing keeps it. */
export function HeldBackList({ file }: { file: Pick<DueFileView, 'heldBack' | 'holds'> }) {
  const { disposal: words } = useTexts()
  if (file.heldBack.length === 0) {
    return (
      <Badge tone="success" icon="check-circle">
        {words.free}
      </Badge>
    )
  }
  return (
    <ul className="disposal__held">
      {file.heldBack.map((reason) => (
        <li key={reason}>
          <Badge tone="warning" icon="lock">
            {reason === 'hold' && file.holds.length > 0
              ? words.heldFor(file.holds.join(', '))
              : words.heldBack[reason]}
          </Badge>
        </li>
      ))}
    </ul>
  )
}
