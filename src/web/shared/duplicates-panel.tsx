import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { actOnItem, fetchDuplicates } from './api/resources.ts'
import type { ItemView, PossibleDuplicate } from './api/types.ts'
import { formatDay, formatPercent } from './format.ts'
import { useAnnounce } from './live.tsx'
import { useTexts } from './preferences.tsx'
import { problemText } from './problems.ts'
import { useMay } from './session.tsx'
import { Button } from './ui/button.tsx'
import { Alert } from './ui/feedback.tsx'

interface Properties {
  readonly documentId: string
  /** Absent as long as it is not loaded, or not the reader's to see. */
  readonly item: Pick<ItemView, 'id' | 'version'> | undefined
}

const RELATIONS = ['leads', 'follows', 'different'] as const
type Relation = (typeof RELATIONS)[number]

/** What may be the same letter by another way; nothing when there is none. A person decides, and both stay. */
export function DuplicatesPanel({ documentId, item }: Properties) {
  const { data } = useQuery({
    queryKey: ['document', documentId, 'duplicates'],
    queryFn: async ({ signal }) => fetchDuplicates(documentId, signal),
  })
  return (
    <>
      {(data ?? []).map((one) => (
        <Duplicate key={one.documentId} documentId={documentId} item={item} duplicate={one} />
      ))}
    </>
  )
}

function Duplicate({ duplicate, ...rest }: Properties & { readonly duplicate: PossibleDuplicate }) {
  const words = useTexts().duplicates
  const { relation, receiptNumber, reasons, similarity } = duplicate
  const title = relation === null ? words.possible(receiptNumber) : words.known[relation](receiptNumber)
  const why = reasons.map((reason) => words.reasons[reason](formatPercent(similarity))).join(', ')
  return (
    <Alert tone="info" title={title}>
      <p>
        <Link className="kern-link" to={`/posteingang/${duplicate.itemId}`}>
          {duplicate.title}
        </Link>
        {`, ${formatDay(duplicate.receivedAt)}: ${why}`}
      </p>
      <Decision duplicate={duplicate} {...rest} />
    </Alert>
  )
}

function Decision({ documentId, item, duplicate }: Properties & { readonly duplicate: PossibleDuplicate }) {
  const texts = useTexts()
  const words = texts.duplicates
  const may = useMay()
  const client = useQueryClient()
  const announce = useAnnounce()
  const deciding = useMutation({
    mutationFn: async (relation: Relation) => {
      if (item !== undefined) await actOnItem(item, 'duplicate', { itemId: duplicate.itemId, relation })
    },
    onSuccess: (_nothing, relation) => {
      announce(words.done[relation](duplicate.receiptNumber))
    },
    onSettled: async () => {
      const keys = [
        ['document', documentId],
        ['item', item?.id],
        ['item-history', item?.id],
      ]
      for (const queryKey of keys) await client.invalidateQueries({ queryKey })
    },
  })
  if (item === undefined || !may('items:index')) return null
  return (
    <>
      {deciding.isError && <p role="alert">{problemText(deciding.error, texts)}</p>}
      <div className="button-row">
        {RELATIONS.filter((one) => one !== duplicate.relation).map((one) => (
          <Button
            key={one}
            className="button--small"
            disabled={deciding.isPending}
            onClick={() => {
              deciding.mutate(one)
            }}
          >
            {words.decide[one]}
          </Button>
        ))}
      </div>
    </>
  )
}
