import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useTexts } from '../preferences.tsx'
import { IconButton } from './button.tsx'

interface Properties {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** False for dialogs that must be answered. */
  readonly closable?: boolean
}

/** Modal dialog: focus stays inside, Escape closes, and focus goes back to where it came from. */
export function Dialog({ title, onClose, children, footer, wide, closable = true }: Properties) {
  const texts = useTexts()
  const titleId = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const cameFrom = document.activeElement
    const dialog = element.current
    dialog?.showModal()
    dialog?.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      dialog?.close()
      if (cameFrom instanceof HTMLElement && cameFrom.isConnected) cameFrom.focus()
    }
  }, [])
  return (
    <dialog
      ref={element}
      className={`kern-dialog${wide ? ' dialog--wide' : ''}`}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        if (closable) onClose()
      }}
    >
      <header className="kern-dialog__header">
        <h2 className="kern-title" id={titleId}>
          {title}
        </h2>
        {closable && <IconButton icon="close" label={texts.common.close} onClick={onClose} />}
      </header>
      <section className="kern-dialog__body">{children}</section>
      {footer !== undefined && <footer className="kern-dialog__footer">{footer}</footer>}
    </dialog>
  )
}
