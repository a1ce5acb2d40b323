import type { PageText, Place } from './reading.ts'
import { proposalOf, ranked, reason } from './evidence.ts'
import type { FieldResult } from './evidence.ts'
import { found, foundWhenLikely } from './evidence.ts'
import type { Candidate } from './candidate.ts'
import { atKnownAddress, withKnownSenders } from './known-candidates.ts'
import type { KnownSender } from './known-sender.ts'
import { nameSimilarity } from './organisation-words.ts'
import type { PostalAddress } from './postal-address.ts'
import { firstLine, footer, letterhead, signature } from './printed-names.ts'
import type { Proposal, Reason } from './proposal.ts'
import { isTillReceipt, merchants } from './till-receipt.ts'
import { addressGroups, isInAddressField, partyOf } from './zones.ts'
import type { AddressGroup } from './zones.ts'

export interface CorrespondentContext {
  /** Names under which the own administration is written to; it is never the sender of incoming mail. */
  readonly ownNames: readonly string[]
  /** Postcodes of its own buildings. */
  readonly ownPostcodes: readonly string[]
  /** Whom people have confirmed as senders before. */
  readonly knownSenders?: readonly KnownSender[]
}

const LEAST_SENDER_WEIGHT = 0.35
const LEAST_RECIPIENT_WEIGHT = 0.4
const MAX_PROPOSALS = 3
const SAME_NAME = 0.6
export interface Correspondents {
  readonly sender: FieldResult
  readonly recipient: FieldResult
}

/** Sender and recipient of a letter: found together, since what is one is not the other. */
export function extractCorrespondents(
  pages: readonly PageText[],
  context: CorrespondentContext,
): Correspondents {
  const first = pages[0]
  if (first === undefined)
    return { sender: found([], 'Keine Seite mit Text.'), recipient: found([], 'Keine Seite mit Text.') }
  const groups = pages.slice(0, 2).flatMap(addressGroups)
  if (isTillReceipt(first)) return correspondentsOfReceipt(first, groups, context)
  const recipients = ranked(
    groups.map((group) => recipientProposal(group, groups, context)),
    MAX_PROPOSALS,
  )
  const recipient = foundWhenLikely(recipients, LEAST_RECIPIENT_WEIGHT, 'Kein Anschriftfeld gefunden.')
  const recipientNames = namesOf(recipient.proposals[0])
  const printed = [
    ...groupCandidates(groups, recipientNames),
    ...letterhead(first),
    ...signature(pages),
    ...footer(first),
    ...firstLine(first, groups.length > 0),
  ]
  const candidates = withKnownSenders(first, printed, context.knownSenders ?? [])
  const others = candidates.filter(
    ({ name, address }) => !isOwn(name, address, context) && !isOneOf(recipientNames, name),
  )
  const senders = ranked(merged(others).map(senderProposal), MAX_PROPOSALS)
  return {
    sender: foundWhenLikely(senders, LEAST_SENDER_WEIGHT, 'Der Absender ist nicht sicher zu erkennen.'),
    recipient,
  }
}

/** Nobody is written to; the own administration may be the buyer, and is not the seller. */
function correspondentsOfReceipt(
  first: PageText,
  groups: readonly AddressGroup[],
  context: CorrespondentContext,
): Correspondents {
  const printed = [
    ...merchants(first, groups),
    ...letterhead(first),
    ...footer(first),
    ...firstLine(first, true),
  ]
  const knownSenders = context.knownSenders ?? []
  const candidates = [
    ...withKnownSenders(first, printed, knownSenders),
    ...atKnownAddress(groups, knownSenders),
  ].filter(({ name, address }) => !isOwn(name, address, context))
  const senders = ranked(merged(candidates).map(senderProposal), MAX_PROPOSALS)
  return {
    sender: foundWhenLikely(senders, LEAST_SENDER_WEIGHT, 'Der Absender ist nicht sicher zu erkennen.'),
    recipient: found([], 'Ein Kassenbeleg nennt keinen Empfänger.'),
  }
}

/** All lines of a name: the recipient's department is no sender either. */
function namesOf(proposal: Proposal | undefined): readonly string[] {
  const { name, addition } = proposal?.details ?? {}
  return [name, ...(addition?.split(', ') ?? [])].filter((line) => line !== undefined)
}

function isOneOf(names: readonly string[], name: string): boolean {
  return names.some((other) => isSame(other, name))
}

function isSame(a: string, b: string): boolean {
  return nameSimilarity(a, b) >= SAME_NAME
}

function isOwn(
  name: string,
  address: PostalAddress | undefined,
  { ownNames, ownPostcodes }: CorrespondentContext,
): boolean {
  if (ownNames.some((own) => nameSimilarity(own, name) === 1)) return true
  return (
    address !== undefined &&
    ownPostcodes.includes(address.postcode) &&
    ownNames.some((own) => isSame(own, name))
  )
}

