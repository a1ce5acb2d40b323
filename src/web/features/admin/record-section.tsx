import { useState, type ReactNode } from 'react'
import { Empty } from '../../shared/ui/feedback.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'
import { Loaded, type Reading } from '../../shared/ui/loaded.tsx'
import type { Collection } from './admin-api.ts'
import { DeleteDialog, type DeleteWords } from './delete-dialog.tsx'
import type { Openers } from './record-actions.tsx'
import { SectionTitle } from './section-title.tsx'

interface Words extends DeleteWords {
  readonly title: string
  readonly intro: string
  readonly create: string
  readonly empty: string
}

interface Properties<Item> {
  readonly collection: Collection
  readonly query: Reading<{ readonly items: readonly Item[] }>
  readonly words: Words
  readonly icon: IconName
  readonly card: (record: Item, openers: Openers) => ReactNode
  /** Of a new record when it is absent. */
  readonly form: (record: Item | undefined, onClose: () => void) => ReactNode
  readonly remove: (record: Item) => Promise<void>
}

type Opened<Item> =
  | { readonly kind: 'edit'; readonly record: Item | undefined }
  | { readonly kind: 'delete'; readonly record: Item }

/** A list of records as cards; each is added, changed and deleted in a dialog. */
export function RecordSection<Item extends { readonly id: string; readonly name: string }>(
  properties: Properties<Item>,
) {
  const { collection, query, words, icon, card, form, remove } = properties
  const [opened, setOpened] = useState<Opened<Item>>()
  const close = () => {
    setOpened(undefined)
  }
  const openersOf = (record: Item): Openers => ({
    onEdit: () => {
      setOpened({ kind: 'edit', record })
    },
    onDelete: () => {
      setOpened({ kind: 'delete', record })
    },
  })
  return (
    <>
      <SectionTitle
        words={words}
        onCreate={() => {
          setOpened({ kind: 'edit', record: undefined })
        }}
      />
      <p className="page__intro">{words.intro}</p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={icon} title={words.empty} />
          ) : (
            <ul className="rules">
              {items.map((record) => (
                <li key={record.id} className="rule">
                  {card(record, openersOf(record))}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {opened?.kind === 'edit' && form(opened.record, close)}
      {opened?.kind === 'delete' && (
        <DeleteDialog
          collection={collection}
          name={opened.record.name}
          words={words}
          remove={async () => remove(opened.record)}
          onClose={close}
        />
      )}
    </>
  )
}
