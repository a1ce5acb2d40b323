import { constants, createHash, verify, X509Certificate, type KeyObject } from 'node:crypto'
import {
  id_contentType,
  id_messageDigest,
  type Attribute,
  type SignedData,
  type SignerInfo,
} from '@peculiar/asn1-cms'
import { AsnConvert, AsnObjectIdentifierConverter, OctetString } from '@peculiar/asn1-schema'
import { Certificate } from '@peculiar/asn1-x509'
import { OID_SHA256, OID_TST_INFO, SigningCertificate, SigningCertificateV2 } from './structures.ts'

const HASHES: Readonly<Record<string, string>> = {
  [OID_SHA256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}
/** Signature algorithms that name their hash (RFC 4055, RFC 5758). */
const SIGNED_WITH: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
}
const OID_RSA = '1.2.840.113549.1.1.1'
const OID_PSS = '1.2.840.113549.1.1.10'
const OID_TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
const OID_SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
const OID_SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'
const SET_OF = 0x31
/** Between whoever signs and whom the operator has named. */
const MAX_ISSUERS = 4

/** Says why it is not so; for the log. */
export class UntrustedError extends Error {}

/**
 * The certificate that has signed: it is meant for that, was valid then, and is one of those that the operator trusts or comes
 * from one of them.
 *
 * @throws {UntrustedError}
 */
export function verifiedSigner(
  signed: SignedData,
  content: Uint8Array,
  at: Date,
  trusted: readonly X509Certificate[],
): X509Certificate {
  const [info, second] = [...signed.signerInfos]
  // RFC 3161, 2.4.2: of the authority alone.
  if (info === undefined || second !== undefined)
    throw new UntrustedError('There is not exactly one signature.')
  const sent = certificatesOf(signed)
  const signer = [...trusted, ...sent].find((one) => isNamedBy(one, info))
  if (signer === undefined) throw new UntrustedError('The certificate of the signature is not there.')
  requireTrusted(signer, at, sent, trusted)
  requireSignedAttributes(info, content, signer)
  if (!isSignedBy(info, signer.publicKey)) throw new UntrustedError('The signature is wrong.')
  return signer
}

function certificatesOf({ certificates }: SignedData): X509Certificate[] {
  return [...(certificates ?? [])].flatMap(({ certificate }) =>
    certificate === undefined ? [] : [new X509Certificate(Buffer.from(AsnConvert.serialize(certificate)))],
  )
}

function isNamedBy(certificate: X509Certificate, { sid }: SignerInfo): boolean {
  const { tbsCertificate } = AsnConvert.parse(certificate.raw, Certificate)
  const named = sid.issuerAndSerialNumber
  if (named !== undefined)
    return (
      isSame(named.serialNumber, tbsCertificate.serialNumber) &&
      isSame(AsnConvert.serialize(named.issuer), AsnConvert.serialize(tbsCertificate.issuer))
    )
  const key = tbsCertificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')
  if (key === undefined || sid.subjectKeyIdentifier === undefined) return false
  return isSame(AsnConvert.parse(key.extnValue.buffer, OctetString).buffer, sid.subjectKeyIdentifier.buffer)
}

function requireTrusted(
  signer: X509Certificate,
  at: Date,
  sent: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): void {
  const isFor = (signer.keyUsage as readonly string[] | undefined)?.includes(OID_TIME_STAMPING) === true
  if (!isFor) throw new UntrustedError('The certificate is not one for time stamps.')
  let one = signer
  for (let step = 0; step <= MAX_ISSUERS; step++) {
    if (!isValidAt(one, at)) throw new UntrustedError('A certificate was not valid at that time.')
    const current = one
    if (trusted.some((known) => known.fingerprint256 === current.fingerprint256)) return
    const issuer = [...trusted, ...sent].find((other) => isIssuer(other, current))
    if (issuer === undefined) break
    one = issuer
  }
  throw new UntrustedError('The certificate comes from nobody whom the operator trusts.')
}

