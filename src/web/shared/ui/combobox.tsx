import { useId, useRef, useState, type KeyboardEvent, type Ref } from 'react'
import { Icon } from './icon.tsx'

export interface Option {
  readonly id: string
  readonly label: string
  /** Second line, such as where an option stands in the tree. */
  readonly hint?: string
}

interface Properties {
  readonly label: string
  readonly hiddenLabel?: boolean
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly placeholder?: string
  readonly id?: string
  /** What stands in the field. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly options: readonly Option[]
  readonly onPick: (option: Option) => void
  /** Said and shown when the text fits no option. */
  readonly nothing?: string
  readonly inputRef?: Ref<HTMLInputElement>
  readonly onFocus?: () => void
  readonly onBlur?: () => void
  /** Opens the list with the arrow key only; for free text with proposals. */
  readonly quiet?: boolean
  readonly autoFocusInDialog?: boolean
}

/** Text field with a list of options (ARIA 1.2 combobox): arrows walk, Enter takes, Escape closes. */
export function Combobox(properties: Properties) {
  const ownId = useId()
  const { id = ownId, label, hiddenLabel, hint, error, text, options, quiet } = properties
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const shown = open && (options.length > 0 || properties.nothing !== undefined)
  const activeOption = shown ? options[active] : undefined

  const pick = (option: Option) => {
    setOpen(false)
    properties.onPick(option)
  }
  const move = (step: number) => {
    const next = open ? (active + step + options.length) % Math.max(1, options.length) : 0
    setOpen(true)
    setActive(next)
    list.current?.children[next]?.scrollIntoView({ block: 'nearest' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Enter' && !event.ctrlKey && activeOption) {
      event.preventDefault()
      pick(activeOption)
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
    }
  }
  const describedBy = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`kern-form-input combobox${error ? ' kern-form-input--error' : ''}`}>
      <label className={hiddenLabel ? 'kern-sr-only' : 'kern-label'} htmlFor={id}>
        {label}
      </label>
      {hint && (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div className="combobox__box">
        <input
          ref={properties.inputRef}
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeOption ? `${id}-${activeOption.id}` : undefined}
          aria-describedby={describedBy || undefined}
          aria-invalid={error ? true : undefined}
          data-autofocus={properties.autoFocusInDialog ? true : undefined}
          placeholder={properties.placeholder}
          className="kern-form-input__input"
          value={text}
          onChange={(event) => {
            properties.onText(event.target.value)
            setActive(0)
            if (!quiet) setOpen(true)
          }}
          onKeyDown={onKeyDown}
          onFocus={properties.onFocus}
          onClick={() => {
            if (!quiet) setOpen(true)
          }}
          onBlur={() => {
            setOpen(false)
            properties.onBlur?.()
          }}
        />
        {options.length > 0 && (
          <span className="combobox__sign">
            <Icon name="chevron-down" size={16} />
          </span>
        )}
        <ul
          ref={list}
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          className="combobox__list"
          hidden={!shown}
        >
          {shown &&
            options.map((option, index) => (
              <ComboboxOption
                key={option.id}
                id={`${id}-${option.id}`}
                option={option}
                active={index === active}
                onPick={pick}
              />
            ))}
          {shown && options.length === 0 && (
            <li className="combobox__nothing" role="option" aria-disabled="true" aria-selected="false">
              {properties.nothing}
            </li>
          )}
        </ul>
      </div>
      {error && (
        <p className="kern-error" id={`${id}-error`}>
          <span className="kern-icon kern-icon--danger" aria-hidden="true" />
          <span className="kern-body">{error}</span>
        </p>
      )}
    </div>
  )
}

interface OptionProperties {
  readonly id: string
  readonly option: Option
  readonly active: boolean
  readonly onPick: (option: Option) => void
}

/** Pressing must not take the focus out of the field, or the list would close before the click arrives. */
function ComboboxOption({ id, option, active, onPick }: OptionProperties) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      className="combobox__option"
      onPointerDown={(event) => {
        event.preventDefault()
      }}
      onClick={() => {
        onPick(option)
      }}
    >
      <span>{option.label}</span>
      {option.hint !== undefined && <span className="combobox__hint">{option.hint}</span>}
    </li>
  )
}
