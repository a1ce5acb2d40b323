import type { DocumentView, ItemView } from '../api/types.ts'
import { localFieldTime } from '../city-time.ts'
import { useTexts } from '../preferences.tsx'
import { FollowUpPanel } from '../follow-ups/follow-up-panel.tsx'
import { NotePanel } from '../notes/note-panel.tsx'
import { RouteSlipPanel } from '../route-slips/route-slip-panel.tsx'
import { LetterPanel } from '../letters/letter-panel.tsx'
import { useMay } from '../session.tsx'
import type { ProposedDeadline } from './deadline-draft.ts'
import { DeskPanel } from './desk-panel.tsx'

/** Nothing is set on what has left the house, or is done with. */
const ENDED: readonly ItemView['state'][] = [
  'done',
  'closedForwarded',
  'misdirectedOut',
  'rejected',
  'voided',
  'split',
  'dispatched',
]
const MOST_PROPOSALS = 3
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

/** What is open on an item: deadlines, resubmissions and notes, with those that the machine has found in the open document. */
export function ItemDeskPanel({ item, document }: { item: ItemView; document: DocumentView }) {
  const { desk, letters } = useTexts()
  const may = useMay()
  const object = { kind: 'incoming-item', id: item.id } as const
  const isOpen = may('items:index') && !ENDED.includes(item.state) && !item.isStack
  return (
    <>
      <DeskPanel
        object={object}
        isOpen={isOpen}
        receivedOn={localFieldTime(item.receivedAt).slice(0, 10)}
        proposed={proposedIn(document, desk.proposedKinds)}
      />
      {may('files:edit') && isAnswerable(item) && (
        <LetterPanel object={object} obstacle={item.caseFileId === null ? letters.notFiled : undefined} />
      )}
      {!item.isStack && (
        <>
          <RouteSlipPanel object={object} isOpen={isOpen} mayStart={isOpen} />
          <NotePanel object={object} isOpen={isOpen} />
          <FollowUpPanel object={object} isOpen={isOpen} mayChange={may('items:index')} />
        </>
      )}
    </>
  )
}

/** What has left the house, or was never mail, is not answered; what is done with still is. */
function isAnswerable({ state, isStack, outgoing }: ItemView): boolean {
  return !isStack && outgoing === null && (state === 'done' || !ENDED.includes(state))
}

function proposedIn(
  { proposals }: DocumentView,
  names: Readonly<Record<string, string>>,
): readonly ProposedDeadline[] {
  const found = new Map<string, ProposedDeadline>()
  for (const { value, details } of proposals.deadlines ?? []) {
    if (typeof value !== 'string' || !ISO_DAY.test(value) || found.has(value)) continue
    found.set(value, { name: names[details?.['kind'] ?? 'other'] ?? names['other'] ?? '', endsOn: value })
  }
  return [...found.values()].slice(0, MOST_PROPOSALS)
}
