import PostalMime from 'postal-mime'

/** What is used of a part inside of postal-mime 4.0; `mail-parser.spec.ts` tells when it is not there any more. */
interface MimePart {
  contentDecoder: unknown
  setupContentDecoder(transferEncoding: string): void
}

const ENCODED = /base64|quoted-printable/i

/**
 * Makes postal-mime take content that is not encoded as it lies in the file. By itself it gives every line another end,
 * which alters attachments and mails inside of mails, and it needs a second for twenty thousand lines.
 */
export function keepRawContent(): void {
  const { root } = new PostalMime() as unknown as { readonly root: MimePart }
  const part = Object.getPrototypeOf(root) as MimePart
  const original = part.setupContentDecoder
  part.setupContentDecoder = function setupContentDecoder(this: MimePart, transferEncoding: string): void {
    if (ENCODED.test(transferEncoding)) original.call(this, transferEncoding)
    else this.contentDecoder = createRangeDecoder()
  }
}

/** The lines of a part are views of the file, one behind the other: what they span is its content. */
function createRangeDecoder() {
  let first: Uint8Array | undefined
  let end = 0
  return {
    update(line: Uint8Array): void {
      first ??= line
      end = line.byteOffset + line.byteLength
    },
    async finalize(): Promise<Uint8Array> {
      if (first === undefined) return new Uint8Array()
      return new Uint8Array(first.buffer, first.byteOffset, Math.max(0, end - first.byteOffset))
    },
  }
}
