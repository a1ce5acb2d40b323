/** Keeps small secrets unreadable to whoever has the database, or a backup of it, and not the key. */
export interface SecretBox {
  /** @param owner bound to the text: in the place of somebody else's it does not open */
  close(text: string, owner: string): string
  /** Text from before there was a box comes back as it is. `undefined`: no key at hand opens it. */
  open(closed: string, owner: string): string | undefined
  /** Whether it is closed with the present key, and not with the one before or not at all. */
  isCurrent(closed: string): boolean
}
