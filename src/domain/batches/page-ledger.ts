import type { IncomingItem } from '../intake/incoming-item.ts'
import { countRoles } from '../stacks/split-plan.ts'
import { reconciled, type ProtocolLine, type Reconciled } from './scanner-protocol.ts'

/** A scan of the batch with what the account needs of its file. */
export interface ScanRecord {
  readonly item: Pick<IncomingItem, 'receiptNumber' | 'state' | 'stack'>
  readonly filename: string
  readonly sha256: string
  /** 0 as long as it was not opened. */
  readonly pageCount: number
}

export const DIFFERENCE_KINDS = [
  'no-scan',
  'scan-open',
  'pages-announced',
  'pieces-announced',
  'pages-lost',
  'protocol',
] as const
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number]

/** Why an account does not add up. */
export interface Difference {
  readonly kind: DifferenceKind
  /** For people, in German. */
  readonly text: string
}

/** The account of the pages of a batch: what was announced, what came in, and where it went. */
export interface PageLedger {
  readonly announcedPieces?: number
  readonly announcedPages?: number
  readonly scans: number
  /** Pages of all scans. */
  readonly images: number
  readonly blanks: number
  readonly separators: number
  readonly removed: number
  /** Letters that came out of the scans. */
  readonly letters: number
  /** Pages of these letters. */
  readonly stored: number
  /** Empty when everything adds up. */
  readonly differences: readonly Difference[]
}

/** What of a batch the account is measured by. */
interface Announced {
  readonly announcedPieces?: number
  readonly announcedPages?: number
  readonly protocol?: { readonly lines: readonly ProtocolLine[] }
}

/** Voided and rejected scans are no part of the account: the reason stands at them. */
export function ledgerOf(batch: Announced, records: readonly ScanRecord[]): PageLedger {
  const scans = records.filter(isAccounted)
  const divided = scans.flatMap(({ item: { state, stack } }) => (state === 'split' && stack ? [stack] : []))
  const roles = countRoles(divided.flatMap(({ plan }) => plan?.pages ?? []))
  const parts = divided.flatMap((stack) => stack.parts)
  const sums = {
    scans: scans.length,
    images: scans.reduce((sum, { pageCount }) => sum + pageCount, 0),
    blanks: roles.blank,
    separators: roles.separator,
    removed: roles.removed,
    letters: parts.length,
    stored: parts.reduce((sum, { pages }) => sum + pages.length, 0),
  }
  const { announcedPieces, announcedPages } = batch
  return {
    ...(announcedPieces === undefined ? {} : { announcedPieces }),
    ...(announcedPages === undefined ? {} : { announcedPages }),
    ...sums,
    differences: [
      ...openOnes(scans),
      ...announcedOnes(batch, sums),
      ...lostOnes(scans),
      ...protocolOnes(batch, scans),
    ],
  }
}

/** What the protocol of the scanner says of these scans; empty without one. */
export function reconciliationOf(batch: Announced, records: readonly ScanRecord[]): Reconciled[] {
  if (batch.protocol === undefined) return []
  const scans = records.filter(isAccounted)
  return reconciled(
    batch.protocol.lines,
    scans.map(({ filename, sha256, pageCount }) => ({ filename, sha256, pages: pageCount })),
  )
}

function isAccounted({ item }: ScanRecord): boolean {
  return item.state !== 'voided' && item.state !== 'rejected'
}

function openOnes(scans: readonly ScanRecord[]): Difference[] {
  if (scans.length === 0) return [{ kind: 'no-scan', text: 'Der Stapel hat keinen Scan.' }]
  return scans
    .filter(({ item }) => item.state !== 'split')
    .map(({ item }) => ({
      kind: 'scan-open',
      text: `Der Scan ${item.receiptNumber} ist noch nicht in Schreiben getrennt.`,
    }))
}

function announcedOnes(
  { announcedPieces, announcedPages }: Announced,
  { images, letters }: { readonly images: number; readonly letters: number },
): Difference[] {
  const differences: Difference[] = []
  if (announcedPages !== undefined && announcedPages !== images)
    differences.push({
      kind: 'pages-announced',
      text: `Angekündigt waren ${announcedPages} Seiten, gekommen sind ${images}.`,
    })
  if (announcedPieces !== undefined && announcedPieces !== letters)
    differences.push({
      kind: 'pieces-announced',
      text: `Angekündigt waren ${announcedPieces} Sendungen, entstanden sind ${letters}.`,
    })
  return differences
}

/** Each page of a scan went somewhere, and once. */
function lostOnes(scans: readonly ScanRecord[]): Difference[] {
  return scans.flatMap(({ item: { receiptNumber, state, stack }, pageCount }): Difference[] => {
    if (state !== 'split' || stack === undefined) return []
    const { blank, separator, removed } = countRoles(stack.plan?.pages ?? [])
    const stored = stack.parts.reduce((sum, { pages }) => sum + pages.length, 0)
    const accounted = blank + separator + removed + stored
    if (accounted === pageCount) return []
    const text = `Der Scan ${receiptNumber} hat ${pageCount} Seiten, nachgewiesen sind ${accounted}.`
    return [{ kind: 'pages-lost', text }]
  })
}

const WORDS: Readonly<Record<Exclude<Reconciled['state'], 'correct'>, (line: Reconciled) => string>> = {
  'missing-file': ({ filename }) => `„${filename}“ steht im Protokoll des Scanners, die Datei fehlt.`,
  'missing-in-protocol': ({ filename }) => `„${filename}“ fehlt im Protokoll des Scanners.`,
  'pages-differ': ({ filename, announcedPages = 0, pages = 0 }) =>
    `„${filename}“ hat laut Protokoll ${announcedPages} Seiten, gekommen sind ${pages}.`,
}

function protocolOnes(batch: Announced, scans: readonly ScanRecord[]): Difference[] {
  return reconciliationOf(batch, scans).flatMap((line): Difference[] =>
    line.state === 'correct' ? [] : [{ kind: 'protocol', text: WORDS[line.state](line) }],
  )
}
