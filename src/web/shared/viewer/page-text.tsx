import type { PageView } from '../api/types.ts'
import { useTexts } from '../preferences.tsx'
import { Loading } from '../ui/feedback.tsx'

/** The recognised text of a page instead of its picture: for screen readers, and for reading in large type. */
export function PageText({ page }: { page: PageView | undefined }) {
  const { viewer, common } = useTexts()
  if (page === undefined) return <Loading />
  return (
    <article className="page-text" aria-label={common.page(page.number)} lang="de">
      {page.blank && <p>{viewer.blank}</p>}
      {!page.blank && page.blocks.length === 0 && <p>{viewer.noText}</p>}
      {page.blocks.map((block, index) => (
        <p key={index}>
          {block.lines.map((line, lineIndex) => (
            <span key={lineIndex} className="page-text__line">
              {line.words.map((word) => word.text).join(' ')}
            </span>
          ))}
        </p>
      ))}
    </article>
  )
}
