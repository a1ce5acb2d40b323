import { X509Certificate } from 'node:crypto'

interface DerValue {
  readonly tag: number
  readonly content: Buffer
  /** Tag, length and content. */
  readonly whole: Buffer
}

const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const CONTEXT_0 = 0xa0
const MAX_CERTIFICATES = 20

/**
 * The name in the certificate of who signed, out of a CMS signature (RFC 5652). Nothing is verified: the name is what
 * the file says. Undefined when it cannot be understood.
 */
export function signerOf(signature: Buffer): string | undefined {
  try {
    const signedData = childrenOf(childrenOf(readValue(signature))[1])[0]
    const parts = childrenOf(signedData)
    const certificates = childrenOf(parts.find(({ tag }) => tag === CONTEXT_0))
    const signerInfo = childrenOf(parts.filter(({ tag }) => tag === SET).at(-1))[0]
    return nameOf(certificates, serialOf(signerInfo))
  } catch {
    // Foreign bytes that are no signature in this format have no name.
    return undefined
  }
}

/** Serial number of the certificate, from `IssuerAndSerialNumber` behind the version. */
function serialOf(signerInfo: DerValue | undefined): string | undefined {
  const identifier = childrenOf(signerInfo)[1]
  if (identifier?.tag !== SEQUENCE) return undefined
  const serial = childrenOf(identifier).find(({ tag }) => tag === INTEGER)
  return serial?.content
    .toString('hex')
    .replace(/^(?:00)+/u, '')
    .toUpperCase()
}

function nameOf(certificates: readonly DerValue[], serial: string | undefined): string | undefined {
  const read = certificates.slice(0, MAX_CERTIFICATES).map(({ whole }) => new X509Certificate(whole))
  const signer = read.find((certificate) => certificate.serialNumber.replace(/^(?:00)+/u, '') === serial)
  const chosen = signer ?? (read.length === 1 ? read[0] : undefined)
  const name = /^CN=(.*)$/mu.exec(chosen?.subject ?? '')?.[1]
  const clean = name
    ?.replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return clean === '' ? undefined : clean
}

function childrenOf(value: DerValue | undefined): DerValue[] {
  const children: DerValue[] = []
  let rest = value?.content ?? Buffer.alloc(0)
  while (rest.length > 0) {
    const child = readValue(rest)
    children.push(child)
    rest = rest.subarray(child.whole.length)
  }
  return children
}

/** @throws {RangeError} for what is no DER: lengths without end, and lengths beyond the bytes */
function readValue(bytes: Buffer): DerValue {
  const tag = bytes.readUInt8(0)
  const first = bytes.readUInt8(1)
  const lengthBytes = first < 0x80 ? 0 : first - 0x80
  if (first === 0x80 || lengthBytes > 4) throw new RangeError('A length that DER does not know.')
  const length = lengthBytes === 0 ? first : bytes.readUIntBE(2, lengthBytes)
  const start = 2 + lengthBytes
  if (start + length > bytes.length) throw new RangeError('A value is longer than its bytes.')
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) }
}
