import { levelOf, type Actor } from '../../domain/access/actor.ts'
import type { StoredDocument } from '../../domain/intake/document.ts'
import { indexText } from '../../domain/intake/index-data.ts'
import type { AddressBook } from '../../ports/address-book.ts'

/** Keeps a sender that was confirmed now, with the address that stood in the proposal of that name. */
export async function learnSender(
  { addressBook }: { readonly addressBook: AddressBook },
  actor: Actor,
  before: StoredDocument,
  after: StoredDocument,
  signal: AbortSignal,
): Promise<void> {
  const name = indexText(after.index, 'sender')
  if (name === undefined || name === indexText(before.index, 'sender')) return
  // Names that are learnt are proposed to everybody.
  if (levelOf(after.readKeys) !== 'normal') return
  const details = after.proposals.fields.sender?.find(({ value }) => value === name)?.details ?? {}
  const parts = (['street', 'postcode', 'city'] as const).flatMap((part): [string, string][] =>
    details[part] === undefined ? [] : [[part, details[part]]],
  )
  await addressBook.learn(actor, { name, ...Object.fromEntries(parts) }, signal)
}
