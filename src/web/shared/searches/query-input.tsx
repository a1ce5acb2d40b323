import { useId, type InputHTMLAttributes, type Ref } from 'react'
import { useTexts } from '../preferences.tsx'
import { useCompletion } from './use-completion.ts'

interface Properties extends Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  readonly text: string
  readonly onText: (text: string) => void
  /** Goes on with a proposal that was chosen. */
  readonly onChosen: (text: string) => void
  readonly ref?: Ref<HTMLInputElement>
}

/**
 * Field for a query with proposals how it may go on (ARIA 1.2 combobox): arrows walk, Enter takes the one that is walked to
 * and else searches what is typed, Escape closes.
 */
export function QueryInput({ text, onText, onChosen, ref, ...input }: Properties) {
  const { search } = useTexts()
  const ownId = useId()
  const { options, listbox } = useCompletion(text, (chosen) => {
    onText(chosen)
    onChosen(chosen)
  })
  const { list, shown, active, activeOption, pick, onKeyDown, show, hide, restart } = listbox
  const listId = `${input.id ?? ownId}-completions`
  const place = (index: number): string => `${listId}-${index}`
  return (
    <>
      <input
        {...input}
        ref={ref}
        type="search"
        role="combobox"
        autoComplete="off"
        maxLength={1_000}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={listId}
        aria-activedescendant={activeOption && place(active)}
        value={text}
        onChange={(event) => {
          onText(event.target.value)
          restart()
          show()
        }}
        onKeyDown={(event) => {
          onKeyDown(event)
          if (!event.defaultPrevented) input.onKeyDown?.(event)
        }}
        onBlur={hide}
      />
      <ul
        ref={list}
        id={listId}
        role="listbox"
        aria-label={search.completions}
        className="combobox__list"
        hidden={!shown}
      >
        {shown &&
          options.map((option, index) => (
            <li
              key={option.id}
              id={place(index)}
              role="option"
              aria-selected={index === active}
              className="combobox__option"
              // Pressing must not take the focus out of the field, or the list would close before the click arrives.
              onPointerDown={(event) => {
                event.preventDefault()
              }}
              onClick={() => {
                pick(option)
              }}
            >
              <span>{option.label}</span>
              <span className="combobox__hint">{option.hint}</span>
            </li>
          ))}
      </ul>
      <span className="kern-sr-only" role="status">
        {shown ? search.completionCount(options.length) : ''}
      </span>
    </>
  )
}
