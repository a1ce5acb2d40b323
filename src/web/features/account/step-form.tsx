import type { ReactNode } from 'react'
import { ApiError } from '../../shared/api/client.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'

interface Properties {
  readonly error: Error | null
  readonly pending: boolean
  readonly onSubmit: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** One step of a dialog: fields, what went wrong apart from them, and the two ways on. */
export function StepForm({ error, pending, onSubmit, onClose, children }: Properties) {
  const texts = useTexts()
  return (
    <form
      className="stack stack--wide"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {error !== null && !hasFaults(error) && (
        <Alert tone="danger" urgent title={problemText(error, texts)} />
      )}
      {children}
      <div className="button-row">
        <Button kind="primary" type="submit" disabled={pending}>
          {texts.account.secondFactor.next}
        </Button>
        <Button onClick={onClose}>{texts.common.cancel}</Button>
      </div>
    </form>
  )
}

/** Whether the fault belongs to a field and is said there. */
export function hasFaults(error: Error): boolean {
  return error instanceof ApiError && error.faults.length > 0
}

export function faultOf(error: Error | null, path: string): string | undefined {
  return error instanceof ApiError ? error.faults.find((fault) => fault.path === path)?.message : undefined
}
