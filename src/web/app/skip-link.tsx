import { useTexts } from '../shared/preferences.tsx'

/** First stop of the Tab key on every page (WCAG 2.4.1). */
export function SkipLink() {
  const texts = useTexts()
  return (
    <a
      className="skip-link"
      href="#inhalt"
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('inhalt')?.focus()
      }}
    >
      {texts.common.skipToContent}
    </a>
  )
}
