import { useEffect, useRef } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { problemText } from '../../shared/problems.ts'
import { Button, IconButton } from '../../shared/ui/button.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import type { BulkRun, FinishedBulk } from './use-bulk.ts'
import type { UndoPile } from './use-undo.ts'

interface Properties {
  readonly result: FinishedBulk
  readonly run: BulkRun
  readonly undoPile: UndoPile
}

/** Which items were done, and which not and why; those stay chosen. */
export function BulkResultPanel({ result, run, undoPile }: Properties) {
  const texts = useTexts()
  const { bulk: words, undo } = texts.triage
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    heading.current?.focus({ preventScroll: true })
  }, [result])
  const { done, notDone, undoings, step } = result
  return (
    <section className="bulk bulk--result" aria-labelledby="sammel-ergebnis">
      <div className="bulk__head">
        <h2 className="bulk__title" id="sammel-ergebnis" ref={heading} tabIndex={-1}>
          <Icon name={notDone.length === 0 ? 'check-circle' : 'warning'} />
          {words.done(done.length, words.past[step.action])}
          {notDone.length > 0 && `, ${words.notDone(notDone.length)}`}
        </h2>
        <IconButton icon="close" label={words.forget} onClick={run.forget} />
      </div>
      {notDone.length > 0 && (
        <ul className="bulk__faults">
          {notDone.map(({ item, error }) => (
            <li key={item.id}>
              <strong>{item.receiptNumber}</strong>:{' '}
              {error === undefined ? words.notTried : problemText(error, texts)}
            </li>
          ))}
        </ul>
      )}
      {undoPile.has(undoings) && (
        <Button
          className="button--small"
          icon="undo"
          onClick={() => {
            undoPile.undo(undoings)
            run.forget()
          }}
        >
          {undo.label}
        </Button>
      )}
    </section>
  )
}
