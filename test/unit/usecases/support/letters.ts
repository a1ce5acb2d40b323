import type { Proposals } from '../../../../src/domain/extraction/proposal.ts'
import type { StoredDocument } from '../../../../src/domain/intake/document.ts'
import type { IncomingItem, ItemState } from '../../../../src/domain/intake/incoming-item.ts'
import type { RecognizedPage } from '../../../../src/domain/recognition/page.ts'
import { createReceiveItem } from '../../../../src/usecases/intake/receive-item.ts'
import type { ItemWithDocuments } from '../../../../src/usecases/shared/item-with-documents.ts'
import { person, SIGNAL, upload, type Mailroom } from './mailroom.ts'

export const PROPOSALS: Proposals = {
  fields: {
    documentType: [
      { value: 'rechnung', weight: 0.8, reasons: [] },
      { value: 'mahnung', weight: 0.2, reasons: [] },
    ],
    orgUnit: [{ value: 'social', weight: 0.8, reasons: [] }],
    sender: [{ value: 'Pflegedienst Beispiel', weight: 0.7, reasons: [] }],
    subject: [{ value: 'Rechnung März', weight: 0.7, reasons: [] }],
    fileNumbers: [{ value: '50.10-2026/000001', weight: 0.9, reasons: [] }],
  },
  abstained: {},
}

/** A page that says the text, one word a box. */
export function aPage(text: string, number = 1): RecognizedPage {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    box: [index / 20, 0.1, (index + 1) / 20, 0.12] as const,
    confidence: 0.9,
  }))
  const box = [0, 0.1, 1, 0.12] as const
  return {
    number,
    widthPt: 595,
    heightPt: 842,
    rotation: 0,
    skewDegrees: 0,
    blank: words.length === 0,
    source: 'ocr',
    sourceReason: 'no-text-layer',
    engine: 'test',
    languages: ['deu'],
    meanConfidence: 0.9,
    blocks: [{ box, lines: [{ box, words }] }],
  }
}

export interface LetterOptions {
  readonly state?: ItemState
  readonly files?: number
  readonly item?: Partial<IncomingItem>
  readonly document?: Partial<StoredDocument>
  readonly text?: string
}

/** A letter that was handed in, read and understood; further moves are set as given, without their histories. */
export async function aLetter(mailroom: Mailroom, options: LetterOptions = {}): Promise<ItemWithDocuments> {
  const files = Array.from({ length: options.files ?? 1 }, (_, index) => upload(`file ${index}`))
  const received = await createReceiveItem(mailroom)(person('mia'), { files, channel: 'letter' }, SIGNAL)
  const { machine } = mailroom
  const readKeys = options.item?.readKeys ?? received.item.readKeys
  const documents: StoredDocument[] = []
  for (const document of received.documents) {
    await mailroom.documents.savePage(
      machine,
      document.id,
      aPage(options.text ?? 'Rechnung über Pflege im März'),
      SIGNAL,
    )
    const read: StoredDocument = {
      ...document,
      pageCount: 1,
      proposals: PROPOSALS,
      processing: { state: 'done', stage: 'done', pagesDone: 1 },
      readKeys,
      ...options.document,
    }
    documents.push(await mailroom.documents.save(machine, read, SIGNAL))
  }
  const moved: IncomingItem = { ...received.item, state: options.state ?? 'indexing', ...options.item }
  const item = await mailroom.incomingItems.save(machine, moved, SIGNAL)
  for (const { id } of documents)
    await mailroom.changeFeed.record(machine, [{ kind: 'document', id, readKeys }], SIGNAL)
  return { item, documents }
}

/** A letter in the inbox of the social office. */
export function anInboxLetter(mailroom: Mailroom, options: LetterOptions = {}): Promise<ItemWithDocuments> {
  return aLetter(mailroom, {
    state: 'routed',
    ...options,
    item: { target: { orgUnitId: 'social' }, readKeys: ['mailroom', 'unit:social'], ...options.item },
  })
}
