import type { ReactNode } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { Button } from '../../shared/ui/button.tsx'

/** Opens the form or the question whether to delete, each for one record. */
export interface Openers {
  readonly onEdit: () => void
  readonly onDelete: () => void
}

interface Properties extends Openers {
  readonly name: string
  readonly words: { readonly delete: string }
  /** What else can be done to the record. */
  readonly children: ReactNode
}

/** The buttons of the card of a record. */
export function RecordActions({ name, words, children, onEdit, onDelete }: Properties) {
  const { common } = useTexts()
  return (
    <div className="rule__actions">
      {children}
      <Button className="button--small" icon="pencil" aria-label={`${common.edit}: ${name}`} onClick={onEdit}>
        {common.edit}
      </Button>
      <Button
        kind="tertiary"
        className="button--small"
        icon="trash"
        aria-label={`${words.delete}: ${name}`}
        onClick={onDelete}
      >
        {words.delete}
      </Button>
    </div>
  )
}
