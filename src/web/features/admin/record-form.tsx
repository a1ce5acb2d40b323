import type { ReactNode } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Dialog } from '../../shared/ui/dialog.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'

interface Properties {
  readonly title: string
  readonly error: Error | null
  readonly pending: boolean
  /** Default: save. */
  readonly submitLabel?: string
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The dialog in which a record is added or changed. */
export function RecordForm(properties: Properties) {
  const { title, error, pending, submitLabel, onSubmit, onClose, children } = properties
  const texts = useTexts()
  return (
    <Dialog title={title} onClose={onClose} wide>
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
