import { useId, type Ref } from 'react'
import { Icon } from './icon.tsx'
import { useListbox, type Option } from './use-listbox.ts'

interface Properties {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly placeholder?: string | undefined
  readonly id?: string
  /** What stands in the field. */
  readonly text: string
  readonly onText: (text: string) => void
  readonly options: readonly Option[]
  readonly onPick: (option: Option) => void
  /** Said and shown when the text fits no option. */
  readonly nothing?: string
  readonly ref?: Ref<HTMLInputElement>
  readonly onFocus?: () => void
  /** Opens the list with the arrow key only; for free text with proposals. */
  readonly quiet?: boolean
  readonly autoFocusInDialog?: boolean
}

/** Text field with a list of options (ARIA 1.2 combobox): arrows walk, Enter takes, Escape closes. */
export function Combobox({ ref, ...properties }: Properties) {
  const ownId = useId()
  const { id = ownId, label, hint, error, text, options, quiet = false, nothing } = properties
  const { list, shown, active, activeOption, pick, onKeyDown, show, hide, restart } = useListbox({
    options,
    onPick: properties.onPick,
    showsEmpty: nothing !== undefined,
  })
  return (
    <div className={`kern-form-input combobox${error ? ' kern-form-input--error' : ''}`}>
      <label className="kern-label" htmlFor={id}>
        {label}
      </label>
      {hint && (
        <div className="kern-hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      <div className="combobox__box">
        <input
          ref={ref}
          id={id}
          type="text"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={activeOption && `${id}-${activeOption.id}`}
          {...describedBy(id, hint, error)}
          data-autofocus={properties.autoFocusInDialog}
          placeholder={properties.placeholder}
          className="kern-form-input__input"
          value={text}
          onChange={(event) => {
            properties.onText(event.target.value)
            restart()
            if (!quiet) show()
          }}
          onKeyDown={onKeyDown}
          onFocus={properties.onFocus}
          onClick={quiet ? undefined : show}
          onBlur={hide}
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
          {shown && (
            <OptionRows listId={id} options={options} active={active} onPick={pick} nothing={nothing} />
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

function describedBy(id: string, hint: string | undefined, error: string | undefined) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return { 'aria-describedby': ids || undefined, 'aria-invalid': error ? (true as const) : undefined }
}

interface RowsProperties {
  readonly listId: string
  readonly options: readonly Option[]
  readonly active: number
  readonly onPick: (option: Option) => void
  readonly nothing: string | undefined
}

function OptionRows({ listId, options, active, onPick, nothing }: RowsProperties) {
  if (options.length === 0) {
    return (
      <li className="combobox__nothing" role="option" aria-disabled="true" aria-selected="false">
        {nothing}
      </li>
    )
  }
  return options.map((option, index) => (
    <li
      key={option.id}
      id={`${listId}-${option.id}`}
      role="option"
      aria-selected={index === active}
      className="combobox__option"
      // Pressing must not take the focus out of the field, or the list would close before the click arrives.
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
  ))
}
