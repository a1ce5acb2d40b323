import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Kind = 'primary' | 'secondary' | 'tertiary'

interface Properties extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly kind?: Kind
  readonly icon?: IconName
  /** Key that does the same, shown behind the words. */
  readonly shortcut?: string
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

export function Button({ kind = 'secondary', icon, shortcut, children, className, ...rest }: Properties) {
  return (
    <button type="button" {...rest} className={`kern-btn kern-btn--${kind} ${className ?? ''}`}>
      {icon && <Icon name={icon} />}
      <span className="kern-label">{children}</span>
      {shortcut !== undefined && <Key>{shortcut}</Key>}
    </button>
  )
}

interface IconButtonProperties extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: IconName
  readonly label: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button of which only the icon is seen; the label is read out and shown on hovering. */
export function IconButton({ icon, label, className, ...rest }: IconButtonProperties) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      {...rest}
      className={`icon-button ${className ?? ''}`}
    >
      <Icon name={icon} />
    </button>
  )
}

/** A key on the keyboard; read aloud elsewhere, in the overview of shortcuts. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="key" aria-hidden="true">
      {children}
    </kbd>
  )
}
