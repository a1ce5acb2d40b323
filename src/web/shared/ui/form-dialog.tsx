import type { ReactNode } from 'react'
import { useTexts } from '../preferences.tsx'
import { problemText } from '../problems.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Alert } from './feedback.tsx'

interface Properties {
  readonly title: string
  readonly error: Error | null
  readonly pending: boolean
  readonly wide?: boolean
  /** Default: save. */
  readonly submitLabel?: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A dialog with one form; it stays open with the reason while the server refuses. */
export function FormDialog(properties: Properties) {
  const { title, error, pending, wide = false, submitLabel, onSubmit, onClose, children } = properties
  const texts = useTexts()
  return (
    <Dialog title={title} onClose={onClose} wide={wide}>
      <form
        className="stack stack--wide"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {error !== null && <Alert tone="danger" urgent title={problemText(error, texts)} />}
        {children}
        <div className="button-row">
          <Button kind="primary" type="submit" disabled={pending}>
            {submitLabel ?? texts.common.save}
          </Button>
          <Button onClick={onClose}>{texts.common.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
