import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchParams, Link } from 'react-router'
import type { DocumentView, ItemView } from '../../shared/api/types.ts'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { LoadFailure, Loading } from '../../shared/ui/feedback.tsx'
import { Icon } from '../../shared/ui/icon.tsx'
import { documentRevision } from '../../shared/viewer/page-image.ts'
import { PageViewer } from '../../shared/viewer/page-viewer.tsx'
import { NO_EDITS, type Edits } from './draft.ts'
import { ItemForm } from './item-form.tsx'
import { fieldOfPlace, focusField, placesOf } from './places.ts'
import type { Undoing } from './undo.ts'
import { itemQuery } from './use-items.ts'
import { useWordTarget } from './use-word-target.ts'
import { isOpen } from './views.ts'

/** What was typed and not yet saved, by document; kept while a person looks at other items. */
export type Drafts = Map<string, Edits>

interface Properties {
  readonly itemId: string
  readonly drafts: Drafts
  readonly onDone: () => void
  readonly onUndoable: (undoings: readonly Undoing[]) => void
  readonly onHelp: () => void
}

/** One item: its pages in the middle, the form on the right. */
export function ItemWork({ itemId, ...rest }: Properties) {
  const { data: item, error, refetch } = useQuery(itemQuery(itemId))
  if (item === undefined) {
    return (
      <div className="triage__nothing">
        {error === null ? <Loading /> : <LoadFailure error={error} retry={() => void refetch()} />}
      </div>
    )
  }
  return <LoadedItem item={item} {...rest} />
}

function LoadedItem({ item, ...rest }: { item: ItemView } & Omit<Properties, 'itemId'>) {
  const [documentId, setDocumentId] = useState(item.documents[0]?.id)
  const document = item.documents.find((one) => one.id === documentId) ?? item.documents[0]
  if (document === undefined) return null
  return (
    <DocumentWork key={document.id} item={item} document={document} onDocument={setDocumentId} {...rest} />
  )
}

interface DocumentProperties extends Omit<Properties, 'itemId'> {
  readonly item: ItemView
  readonly document: DocumentView
  readonly onDocument: (id: string) => void
}

function DocumentWork(properties: DocumentProperties) {
  const { item, document, onDocument, drafts, onDone, onUndoable, onHelp } = properties
  const texts = useTexts()
  const may = useMay()
  const [page, setPage] = useState(1)
  const [activePlace, setActivePlace] = useState<string>()
  const [edits, setEdits] = useState(drafts.get(document.id) ?? NO_EDITS)
  const changeEdits = (changed: Edits) => {
    drafts.set(document.id, changed)
    setEdits(changed)
  }
  const places = placesOf(document, activePlace, texts)
  const showPlace = (id: string | undefined) => {
    setActivePlace(id)
    const place = places.find((one) => one.id === id)
    if (place !== undefined) setPage(place.page)
  }
  const editable = isOpen(item.state) && may('items:index')
  const wordTarget = useWordTarget({ document, edits, changeEdits, activePlace, showPlace })
  return (
    <>
      <div className="triage__page">
        <BackToList />
        <DocumentTabs item={item} document={document} onDocument={onDocument} />
        <PageViewer
          documentId={document.id}
          pageCount={Math.max(1, document.pageCount)}
          page={page}
          onPage={setPage}
          revision={documentRevision(document)}
          places={places}
          onPlace={(id) => {
            setActivePlace(id)
            focusField(fieldOfPlace(id))
          }}
          {...(editable && { wordTarget })}
        />
      </div>
      <ItemForm
        item={item}
        document={document}
        edits={edits}
        onEdits={changeEdits}
        onPlace={showPlace}
        onDone={() => {
          drafts.delete(document.id)
          onDone()
        }}
        onUndoable={onUndoable}
        onHelp={onHelp}
      />
    </>
  )
}

/** Seen on narrow screens only, where the list is not beside the item. */
function BackToList() {
  const { triage } = useTexts()
  const [parameters] = useSearchParams()
  return (
    <Link className="triage__back" to={{ pathname: '/posteingang', search: parameters.toString() }}>
      <Icon name="chevron-left" />
      {triage.backToList}
    </Link>
  )
}

function DocumentTabs({
  item,
  document,
  onDocument,
}: Pick<DocumentProperties, 'item' | 'document' | 'onDocument'>) {
  const { triage, quality } = useTexts()
  if (item.documents.length < 2) return null
  return (
    <div className="document-tabs" role="group" aria-label={triage.sections.document}>
      {item.documents.map((one) => (
        <button
          key={one.id}
          type="button"
          className="document-tabs__tab"
          aria-pressed={one.id === document.id}
          onClick={() => {
            onDocument(one.id)
          }}
        >
          <Icon name="document" size={16} />
          {one.filename}
          {one.superseded !== null && ` (${quality.versions.tab})`}
        </button>
      ))}
    </div>
  )
}