function isIssuer(other: X509Certificate, certificate: X509Certificate): boolean {
  const isItself = other.fingerprint256 === certificate.fingerprint256
  return !isItself && other.ca && certificate.checkIssued(other) && certificate.verify(other.publicKey)
}

function isValidAt({ validFrom, validTo }: X509Certificate, at: Date): boolean {
  return Date.parse(validFrom) <= at.getTime() && at.getTime() <= Date.parse(validTo)
}

/** What is signed says that it is a time stamp, of this content, and by this certificate (RFC 3161, 2.4.2; RFC 5816). */
function requireSignedAttributes(info: SignerInfo, content: Uint8Array, signer: X509Certificate): void {
  const values = new Map((info.signedAttrs ?? []).map((attribute) => [attribute.attrType, attribute]))
  const hash = HASHES[info.digestAlgorithm.algorithm]
  if (hash === undefined) throw new UntrustedError('The hash is not one that is taken.')
  const kind = valueOf(values.get(id_contentType))
  const digest = AsnConvert.parse(valueOf(values.get(id_messageDigest)), OctetString)
  if (!isSame(kind, AsnObjectIdentifierConverter.toASN(OID_TST_INFO).toBER()))
    throw new UntrustedError('It is signed as something else.')
  if (!isSame(createHash(hash).update(content).digest(), digest.buffer))
    throw new UntrustedError('The content is not what was signed.')
  if (!isNamedInside(values, signer.raw)) throw new UntrustedError('It names another certificate.')
}

function valueOf(attribute: Attribute | undefined): ArrayBuffer {
  const [value, second] = attribute?.attrValues ?? []
  if (value === undefined || second !== undefined) throw new UntrustedError('A signed attribute is missing.')
  return value
}

function isNamedInside(values: ReadonlyMap<string, Attribute>, certificate: Buffer): boolean {
  const later = values.get(OID_SIGNING_CERTIFICATE_V2)
  if (later !== undefined) {
    const [first] = AsnConvert.parse(valueOf(later), SigningCertificateV2).certs
    const hash = HASHES[first?.hashAlgorithm?.algorithm ?? OID_SHA256]
    return (
      first !== undefined &&
      hash !== undefined &&
      isSame(createHash(hash).update(certificate).digest(), first.certHash.buffer)
    )
  }
  const [first] = AsnConvert.parse(valueOf(values.get(OID_SIGNING_CERTIFICATE)), SigningCertificate).certs
  return first !== undefined && isSame(createHash('sha1').update(certificate).digest(), first.certHash.buffer)
}

function isSignedBy(info: SignerInfo, key: KeyObject): boolean {
  const { signatureAlgorithm, digestAlgorithm, signature } = info
  const { algorithm } = signatureAlgorithm
  const byItself = algorithm === OID_RSA || algorithm === OID_PSS
  const hash = SIGNED_WITH[algorithm] ?? (byItself ? HASHES[digestAlgorithm.algorithm] : undefined)
  if (hash === undefined) return false
  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO }
  const how = algorithm === OID_PSS ? { key, ...pss } : { key }
  return verify(hash, signedBytes(info), how, Buffer.from(signature.buffer))
}

/**
 * In the message the attributes stand under a tag of their own, and are signed as the set that they are (RFC 5652, 5.4). Written
 * anew they are the same bytes when they were in DER, as they must be; else the signature does not fit.
 */
function signedBytes({ signedAttrs = [] }: SignerInfo): Buffer {
  const content = Buffer.concat(signedAttrs.map((one) => Buffer.from(AsnConvert.serialize(one))))
  return Buffer.concat([Buffer.from([SET_OF, ...lengthBytes(content.byteLength)]), content])
}

/** X.690, 8.1.3 to 8.1.5. */
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length]
  const groups: number[] = []
  for (let left = length; left > 0; left >>= 8) groups.unshift(left & 0xff)
  return [0x80 | groups.length, ...groups]
}

function isSame(one: ArrayBuffer | Uint8Array, other: ArrayBuffer | Uint8Array): boolean {
  return Buffer.compare(Buffer.from(one as ArrayBuffer), Buffer.from(other as ArrayBuffer)) === 0
}
