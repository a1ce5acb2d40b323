import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

export type BadgeTone = 'info' | 'success' | 'warning' | 'danger' | 'neutral'

/** A state by words and sign; the colour only helps. */
export function Badge({ tone, icon, children }: { tone: BadgeTone; icon: IconName; children: ReactNode }) {
  return (
    <span className={`badge badge--${tone}`}>
      <Icon name={icon} size={16} />
      {children}
    </span>
  )
}
