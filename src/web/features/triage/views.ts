import type { BadgeTone } from '../../shared/ui/badge.tsx'
import type { IconName } from '../../shared/ui/icon.tsx'
import type { Channel, DocumentView, ItemState, ItemSummary, ItemView } from '../../shared/api/types.ts'

/** The piles that the list can show. */
export const VIEWS = ['open', 'routed', 'filed', 'ended'] as const
export type ViewName = (typeof VIEWS)[number]

const STATES: Readonly<Record<ViewName, readonly ItemState[]>> = {
  open: ['registered', 'capturing', 'qc', 'indexing', 'returned', 'quarantined'],
  routed: ['routed', 'accepted'],
  filed: ['filed', 'done'],
  ended: ['closedForwarded', 'misdirectedOut', 'rejected', 'voided'],
}

export function statesOf(view: ViewName): string {
  return STATES[view].join(',')
}

export function isViewName(text: string | null): text is ViewName {
  return VIEWS.includes(text as ViewName)
}

/** True while the mailroom has not yet sent the item anywhere. */
export function waitsForTarget(state: ItemState): boolean {
  return STATES.open.includes(state)
}

export function isOpen(state: ItemState): boolean {
  return STATES.open.includes(state) || STATES.routed.includes(state)
}

interface Sign {
  readonly tone: BadgeTone
  readonly icon: IconName
}

const STATE_SIGNS: Readonly<Record<ItemState, Sign>> = {
  registered: { tone: 'neutral', icon: 'mail' },
  capturing: { tone: 'info', icon: 'scan' },
  qc: { tone: 'info', icon: 'eye' },
  indexing: { tone: 'info', icon: 'pencil' },
  routed: { tone: 'info', icon: 'arrow-right' },
  accepted: { tone: 'success', icon: 'user' },
  filed: { tone: 'success', icon: 'folder' },
  done: { tone: 'success', icon: 'check-circle' },
  closedForwarded: { tone: 'neutral', icon: 'lock' },
  misdirectedOut: { tone: 'neutral', icon: 'arrow-right' },
  returned: { tone: 'warning', icon: 'undo' },
  quarantined: { tone: 'danger', icon: 'shield' },
  rejected: { tone: 'danger', icon: 'close' },
  voided: { tone: 'neutral', icon: 'close' },
  split: { tone: 'success', icon: 'check-circle' },
  dispatched: { tone: 'neutral', icon: 'arrow-right' },
}

export function stateSign(state: ItemState): Sign {
  return STATE_SIGNS[state]
}

const CHANNEL_ICONS: Readonly<Record<Channel, IconName>> = {
  letter: 'mail',
  counter: 'hand',
  night_box: 'moon',
  fax: 'fax',
  scan_folder: 'scan',
  upload_link: 'globe',
  upload_login: 'globe',
  email: 'mail',
  fitconnect: 'globe',
  vps: 'shield',
  bebpo: 'shield',
  zre: 'document',
  internal: 'building',
}

export function channelIcon(channel: Channel): IconName {
  return CHANNEL_ICONS[channel]
}

/** What names an item best: subject, else the name of its first file. */
export function itemTitle(
  item: Pick<ItemSummary, 'subject'> & { documents: readonly { filename: string }[] },
): string | undefined {
  return item.subject ?? item.documents[0]?.filename
}

/** Who can open no case file reads none either: the mailroom sends post to a file and leaves the filing to its unit. */
export function mayFile(may: (permission: string) => boolean): boolean {
  return may('items:file') && may('files:create')
}

/** Whether the pages that are shown can be given to another person to look at. */
export function mayAskForCheck(
  { checkableDocumentIds }: ItemView,
  { id }: DocumentView,
  may: (permission: string) => boolean,
): boolean {
  return may('quality:request') && checkableDocumentIds.includes(id)
}

const WITHDRAWN: readonly ItemState[] = ['closedForwarded', 'misdirectedOut', 'rejected', 'voided', 'split']

/** What waits for other parts is mail that is still worked on. */
export function mayMarkPart(
  { state, outgoing, isStack }: Pick<ItemView, 'state' | 'outgoing' | 'isStack'>,
  may: (permission: string) => boolean,
): boolean {
  return isOpen(state) && outgoing === null && !isStack && may('items:index')
}

/** It has left the house or was never its own: nothing about it is changed any more. */
export function isWithdrawn(state: ItemState): boolean {
  return WITHDRAWN.includes(state)
}
