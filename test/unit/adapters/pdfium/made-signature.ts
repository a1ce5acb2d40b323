import { generateKeyPairSync, sign } from 'node:crypto'

/** One value in DER (X.690): tag, length, content. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts)
  const length =
    content.length < 0x80
      ? Buffer.of(content.length)
      : Buffer.of(0x82, content.length >> 8, content.length & 0xff)
  return Buffer.concat([Buffer.of(tag), length, content])
}

const ED25519 = der(0x30, der(0x06, Buffer.of(0x2b, 0x65, 0x70)))

function distinguishedName(commonName: string): Buffer {
  const value = der(0x0c, Buffer.from(commonName, 'utf8'))
  return der(0x30, der(0x31, der(0x30, der(0x06, Buffer.of(0x55, 0x04, 0x03)), value)))
}

/** A certificate that names itself (RFC 5280). */
function certificate(commonName: string, serial: number): Buffer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const time = (text: string): Buffer => der(0x17, Buffer.from(text, 'latin1'))
  const toBeSigned = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(serial)),
    ED25519,
    distinguishedName('Invented Authority'),
    der(0x30, time('260101000000Z'), time('360101000000Z')),
    distinguishedName(commonName),
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  return der(0x30, toBeSigned, ED25519, der(0x03, Buffer.of(0), sign(null, toBeSigned, privateKey)))
}

/** A CMS signature (RFC 5652) of the second of two certificates; its value is empty, because nobody verifies it. */
export function madeSignature(signer: string): Buffer {
  const signedData = der(0x06, Buffer.of(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02))
  const certificates = der(0xa0, certificate('Someone Else', 7), certificate(signer, 9))
  const identifier = der(0x30, distinguishedName('Invented Authority'), der(0x02, Buffer.of(9)))
  const signerInfo = der(0x30, der(0x02, Buffer.of(1)), identifier)
  const data = der(0x30, der(0x02, Buffer.of(1)), der(0x31), der(0x30), certificates, der(0x31, signerInfo))
  return der(0x30, signedData, der(0xa0, data))
}
