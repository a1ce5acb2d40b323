import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import type { PasskeyAssertion, PasskeyRegistration } from '../../src/domain/access/passkey.ts'

type Cbor = number | string | Uint8Array | ReadonlyMap<number | string, Cbor>

export interface CeremonyInput {
  readonly origin: string
  /** As the options carry it: base64url. */
  readonly challenge: string
  /** Default: the owner was asked for PIN, finger or face. */
  readonly isOwnerVerified?: boolean
  readonly type?: string
  readonly userHandle?: string
}

/** A device with one passkey, answering as browsers hand it on (WebAuthn Level 2: ES256, attestation "none"). */
export interface SoftwareAuthenticator {
  register(input: CeremonyInput): PasskeyRegistration
  sign(input: CeremonyInput): PasskeyAssertion
}

const PRESENT = 0x01
const VERIFIED = 0x04
const HAS_KEY = 0x40

/** @param counts false for devices that do not count their signatures */
export function createSoftwareAuthenticator(counts = true): SoftwareAuthenticator {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0

  function authenticatorData({ origin, isOwnerVerified = true }: CeremonyInput, key?: Buffer): Buffer {
    if (counts) counter += 1
    const flags = PRESENT | (isOwnerVerified ? VERIFIED : 0) | (key === undefined ? 0 : HAS_KEY)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const host = createHash('sha256').update(new URL(origin).hostname).digest()
    return Buffer.concat([host, Buffer.from([flags]), count, key ?? Buffer.alloc(0)])
  }

  return {
    register(input) {
      const coordinate = (text: string) => Buffer.from(text, 'base64url')
      const coseKey = new Map<number, Cbor>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, coordinate(x)],
        [-3, coordinate(y)],
      ])
      const key = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(coseKey)])
      const attestation = new Map<string, Cbor>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', authenticatorData(input, key)],
      ])
      const response = {
        clientDataJSON: clientData(input, 'webauthn.create'),
        attestationObject: cbor(attestation).toString('base64url'),
        transports: ['internal'],
      }
      return { id: id.toString('base64url'), response }
    },
    sign(input) {
      const data = authenticatorData(input)
      const clientDataJSON = clientData(input, 'webauthn.get')
      const hash = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
      const signature = sign('sha256', Buffer.concat([data, hash]), privateKey).toString('base64url')
      const { userHandle } = input
      const response = {
        clientDataJSON,
        authenticatorData: data.toString('base64url'),
        signature,
        ...(userHandle === undefined ? {} : { userHandle: Buffer.from(userHandle).toString('base64url') }),
      }
      return { id: id.toString('base64url'), response }
    },
  }
}

function clientData({ origin, challenge, type }: CeremonyInput, usual: string): string {
  const text = JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin: false })
  return Buffer.from(text).toString('base64url')
}

/** RFC 8949, as far as keys and attestations need it. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  const pairs = [...value].flatMap(([key, inner]) => [cbor(key), cbor(inner)])
  return Buffer.concat([head(5, value.size), ...pairs])
}

function head(major: number, value: number): Buffer {
  if (value < 24) return Buffer.from([(major << 5) | value])
  if (value < 256) return Buffer.from([(major << 5) | 24, value])
  return Buffer.from([(major << 5) | 25, value >> 8, value & 255])
}