function recipientProposal(
  group: AddressGroup,
  groups: readonly AddressGroup[],
  context: CorrespondentContext,
): Proposal {
  const reasons = [reason('address', 'Vollständige Anschrift.', -0.5)]
  if (group.page === 1 && isInAddressField(group.box) && !group.isOneLine)
    reasons.push(reason('address-field', 'Steht im Anschriftfeld (DIN 5008).', 2))
  if (group.isOneLine) reasons.push(reason('one-line', 'Steht in einer Zeile, wie eine Rücksendeangabe.', -3))
  if (partyOf(group.heading) === 'recipient')
    reasons.push(reason('heading', `Darüber steht „${group.heading}“.`, 2))
  if (partyOf(group.heading) === 'sender')
    reasons.push(reason('heading', `Darüber steht „${group.heading}“.`, -3))
  if (isOwn(group.address.name, group.address, context))
    reasons.push(reason('own-name', 'Es ist die eigene Verwaltung.', 3))
  if (isFirstOfTwo(group, groups))
    reasons.push(
      reason('first-of-two', 'Darunter steht eine zweite Anschrift; die obere ist meist der Absender.', -1.5),
    )
  return addressProposal(ownLineFirst(group.address, context), group, reasons)
}

/** Above the own name may stand what recognition made of the return line. */
function ownLineFirst(address: PostalAddress, context: CorrespondentContext): PostalAddress {
  const lines = [address.name, ...(address.addition?.split(', ') ?? [])]
  const own = lines.findIndex((line) => isOwn(line, address, context))
  if (own < 1) return address
  const { addition: _addition, ...rest } = address
  const below = lines.slice(own + 1)
  return {
    ...rest,
    name: lines[own] ?? address.name,
    ...(below.length === 0 ? {} : { addition: below.join(', ') }),
  }
}

/** Private letters carry the sender's address above the recipient's, both on the left. */
function isFirstOfTwo(group: AddressGroup, groups: readonly AddressGroup[]): boolean {
  if (!isLetterBlock(group) || group.box[0] >= RIGHT_HALF) return false
  return groups.some(
    (other) => isLetterBlock(other) && other.box[1] >= group.box[3] && isInAddressField(other.box),
  )
}

const RIGHT_HALF = 0.5
/** Above the address field of DIN 5008. */
const TOP_BOTTOM = 0.15

function isTopRight(group: AddressGroup): boolean {
  return isLetterBlock(group) && group.box[0] >= RIGHT_HALF && group.box[3] <= TOP_BOTTOM
}

function isLetterBlock(group: AddressGroup): boolean {
  return !group.isOneLine && group.page === 1
}

function groupCandidates(
  groups: readonly AddressGroup[],
  recipientNames: readonly string[],
): readonly Candidate[] {
  return groups.map((group) => {
    const reasons = [reason('address', 'Vollständige Anschrift, die nicht die des Empfängers ist.', 0.3)]
    if (group.isOneLine && isInAddressField(group.box))
      reasons.push(reason('return-line', 'Rücksendeangabe über dem Anschriftfeld.', 2.5))
    if (partyOf(group.heading) === 'sender')
      reasons.push(reason('heading', `Darüber steht „${group.heading}“.`, 2.5))
    if (partyOf(group.heading) === 'recipient')
      reasons.push(reason('heading', `Darüber steht „${group.heading}“.`, -2.5))
    if (isFirstOfTwo(group, groups))
      reasons.push(reason('first-of-two', 'Obere von zwei Anschriften, wie in privaten Briefen.', 1.5))
    if (isTopRight(group))
      reasons.push(reason('top-right', 'Steht oben rechts, wie in privaten Briefen der Absender.', 1.5))
    if (group.page > 1) reasons.push(reason('later-page', 'Steht nicht auf der ersten Seite.', -1))
    if (isOneOf(recipientNames, group.address.name))
      reasons.push(reason('recipient', 'Derselbe Name steht im Anschriftfeld.', -3))
    return {
      name: group.address.name,
      address: group.address,
      place: { page: group.page, box: group.box },
      reasons,
    }
  })
}

/** Candidates of one name support one another; the one with an address stands for all. */
function merged(candidates: readonly Candidate[]): readonly Candidate[] {
  const groups: Candidate[] = []
  for (const candidate of candidates) {
    const index = groups.findIndex((group) => isSame(group.name, candidate.name))
    const known = groups[index]
    if (known === undefined) groups.push(candidate)
    else groups[index] = together(known, candidate)
  }
  return groups
}

const MAX_MERGED_REASONS = 8

function together(known: Candidate, other: Candidate): Candidate {
  const keeper = known.address === undefined && other.address !== undefined ? other : known
  const agreement = reason('agreement', 'Derselbe Name steht an mehreren Stellen.', 0.7)
  const reasons = [...known.reasons, ...other.reasons]
    .filter(({ kind }) => kind !== 'agreement')
    .slice(0, MAX_MERGED_REASONS)
  return { ...keeper, reasons: [...reasons, agreement] }
}

function senderProposal({ name, address, place, reasons }: Candidate): Proposal {
  if (address !== undefined) return addressProposal({ ...address, name }, place, reasons)
  return proposalOf({ value: name, place, reasons, details: { name } })
}

function addressProposal(address: PostalAddress, place: Place, reasons: readonly Reason[]): Proposal {
  const { name, addition, street, postcode, city } = address
  return proposalOf({
    value: name,
    place: { page: place.page, box: place.box },
    reasons,
    details: { name, addition, street, postcode, city },
  })
}
