import { useEffect, useRef, type KeyboardEvent } from 'react'
import { useTexts } from '../../shared/preferences.tsx'
import { IconButton } from '../../shared/ui/button.tsx'
import { movedBox, type Mark, type Marks, type Reason } from './use-marks.ts'

interface Properties {
  readonly page: number
  readonly desk: Marks
  readonly selected: number | undefined
  readonly onSelect: (key: number | undefined) => void
  readonly onRemoved: () => void
}

/** The places of one page: each can be moved, sized, given another reason and removed by keyboard. */
export function MarkList({ page, desk, selected, onSelect, onRemoved }: Properties) {
  const { redaction } = useTexts()
  const marks = desk.marks.filter((mark) => mark.page === page)
  const remove = (key: number): void => {
    desk.remove(key)
    onSelect(undefined)
    onRemoved()
  }
  return (
    <section aria-labelledby="stellen">
      <h2 className="section-title" id="stellen">
        {redaction.marks(page)}
      </h2>
      {marks.length === 0 ? (
        <p className="redaction__none">{redaction.noMarks}</p>
      ) : (
        <p className="kern-hint" id="stellen-hinweis">
          {redaction.markHint}
        </p>
      )}
      <ol className="plain-list redaction__marks">
        {marks.map((mark, index) => (
          <Row
            key={mark.key}
            mark={mark}
            number={index + 1}
            desk={desk}
            isSelected={mark.key === selected}
            onSelect={onSelect}
            onRemove={remove}
          />
        ))}
      </ol>
    </section>
  )
}

interface RowProperties {
  readonly mark: Mark
  readonly number: number
  readonly desk: Marks
  readonly isSelected: boolean
  readonly onSelect: (key: number) => void
  readonly onRemove: (key: number) => void
}

function Row({ mark, number, desk, isSelected, onSelect, onRemove }: RowProperties) {
  const { redaction } = useTexts()
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (isSelected) button.current?.focus({ preventScroll: true })
  }, [isSelected])
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Delete') {
      event.preventDefault()
      onRemove(mark.key)
      return
    }
    const box = event.altKey || event.ctrlKey ? undefined : movedBox(mark.box, event.key, event.shiftKey)
    if (box === undefined) return
    event.preventDefault()
    desk.change(mark.key, { box })
  }
  const [x, y, right, bottom] = mark.box.map((share) => Math.round(share * 100)) as [
    number,
    number,
    number,
    number,
  ]
  return (
    <li className="redaction__row">
      <button
        ref={button}
        type="button"
        className="redaction__pick"
        aria-pressed={isSelected}
        aria-describedby="stellen-hinweis"
        onClick={() => {
          onSelect(mark.key)
        }}
        onKeyDown={press}
      >
        {redaction.mark(number)}
        <span className="redaction__place">{redaction.place(x, y, right - x, bottom - y)}</span>
      </button>
      <IconButton
        icon="trash"
        label={redaction.remove(number)}
        onClick={() => {
          onRemove(mark.key)
        }}
      />
      <ReasonSelect
        label={redaction.reasonOf(number)}
        value={mark.reason}
        onChange={(reason) => {
          desk.change(mark.key, { reason })
        }}
      />
      {mark.reason === 'other' && (
        <input
          type="text"
          className="kern-form-input__input redaction__remark"
          aria-label={`${redaction.mark(number)}: ${redaction.remark}`}
          placeholder={redaction.remark}
          maxLength={200}
          value={mark.remark ?? ''}
          onChange={(event) => {
            desk.change(mark.key, { remark: event.target.value })
          }}
        />
      )}
    </li>
  )
}

interface ReasonProperties {
  readonly label: string
  readonly value: Reason
  readonly onChange: (reason: Reason) => void
}

function ReasonSelect({ label, value, onChange }: ReasonProperties) {
  const { redaction } = useTexts()
  return (
    <div className="kern-form-input__select-wrapper redaction__reason">
      <select
        className="kern-form-input__select"
        aria-label={label}
        value={value}
        onChange={(event) => {
          onChange(event.target.value as Reason)
        }}
      >
        {Object.entries(redaction.reasons).map(([reason, name]) => (
          <option key={reason} value={reason}>
            {name}
          </option>
        ))}
      </select>
    </div>
  )
}
