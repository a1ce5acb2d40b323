import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import { useTexts } from '../shared/preferences.tsx'
import { useShortcuts } from '../shared/shortcuts.ts'
import { QueryInput } from '../shared/searches/query-input.tsx'
import { Icon } from '../shared/ui/icon.tsx'

/** The search field in the header, reached with `/` from anywhere. */
export function GlobalSearch() {
  const { shell } = useTexts().common
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const search = (query: string) => {
    if (query.trim() !== '') void navigate(`/suche?q=${encodeURIComponent(query.trim())}`)
  }
  useShortcuts({ '/': () => input.current?.focus() })
  return (
    <form
      role="search"
      className="global-search"
      onSubmit={(event) => {
        event.preventDefault()
        search(text)
      }}
    >
      <Icon name="search" />
      <QueryInput
        ref={input}
        aria-label={shell.searchLabel}
        placeholder={shell.searchPlaceholder}
        text={text}
        onText={setText}
        onChosen={search}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur()
        }}
      />
    </form>
  )
}
