import { useTexts } from '../../shared/preferences.tsx'

/** What can be typed, each with an example; folded up until it is wanted. */
export function SearchHelp() {
  const { search } = useTexts()
  return (
    <details className="search__help">
      <summary>{search.help}</summary>
      <dl>
        {search.helpRows.map(([example, meaning]) => (
          <div key={example}>
            <dt>{example}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
