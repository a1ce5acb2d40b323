import { CancelledError, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import type { ItemSummary } from '../../shared/api/types.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { Empty } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { documentRevision, pageImageQuery, pageTextQuery } from '../../shared/viewer/page-image.ts'
import { useMayChoose } from './bulk-bar.tsx'
import { ItemList, rowIdOf, type WantedRow } from './item-list.tsx'
import { ItemWork, type Drafts } from './item-work.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { itemQuery, useItems } from './use-items.ts'
import { useSelection } from './use-selection.ts'
import { useUndoPile } from './use-undo.ts'
import { isViewName, type ViewName } from './views.ts'
import './triage.css'

/** List, page, form: the workplace of the mailroom and of the departments' inboxes. */
export function TriagePage() {
  const texts = useTexts()
  const { itemId } = useParams()
  const view = useViewName()
  const list = useItems(view)
  const [helpOpen, setHelpOpen] = useState(false)
  const [drafts] = useState<Drafts>(() => new Map())
  const { next, go, goOn, wanted, reach } = useNeighbours(list.items, itemId, view)
  const selected = useSelection(list.items, view)
  const undoPile = useUndoPile()
  usePreloading(next)
  const mayChoose = useMayChoose(view)
  const step = (by: number, { shiftKey }: KeyboardEvent) => {
    if (!shiftKey || !mayChoose) go(by)
    else reach(by, selected.extend)
  }
  useShortcuts({
    j: (event) => {
      step(1, event)
    },
    k: (event) => {
      step(-1, event)
    },
    u: () => {
      undoPile.undo()
    },
    ...(mayChoose && {
      x: () => {
        const id = rowIdOf(document.activeElement) ?? itemId
        if (id !== undefined) selected.toggle(id, false)
      },
    }),
    '?': () => {
      setHelpOpen(true)
    },
  })
  return (
    <div className={`triage${itemId === undefined ? '' : ' triage--item'}`}>
      <PageTitle hidden>{texts.triage.title}</PageTitle>
      <ItemList
        view={view}
        list={list}
        selectedId={itemId}
        wanted={wanted}
        selected={selected}
        undoPile={undoPile}
      />
      {itemId === undefined ? (
        <div className="triage__nothing">
          <Empty icon="mail" title={texts.triage.choose}>
            <p>{texts.triage.chooseHint}</p>
          </Empty>
        </div>
      ) : (
        <ItemWork
          key={itemId}
          itemId={itemId}
          drafts={drafts}
          onDone={goOn}
          onUndoable={undoPile.push}
          onHelp={() => {
            setHelpOpen(true)
          }}
        />
      )}
      {helpOpen && (
        <ShortcutsDialog
          onClose={() => {
            setHelpOpen(false)
          }}
        />
      )}
    </div>
  )
}

/** Clerks start with what was delivered to their department, the mailroom with what is new. */
function useViewName(): ViewName {
  const [parameters] = useSearchParams()
  const may = useMay()
  const chosen = parameters.get('ansicht')
  if (isViewName(chosen)) return chosen
  return may('register:read') ? 'open' : 'routed'
}

/** Steps count from the item last asked for: keys may come faster than items are drawn. */
function useNeighbours(items: readonly ItemSummary[], itemId: string | undefined, view: ViewName) {
  const navigate = useNavigate()
  const announce = useAnnounce()
  const { done } = useTexts().triage
  const index = items.findIndex((item) => item.id === itemId)
  const next = items[index + 1]
  const asked = useRef(itemId)
  useEffect(() => {
    asked.current = itemId
  }, [itemId])
  const open = useCallback(
    (id: string) => {
      asked.current = id
      void navigate({ pathname: `/posteingang/${id}`, search: `ansicht=${view}` })
    },
    [navigate, view],
  )
  const [wanted, setWanted] = useState<WantedRow>()
  const go = (step: number) => {
    const from = items.findIndex((item) => item.id === asked.current)
    const target = items[from === -1 ? 0 : from + step]
    if (target === undefined) return
    open(target.id)
    setWanted({ id: target.id })
  }
  /** To a row without opening its item. */
  const reach = (step: number, tell: (fromId: string | undefined, toId: string) => void) => {
    const fromId = rowIdOf(document.activeElement) ?? asked.current
    const from = items.findIndex((item) => item.id === fromId)
    const target = items[from === -1 ? 0 : from + step]
    if (target === undefined) return
    tell(fromId, target.id)
    setWanted({ id: target.id })
  }
  const goOn = () => {
    const following = next ?? items[index - 1]
    if (following !== undefined) {
      open(following.id)
      return
    }
    announce(done.last, 'info')
    void navigate({ pathname: '/posteingang', search: `ansicht=${view}` })
  }
  return { next, go, goOn, wanted, reach }
}

/** Fetches the next item with the picture and the words of its first page while this one is being worked on. */
function usePreloading(next: Pick<ItemSummary, 'id' | 'level'> | undefined): void {
  const client = useQueryClient()
  // A look at what few may know is written down; nobody has looked yet.
  const nextId = next?.level === 'normal' ? next.id : undefined
  useEffect(() => {
    if (nextId !== undefined) void preload(client, nextId)
  }, [client, nextId])
}

/** A failure is of no interest here: opening the item asks again and shows it. */
async function preload(client: QueryClient, itemId: string): Promise<void> {
  try {
    const { documents } = await client.query(itemQuery(itemId))
    const [document] = documents
    if (document === undefined || document.pageCount === 0) return
    const page = { documentId: document.id, page: 1, revision: documentRevision(document) }
    const [url] = await Promise.all([client.query(pageImageQuery(page)), client.query(pageTextQuery(page))])
    await decoded(url)
  } catch (error) {
    if (!(error instanceof ApiError) && !(error instanceof CancelledError)) throw error
  }
}

/** A picture that has been decoded once is drawn at once; one that cannot be is a matter of whoever shows it. */
async function decoded(url: string): Promise<void> {
  const image = new Image()
  image.src = url
  try {
    await image.decode()
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
  }
}
