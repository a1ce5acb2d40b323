import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { SecretBox } from '../../ports/secret-box.ts'

const KEY_PURPOSE = 'poststelle secret box 1'
const CIPHER = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16
/** `box1.<key>.<initialisation vector, tag and text in base64url>` */
const CLOSED = /^box1\.([0-9a-f]{16})\.([\w-]+)$/

interface Key {
  readonly id: string
  readonly bytes: Uint8Array
}

/**
 * AES-256-GCM.
 *
 * @param present closes and opens
 * @param previous opens what was closed before the key was changed
 */
export function createSecretBox(present: string | Uint8Array, previous?: string): SecretBox {
  const current = keyFrom(present)
  const keys = new Map(
    [current, ...(previous === undefined ? [] : [keyFrom(previous)])].map((key) => [key.id, key]),
  )
  return {
    close(text, owner) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv(CIPHER, current.bytes, iv).setAAD(Buffer.from(owner))
      const closed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `box1.${current.id}.${Buffer.concat([iv, cipher.getAuthTag(), closed]).toString('base64url')}`
    },
    open(closed, owner) {
      const [, keyId, content] = CLOSED.exec(closed) ?? []
      if (keyId === undefined || content === undefined) return closed
      const key = keys.get(keyId)
      return key === undefined ? undefined : opened(key, Buffer.from(content, 'base64url'), owner)
    },
    isCurrent: (closed) => CLOSED.exec(closed)?.[1] === current.id,
  }
}

function opened(key: Key, content: Buffer, owner: string): string | undefined {
  if (content.length < IV_BYTES + TAG_BYTES) return undefined
  const decipher = createDecipheriv(CIPHER, key.bytes, content.subarray(0, IV_BYTES))
  decipher.setAAD(Buffer.from(owner)).setAuthTag(content.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const text = decipher.update(content.subarray(IV_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([text, decipher.final()]).toString()
  } catch {
    // The tag does not fit: the text was changed or belongs to somebody else.
    return undefined
  }
}

function keyFrom(secret: string | Uint8Array): Key {
  const text = typeof secret === 'string' ? secret : Buffer.from(secret).toString('hex')
  const bytes = createHash('sha256')
    .update(JSON.stringify([KEY_PURPOSE, text]))
    .digest()
  return { bytes, id: createHash('sha256').update(bytes).digest('hex').slice(0, 16) }
}
