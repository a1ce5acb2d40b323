import { reason } from './evidence.ts'
import type { KnownSender } from './known-sender.ts'
import type { Reason } from './proposal.ts'
import { placeOf } from './reading.ts'
import type { PageText, Place } from './reading.ts'
import { extractVatIds } from './vat-ids.ts'

/**
 * What tells an organisation again whatever its letterhead looks like: `vat:DE123456788`, `site:stadtwerke-auental.de` (of mail and web
 * addresses). Bank accounts and telephone numbers are none: people's own would be kept by them.
 */
export type SenderMark = string

/** Marks kept of one sender, the newest; a letter has a few. */
export const MOST_MARKS = 20
const MOST_MARKS_OF_LETTER = 4

/** Where many have their letter box: says nothing of who writes. */
export const MAIL_PROVIDER =
  /^(?:gmx|web|gmail|googlemail|t-online|outlook|hotmail|live|yahoo|freenet|aol|icloud|mail|posteo|mailbox|online|arcor|vodafone|magenta|proton|protonmail)$/iu

/** The marks on the first page of a letter, which it teaches when its sender is confirmed. */
export function marksOn([first]: readonly PageText[]): readonly SenderMark[] {
  if (first === undefined) return []
  const marks = [...vatIdsOn(first).slice(0, 1), ...sitesOn(first)].map(({ mark }) => mark)
  return [...new Set(marks)].slice(0, MOST_MARKS_OF_LETTER)
}

/** Earlier marks and those of one more letter, the newest last. */
export function withMarks(
  earlier: readonly SenderMark[],
  more: readonly SenderMark[],
): readonly SenderMark[] {
  return [...earlier.filter((mark) => !more.includes(mark)), ...more].slice(-MOST_MARKS)
}

/** A sender whom a mark on a page tells. */
export interface MarkedSender {
  readonly sender: KnownSender
  readonly place: Place
  readonly reason: Reason
}

const SITE =
  /(?:www\.|https?:\/\/|@)(?<site>(?:[a-zäöüß\d](?:[a-zäöüß\d-]{0,61}[a-zäöüß\d])?\.){1,4}[a-z]{2,12})(?![\p{L}\d-])/giu
/** More on one page are a list. */
const MOST_SITES = 20

/** Known senders whose marks stand on a page; a mark that two senders share tells neither. */
export function markedSenders(page: PageText, senders: readonly KnownSender[]): readonly MarkedSender[] {
  const owners = ownersOf(senders)
  if (owners.size === 0) return []
  const vatIds = vatIdsOn(page).flatMap(({ mark, place }) => {
    const sender = owners.get(mark)
    const text = `Die USt-IdNr. ${mark.slice(VAT_PREFIX.length)} stand schon auf einem Schreiben dieses Absenders.`
    return sender === undefined ? [] : [{ sender, place, reason: reason('known-vat-id', text, 3) }]
  })
  const sites = sitesOn(page).flatMap(({ mark, place }) => {
    const sender = owners.get(mark)
    const text = `„${mark.slice(SITE_PREFIX.length)}“ stand schon auf einem Schreiben dieses Absenders.`
    return sender === undefined ? [] : [{ sender, place, reason: reason('known-site', text, 2) }]
  })
  return firstOfEach([...vatIds, ...sites])
}

function ownersOf(senders: readonly KnownSender[]): ReadonlyMap<SenderMark, KnownSender> {
  const owners = new Map<SenderMark, KnownSender | undefined>()
  for (const sender of senders) {
    for (const mark of sender.marks ?? []) owners.set(mark, owners.has(mark) ? undefined : sender)
  }
  return new Map([...owners].flatMap(([mark, sender]) => (sender === undefined ? [] : [[mark, sender]])))
}

/** One mark of a kind, however often it stands on the page. */
function firstOfEach(found: readonly MarkedSender[]): readonly MarkedSender[] {
  const seen = new Set<string>()
  return found.filter(({ sender, reason: { kind } }) => {
    const key = `${kind} ${sender.name}`
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}

interface PlacedMark {
  readonly mark: SenderMark
  readonly place: Place
}

const VAT_PREFIX = 'vat:'

function vatIdsOn(page: PageText): readonly PlacedMark[] {
  return extractVatIds([page]).proposals.flatMap(({ value, page: number, box }) =>
    typeof value !== 'string' || number === undefined || box === undefined
      ? []
      : [{ mark: `${VAT_PREFIX}${value.toUpperCase()}`, place: { page: number, box } }],
  )
}

const SITE_PREFIX = 'site:'
/** Second-level names under which organisations have theirs. */
const PUBLIC_SECOND_LEVEL = /^(?:co|com|org|net|gov|ac|or|gv)$/u

function sitesOn(page: PageText): readonly PlacedMark[] {
  return [...page.text.matchAll(SITE)].slice(0, MOST_SITES).flatMap((match) =>
    siteMark(match.groups?.['site'] ?? '').map((mark) => ({
      mark,
      place: placeOf(page, match.index, match.index + match[0].length),
    })),
  )
}

/** The name that its owner has registered: of "rechnung.stadtwerke.de" the last two parts. */
function siteMark(host: string): readonly SenderMark[] {
  const labels = host.toLowerCase().split('.')
  const count = PUBLIC_SECOND_LEVEL.test(labels.at(-2) ?? '') && (labels.at(-1) ?? '').length === 2 ? 3 : 2
  const name = labels.slice(-count)
  if (name.length < 2 || MAIL_PROVIDER.test(name[0] ?? '')) return []
  return [`${SITE_PREFIX}${name.join('.')}`]
}
