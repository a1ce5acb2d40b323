import { levelOf, type Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { senderKey } from '../../domain/extraction/known-sender.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import type { AddressBook } from '../../ports/address-book.ts'

/**
 * Keeps a sender that was confirmed now, with the address that stood in the proposal of that name and the marks of the document, for as long as the
 * document names him and everybody may know of it: names in the address book are proposed to all.
 *
 * @returns the document with what it has taught
 */
export async function learnSender(
  { addressBook }: { readonly addressBook: AddressBook },
  actor: Actor,
  before: StoredDocument,
  after: StoredDocument,
  signal: AbortSignal,
): Promise<StoredDocument> {
  const name = indexText(after.index, 'sender')
  const isForAll = levelOf(after.readKeys) === 'normal'
  if (isForAll && name === indexText(before.index, 'sender')) return after
  const { taughtSender: earlier, ...bare } = after
  const isTaught = isForAll && name !== undefined
  if (isTaught) await addressBook.learn(actor, { name, ...addressOf(after, name), ...marksIn(after) }, signal)
  // Only then: of the same name in another spelling the address and the marks stay.
  if (earlier !== undefined) {
    const isRespelt = isTaught && senderKey(earlier) === senderKey(name)
    await addressBook.forget(actor, { name: earlier, ...(isRespelt ? {} : marksIn(before)) }, signal)
  }
  return isTaught ? { ...bare, taughtSender: name } : bare
}

function addressOf({ proposals }: StoredDocument, name: string): Readonly<Record<string, string>> {
  const details = proposals.fields.sender?.find(({ value }) => value === name)?.details ?? {}
  const parts = (['street', 'postcode', 'city'] as const).flatMap((part): [string, string][] =>
    details[part] === undefined ? [] : [[part, details[part]]],
  )
  return Object.fromEntries(parts)
}

function marksIn({ proposals }: StoredDocument): { readonly marks?: readonly string[] } {
  return proposals.senderMarks === undefined ? {} : { marks: proposals.senderMarks }
}
