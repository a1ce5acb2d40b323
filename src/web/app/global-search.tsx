import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'
import { useShortcuts } from '../shared/shortcuts.ts'
import { Icon } from '../shared/ui/icon.tsx'

/** The search field in the header, reached with `/` from anywhere. */
export function GlobalSearch() {
  const { shell } = useTexts().common
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => input.current?.focus() })
  return (
    <form
      role="search"
      className="global-search"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') void navigate(`/suche?q=${encodeURIComponent(text.trim())}`)
      }}
    >
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        aria-label={shell.searchLabel}
        placeholder={shell.searchPlaceholder}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur()
        }}
      />
    </form>
  )
}
