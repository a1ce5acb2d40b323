import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { call } from '../../shared/api/client.ts'
import type { ItemView, PostingView } from '../../shared/api/types.ts'
import { formatInstant } from '../../shared/format.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import type { Texts } from '../../shared/texts.de.ts'
import { Button } from '../../shared/ui/button.tsx'
import { Alert } from '../../shared/ui/feedback.tsx'
import type { DialogName } from './item-actions.tsx'
import { mayMarkPart } from './views.ts'

type Posting = NonNullable<PostingView['posting']>
type Words = Texts['posting']

interface Properties {
  readonly item: ItemView
  readonly onDialog: (name: DialogName) => void
}

/** The other parts of what came in several, and whether the item may go on without them. */
export function PostingPanel({ item, onDialog }: Properties) {
  const { data } = usePosting(item)
  const { posting: words } = useTexts()
  const may = useMay()
  const posting = data?.posting
  if (posting === undefined || posting === null) return null
  return (
    <Alert tone={posting.isHeldBack ? 'warning' : 'info'} title={titleOf(posting, words)}>
      <p>{hintOf(posting, words)}</p>
      <p>{words.key(posting.key)}</p>
      <ul className="posting__parts" aria-label={words.parts}>
        {posting.parts.map(({ itemId, number, receiptNumber }) => (
          <li key={itemId}>
            {itemId === item.id ? (
              `${words.part(number, receiptNumber)} ${words.thisOne}`
            ) : (
              <Link className="kern-link" to={`/posteingang/${itemId}`}>
                {words.part(number, receiptNumber)}
              </Link>
            )}
          </li>
        ))}
      </ul>
      <div className="button-row">
        {posting.isHeldBack && may('items:route') && (
          <PanelButton label={words.release} name="release-part" onDialog={onDialog} />
        )}
        {mayMarkPart(item, may) && <PanelButton label={words.change} name="part" onDialog={onDialog} />}
      </div>
    </Alert>
  )
}

/** Of an item that is a part; asked anew with each change of the item. */
export function usePosting({ id, part, version }: Pick<ItemView, 'id' | 'part' | 'version'>) {
  return useQuery({
    queryKey: ['item', id, 'posting', version],
    queryFn: async ({ signal }) => (await call(`/incoming-items/${id}/posting`, { signal })) as PostingView,
    enabled: part !== null,
  })
}

function titleOf({ number, of, missing, released, isHeldBack }: Posting, words: Words): string {
  const numbers = missing.join(', ')
  if (missing.length === 0) return words.complete(number, of)
  if (released !== null) return words.released(number, of, numbers)
  return isHeldBack ? words.waits(number, of, numbers) : words.unseen(number, of, numbers)
}

function hintOf({ missing, released, isHeldBack }: Posting, words: Words): string {
  if (missing.length === 0) return words.completeHint
  if (released === null) return isHeldBack ? words.hint : words.unseenHint
  return words.releasedBy(released.by.displayName, formatInstant(released.at), released.reason)
}

interface ButtonProperties {
  readonly label: string
  readonly name: DialogName
  readonly onDialog: (name: DialogName) => void
}

function PanelButton({ label, name, onDialog }: ButtonProperties) {
  return (
    <Button
      className="button--small"
      onClick={() => {
        onDialog(name)
      }}
    >
      {label}
    </Button>
  )
}
