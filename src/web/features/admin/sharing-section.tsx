import { useQuery } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { PublicationView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { Badge } from '../../shared/ui/badge.tsx'
import { Button } from '../../shared/ui/button.tsx'
import { Empty } from '../../shared/ui/feedback.tsx'
import { Loaded } from '../../shared/ui/loaded.tsx'
import { AdoptDialog } from './adopt-dialog.tsx'
import { CompareDialog } from './compare-dialog.tsx'
import { DeleteDialog } from './delete-dialog.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { SectionTitle } from './section-title.tsx'
import { SharedContentView } from './shared-content.tsx'
import { fetchPublications, withdraw } from './sharing-api.ts'

type Opened = 'publish' | { readonly act: 'adopt' | 'compare' | 'withdraw'; readonly id: string }

/** What all cities have published, one's own included. */
export function SharingSection() {
  const { sharing: words } = useTexts()
  const [opened, setOpened] = useState<Opened>()
  const query = useQuery({
    queryKey: ['publications'],
    queryFn: async ({ signal }) => fetchPublications(signal),
  })
  const close = () => {
    setOpened(undefined)
  }
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setOpened('publish')
        }}
      />
      <p className="page__intro">{words.intro}</p>
      <Loaded query={query}>
        {({ items }) => (
          <>
            {items.length === 0 ? (
              <Empty icon="tag" title={words.empty} />
            ) : (
              <ul className="rules">
                {items.map((publication) => (
                  <li key={publication.id} className="rule">
                    <PublicationCard publication={publication} onOpen={setOpened} />
                  </li>
                ))}
              </ul>
            )}
            {opened !== undefined && opened !== 'publish' && (
              <ActDialog opened={opened} publications={items} onClose={close} />
            )}
          </>
        )}
      </Loaded>
      {opened === 'publish' && <PublishDialog onClose={close} />}
    </>
  )
}

interface ActProperties {
  readonly opened: Exclude<Opened, 'publish'>
  readonly publications: readonly PublicationView[]
  readonly onClose: () => void
}

function ActDialog({ opened: { act, id }, publications, onClose }: ActProperties) {
  const { sharing: words } = useTexts()
  const publication = publications.find((one) => one.id === id)
  if (publication === undefined) return null
  if (act === 'adopt') return <AdoptDialog publication={publication} onClose={onClose} />
  const { copy, content } = publication
  if (act === 'compare')
    return copy && <CompareDialog publication={publication} copy={copy} onClose={onClose} />
  return (
    <DeleteDialog
      collection="publications"
      name={content.name}
      words={{ delete: words.withdraw, deleteTitle: words.withdrawTitle, deleteBody: words.withdrawBody }}
      remove={async () => withdraw(id)}
      onClose={onClose}
    />
  )
}

interface CardProperties {
  readonly publication: PublicationView
  readonly onOpen: (opened: Opened) => void
}

function PublicationCard({ publication, onOpen }: CardProperties) {
  const { sharing: words } = useTexts()
  const { id, content, publisher, release, publishedAt, own, copy } = publication
  const act = (label: string, kind: 'adopt' | 'compare' | 'withdraw'): ReactNode => (
    <Button
      kind={kind === 'adopt' ? 'secondary' : 'tertiary'}
      className="button--small"
      aria-label={`${label}: ${content.name}`}
      onClick={() => {
        onOpen({ act: kind, id })
      }}
    >
      {label}
    </Button>
  )
  return (
    <>
      <div className="rule__head">
        <h2 className="rule__name">{content.name}</h2>
        <Badge tone="neutral" icon="tag">
          {words.kinds[content.kind]}
        </Badge>
        <Standing publication={publication} />
        <span className="rule__priority">
          {words.release(release, formatInstant(publishedAt))} {own === null && words.by(publisher)}
        </span>
      </div>
      <SharedContentView content={content} />
      <div className="rule__actions">
        {own !== null && act(words.withdraw, 'withdraw')}
        {own === null && copy === null && act(words.adopt, 'adopt')}
        {copy !== null && act(copy.release < release ? words.takeOver : words.compare, 'compare')}
      </div>
    </>
  )
}

function Standing({ publication: { own, copy, release } }: { publication: PublicationView }) {
  const { sharing: words } = useTexts()
  if (own !== null) {
    return (
      <Badge tone={own.isBehind ? 'warning' : 'success'} icon={own.isBehind ? 'warning' : 'check'}>
        {own.isBehind ? words.behind : words.own}
      </Badge>
    )
  }
  if (copy === null) return null
  return (
    <>
      <Badge tone="success" icon="check">
        {words.adoptedRelease(copy.release)}
      </Badge>
      {copy.release < release && (
        <Badge tone="info" icon="sparkle">
          {words.newer}
        </Badge>
      )}
    </>
  )
}
