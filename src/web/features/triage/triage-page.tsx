import { CancelledError, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import { ApiError } from '../../shared/api/client.ts'
import { useAnnounce } from '../../shared/live.tsx'
import { useTexts } from '../../shared/preferences.tsx'
import { useMay } from '../../shared/session.tsx'
import { useShortcuts } from '../../shared/shortcuts.ts'
import { Empty } from '../../shared/ui/feedback.tsx'
import { PageTitle } from '../../shared/ui/page-title.tsx'
import { documentRevision, pageImageQuery } from '../../shared/viewer/page-image.ts'
import { ItemList } from './item-list.tsx'
import { ItemWork, type Drafts } from './item-work.tsx'
import { ShortcutsDialog } from './shortcuts-dialog.tsx'
import { itemQuery, useItems } from './use-items.ts'
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
  const { next, go, goOn } = useNeighbours(list.items, itemId, view)
  usePreloading(next)
  useShortcuts({
    j: () => {
      go(1)
    },
    k: () => {
      go(-1)
    },
    '?': () => {
      setHelpOpen(true)
    },
  })
  return (
    <div className={`triage${itemId === undefined ? '' : ' triage--item'}`}>
      <PageTitle hidden>{texts.triage.title}</PageTitle>
      <ItemList view={view} list={list} selectedId={itemId} />
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
function useNeighbours(items: readonly { id: string }[], itemId: string | undefined, view: ViewName) {
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
  const go = (step: number) => {
    const from = items.findIndex((item) => item.id === asked.current)
    const target = items[from === -1 ? 0 : from + step]
    if (target === undefined) return
    open(target.id)
    const row = document.getElementById(`eingang-${target.id}`)
    row?.focus({ preventScroll: true })
    row?.scrollIntoView({ block: 'nearest' })
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
  return { next, go, goOn }
}

/** Fetches the next item and the picture of its first page while this one is being worked on. */
function usePreloading(next: { readonly id: string } | undefined): void {
  const client = useQueryClient()
  const nextId = next?.id
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
    await client.query(
      pageImageQuery({ documentId: document.id, page: 1, revision: documentRevision(document) }),
    )
  } catch (error) {
    if (!(error instanceof ApiError) && !(error instanceof CancelledError)) throw error
  }
}
