import type { Box } from '../recognition/page.ts'
import type { Candidate } from './candidate.ts'
import { foldLetters } from '../classification/german-words.ts'
import { reason } from './evidence.ts'
import { senderMatcher } from './known-sender.ts'
import type { KnownSender, SenderMatch } from './known-sender.ts'
import type { PostalAddress } from './postal-address.ts'
import type { Reason } from './proposal.ts'
import type { Cell, PageText } from './reading.ts'
import { markedSenders } from './sender-marks.ts'
import type { AddressGroup } from './zones.ts'

/** Where letters name who writes: above the text and in the foot of the page. */
const HEAD_BOTTOM = 0.3
const FOOT_TOP = 0.85
/** Lines of a page beyond this are no letter. */
const MAX_LINES = 200

/**
 * Candidates that people have confirmed before carry the confirmed name, address and more weight; lines that name such a
 * sender become candidates themselves.
 */
export function withKnownSenders(
  page: PageText,
  printed: readonly Candidate[],
  senders: readonly KnownSender[],
): readonly Candidate[] {
  if (senders.length === 0) return printed
  const match = senderMatcher(senders)
  const recognised = printed.map((candidate) => {
    const found = match(candidate.name)
    return found === undefined || isSentence(candidate.name, found)
      ? candidate
      : recognisedAs(found, candidate)
  })
  const known = new Set(
    recognised.filter((candidate, index) => candidate !== printed[index]).map(({ name }) => name),
  )
  const lines = page.cells.slice(0, MAX_LINES).flatMap((cell) => {
    const found = match(cell.text)
    return found === undefined || known.has(found.sender.name) ? [] : [lineCandidate(page, cell, found)]
  })
  return [...recognised, ...lines, ...marked(page, senders)]
}

/** Whoever has a mark on the page, though his name be a picture or badly read. */
function marked(page: PageText, senders: readonly KnownSender[]): readonly Candidate[] {
  return markedSenders(page, senders).map(({ sender, place, reason: known }) => {
    const address = addressOf(sender)
    return {
      name: sender.name,
      place,
      reasons: [placeReason(place.box, -1.5), known],
      ...(address === undefined ? {} : { address }),
    }
  })
}

/** A line much longer than the name says something about it. */
const LONGEST_IN_NAMES = 1.5

function isSentence(line: string, { sender }: SenderMatch): boolean {
  return line.length > sender.name.length * LONGEST_IN_NAMES
}

function recognisedAs(found: SenderMatch, candidate: Candidate): Candidate {
  const address = candidate.address ?? addressOf(found.sender)
  return {
    ...candidate,
    name: found.sender.name,
    ...(address === undefined ? {} : { address: { ...address, name: found.sender.name } }),
    reasons: [...candidate.reasons, knownReason(found)],
  }
}

function lineCandidate(page: PageText, cell: Cell, found: SenderMatch): Candidate {
  const address = addressOf(found.sender)
  return {
    name: found.sender.name,
    place: { page: page.number, box: cell.box },
    reasons: [placeReason(cell.box), knownReason(found)],
    ...(address === undefined ? {} : { address }),
  }
}

/** On slips of tills the address is printed and the name is a picture: who is known to be there, when it is one only. */
export function atKnownAddress(
  groups: readonly AddressGroup[],
  senders: readonly KnownSender[],
): readonly Candidate[] {
  return groups.flatMap(({ address, box, page }): Candidate[] => {
    const [sender, another] = senders.filter((known) => livesAt(known, address))
    if (sender === undefined || another !== undefined) return []
    const text = 'Unter dieser Anschrift ist dieser Absender schon bestätigt worden.'
    return [
      {
        name: sender.name,
        address: { ...address, name: sender.name },
        place: { page, box },
        reasons: [reason('known-address', text, 2.5)],
      },
    ]
  })
}

function livesAt({ street, postcode }: KnownSender, address: PostalAddress): boolean {
  return (
    street !== undefined &&
    address.street !== undefined &&
    postcode === address.postcode &&
    streetKey(street) === streetKey(address.street)
  )
}

function streetKey(street: string): string {
  return foldLetters(street)
    .replace(/str(?:asse|\.|(?![a-z]))/g, 'str')
    .replace(/[^a-z\d]/g, '')
}

function placeReason([, top, , bottom]: Box, inText = -3): Reason {
  return bottom <= HEAD_BOTTOM || top >= FOOT_TOP
    ? reason('head-or-foot', 'Steht im Kopf oder Fuß der Seite.', -0.5)
    : reason('text', 'Wird nur im Text genannt.', inText)
}

/** A name that recognition has bent counts a little less. */
const ALMOST_SAME = 0.9

function knownReason({ sender, similarity }: SenderMatch): Reason {
  const times = sender.confirmations === 1 ? 'einmal' : `${sender.confirmations}-mal`
  const isSure = similarity >= ALMOST_SAME
  const text = `Als Absender schon ${times} bestätigt${isSure ? '' : ' (ähnliche Schreibung)'}.`
  return reason('known-sender', text, isSure ? 2 : 1.4)
}

function addressOf({ name, street, postcode, city }: KnownSender): PostalAddress | undefined {
  if (postcode === undefined || city === undefined) return undefined
  return { name, postcode, city, ...(street === undefined ? {} : { street }) }
}
