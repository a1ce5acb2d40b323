import { Link } from 'react-router'
import { LevelBadge } from '../../shared/access/level-badge.tsx'
import type { SearchHit } from '../../shared/api/types.ts'
import { formatDay } from '../../shared/format.ts'
import { useTypeName, useUnitName } from '../../shared/master-data.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { MarkedText } from './marked-text.tsx'

/** One document with the places where the words stand; each place is a link to its page. */
export function SearchHitRow({ hit, words }: { hit: SearchHit; words: string }) {
  const { access, search } = useTexts()
  const typeName = useTypeName()
  const unitName = useUnitName()
  const facts = [
    hit.receiptNumber,
    search.received(formatDay(hit.receivedAt)),
    typeName(hit.documentType),
    unitName(hit.orgUnitId),
  ]
  const firstPage = hit.snippets[0]?.page ?? 1
  return (
    <li className="hit">
      <h2 className="hit__title">
        <Link to={pageAddress(hit.documentId, firstPage, words)}>
          <Icon name="document" />
          {hit.title}
        </Link>
      </h2>
      <p className="hit__facts">{facts.filter(Boolean).join(' · ')}</p>
      {hit.level !== 'normal' && (
        <p className="hit__facts">
          <LevelBadge level={hit.level} /> {access.hiddenWords}
        </p>
      )}
      <ul className="hit__snippets">
        {hit.snippets.map((snippet, index) => (
          <li key={index}>
            <Link className="hit__page" to={pageAddress(hit.documentId, snippet.page, words)}>
              {search.hitOn(snippet.page)}
            </Link>
            <span className="hit__text">
              <MarkedText text={snippet.text} marks={snippet.marks} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  )
}

function pageAddress(documentId: string, page: number, words: string): string {
  return `/dokumente/${documentId}?seite=${page}&q=${encodeURIComponent(words)}`
}
