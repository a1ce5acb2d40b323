import { useState, type RefObject } from 'react'
import type { DocumentView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Key } from '../../shared/ui/button.tsx'
import { Combobox } from '../../shared/ui/combobox.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { SimilarLetters } from './similar-letters.tsx'
import { useTargetSearch, type LabelledTarget, type ProposedTarget } from './targets.ts'
import { weightLabel } from './weight.ts'
import { Why } from './why.tsx'

interface Properties {
  readonly document: DocumentView
  readonly proposed: readonly ProposedTarget[]
  readonly chosen: LabelledTarget | undefined
  readonly onChoose: (target: LabelledTarget) => void
  readonly error: string | undefined
  readonly inputRef: RefObject<HTMLInputElement | null>
}

/** The proposed targets with their digits, and a type-ahead over all units and files. */
export function TargetPicker({ document, proposed, chosen, onChoose, error, inputRef }: Properties) {
  const { triage } = useTexts()
  const abstained = document.abstained.orgUnit
  const isOther = chosen !== undefined && !proposed.some((target) => target.key === chosen.key)
  return (
    <fieldset className="targets">
      <legend className="form-section__title">{triage.sections.target}</legend>
      {proposed.length > 0 && (
        <ol className="targets__list" aria-label={triage.target.proposed}>
          {proposed.map((target, index) => (
            <li key={target.key} className="target">
              <button
                type="button"
                className="target__button"
                aria-pressed={target.key === chosen?.key}
                onClick={() => {
                  onChoose(target)
                }}
              >
                <Key>{index + 1}</Key>
                <span className="target__label">
                  {target.label}
                  {target.hint !== undefined && <span className="target__hint">{target.hint}</span>}
                </span>
                <span className="weight">{weightLabel(target.proposal, triage)}</span>
                {target.key === chosen?.key && <Icon name="check" />}
              </button>
              <Why field={triage.fields.orgUnit} proposal={target.proposal}>
                <SimilarLetters
                  documentId={document.id}
                  agrees={(earlier) => earlier.orgUnitId === target.target.orgUnitId}
                />
              </Why>
            </li>
          ))}
        </ol>
      )}
      {proposed.length === 0 && abstained !== undefined && (
        <p className="abstained">{triage.abstained(abstained)}</p>
      )}
      {isOther && (
        <p className="targets__other">
          <Icon name="check" />
          <span>
            <span className="kern-sr-only">{triage.target.chosen}: </span>
            {chosen.label}
          </span>
        </p>
      )}
      <TypeAhead onChoose={onChoose} error={error} inputRef={inputRef} />
    </fieldset>
  )
}

function TypeAhead({ onChoose, error, inputRef }: Pick<Properties, 'onChoose' | 'error' | 'inputRef'>) {
  const { triage, common } = useTexts()
  const [text, setText] = useState('')
  const { options, find } = useTargetSearch(text)
  return (
    <Combobox
      id="ziel"
      label={triage.target.label}
      placeholder={triage.target.placeholder}
      error={error}
      text={text}
      onText={setText}
      options={options}
      nothing={common.nothingFound}
      ref={inputRef}
      onPick={(option) => {
        const target = find(option.id)
        if (target !== undefined) onChoose(target)
        setText('')
      }}
    />
  )
}
