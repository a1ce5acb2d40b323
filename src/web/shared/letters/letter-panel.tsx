import { useId, useState } from 'react'
import { useTexts } from '../preferences.tsx'
import { useShortcuts } from '../shortcuts.ts'
import { Button } from '../ui/button.tsx'
import { LetterDialog } from './letter-dialog.tsx'
import type { LetterObject } from './letters-api.ts'
import '../desk/desk.css'

interface Properties {
  readonly object: LetterObject
  /** Why no letter can be written from here now. */
  readonly obstacle?: string | undefined
}

/** Writing a letter from an item or a case file, with the key B. */
export function LetterPanel({ object, obstacle }: Properties) {
  const { letters } = useTexts()
  const titleId = useId()
  const [isWriting, setIsWriting] = useState(false)
  const write = () => {
    setIsWriting(true)
  }
  useShortcuts(obstacle === undefined ? { b: write } : {})
  return (
    <section className="desk-panel" aria-labelledby={titleId}>
      <h2 className="section-title" id={titleId}>
        {letters.title}
      </h2>
      {obstacle === undefined ? (
        <div className="button-row">
          <Button className="button--small" icon="pencil" shortcut="B" onClick={write}>
            {object.kind === 'case-file' ? letters.write : letters.answer}
          </Button>
        </div>
      ) : (
        <p className="kern-body">{obstacle}</p>
      )}
      {isWriting && (
        <LetterDialog
          object={object}
          onClose={() => {
            setIsWriting(false)
          }}
        />
      )}
    </section>
  )
}
