import type { StoredDocument } from '../intake/document.ts'
import type { Channel, IncomingItem } from '../intake/incoming-item.ts'
import { isWithdrawn } from '../intake/item-moves.ts'
import { isHeld } from '../intake/virus-scan.ts'

/** What comes this way is paper: its PDF is a scan, also when the scanner has put a text layer into it. */
const PAPER_CHANNELS: readonly Channel[] = ['letter', 'counter', 'night_box', 'fax', 'scan_folder']

/** Documents of which somebody may ask that another person looks at them: pages that were scanned or photographed, and read. */
export function checkableDocuments(
  item: Pick<IncomingItem, 'state' | 'disposal' | 'origin' | 'channel' | 'stack'>,
  documents: readonly StoredDocument[],
): readonly StoredDocument[] {
  const isShut = isWithdrawn(item) || item.state === 'quarantined' || item.disposal !== undefined
  if (isShut || item.stack !== undefined) return []
  return documents.filter(
    (document) =>
      document.superseded === undefined &&
      document.pageCount > 0 &&
      !isHeld(document) &&
      isScanned(item, document),
  )
}

function isScanned(
  { channel, origin }: Pick<IncomingItem, 'channel' | 'origin'>,
  { original: { mediaType }, ocr }: StoredDocument,
): boolean {
  if (origin !== undefined || mediaType.startsWith('image/')) return true
  if (mediaType !== 'application/pdf') return false
  const wasRecognised = ocr !== undefined && ocr.source !== 'text-layer'
  return wasRecognised || PAPER_CHANNELS.includes(channel)
}
