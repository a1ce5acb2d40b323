import type { ReactNode } from 'react'
import { problemText } from '../problems.ts'
import { useTexts } from '../preferences.tsx'
import { Button } from './button.tsx'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'info' | 'success' | 'warning' | 'danger'

interface AlertProperties {
  readonly tone: Tone
  readonly title: string
  readonly children?: ReactNode
  /** Read out at once when it appears. */
  readonly urgent?: boolean
}

export function Alert({ tone, title, children, urgent }: AlertProperties) {
  return (
    <div className={`kern-alert kern-alert--${tone}`} role={urgent ? 'alert' : undefined}>
      <div className="kern-alert__header">
        <span className={`kern-icon kern-icon--${tone}`} aria-hidden="true" />
        <span className="kern-title">{title}</span>
      </div>
      {children !== undefined && <div className="kern-alert__body">{children}</div>}
    </div>
  )
}

export function Loading() {
  const texts = useTexts()
  return (
    <p className="loading" role="status">
      <span className="loading__ring" aria-hidden="true" />
      {texts.common.loading}
    </p>
  )
}

/** A list or page that could not be loaded, with the way out. */
export function LoadFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const texts = useTexts()
  return (
    <Alert tone="danger" title={problemText(error, texts)} urgent>
      <Button onClick={retry} icon="undo">
        {texts.common.retry}
      </Button>
    </Alert>
  )
}

interface EmptyProperties {
  readonly icon: IconName
  readonly title: string
  readonly children?: ReactNode
}

/** What stands where a list would be, and what to do next. */
export function Empty({ icon, title, children }: EmptyProperties) {
  return (
    <div className="empty">
      <span className="empty__sign">
        <Icon name={icon} size={32} />
      </span>
      <p className="empty__title">{title}</p>
      {children !== undefined && <div className="empty__body">{children}</div>}
    </div>
  )
}

/** Errors of a form on top, each a link to its field (WCAG 3.3.1). */
export function ErrorSummary({ faults }: { faults: readonly { fieldId: string; message: string }[] }) {
  const texts = useTexts()
  if (faults.length === 0) return null
  return (
    <div className="kern-alert kern-alert--danger" role="alert" tabIndex={-1} ref={focusWhenShown}>
      <div className="kern-alert__header">
        <span className="kern-icon kern-icon--danger" aria-hidden="true" />
        <span className="kern-title">{texts.common.errors.summary(faults.length)}</span>
      </div>
      <div className="kern-alert__body">
        <ul className="plain-list">
          {faults.map((fault) => (
            <li key={fault.fieldId}>
              <a className="kern-link" href={`#${fault.fieldId}`} onClick={focusField(fault.fieldId)}>
                {fault.message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}

function focusWhenShown(element: HTMLElement | null): void {
  element?.focus()
}

function focusField(fieldId: string) {
  return (event: { preventDefault: () => void }) => {
    event.preventDefault()
    document.getElementById(fieldId)?.focus()
  }
}
