import type { X509Certificate } from 'node:crypto'
import type { ContentInfo } from '@peculiar/asn1-cms'
import { id_signedData, SignedData } from '@peculiar/asn1-cms'
import { AsnConvert, OctetString } from '@peculiar/asn1-schema'
import { AlgorithmIdentifier } from '@peculiar/asn1-x509'
import type { StampedTime, StampRefusal } from '../../domain/quality/time-stamp.ts'
import { UntrustedError, verifiedSigner } from './signature.ts'
import {
  MessageImprint,
  OID_SHA256,
  OID_TST_INFO,
  TimeStampReq,
  TimeStampResp,
  TstInfo,
} from './structures.ts'

/** Granted, or granted with changes that are seen in the token (RFC 3161, 2.4.2). */
const GRANTED = new Set([0, 1])

export interface Asked {
  /** Hexadecimal. */
  readonly sha256: string
  /** Positive and not 0. */
  readonly nonce: Uint8Array
}

export type Answered =
  { readonly stamped: StampedTime } | { readonly refusal: StampRefusal; readonly detail: string }

/** A request in DER. */
export function timeStampRequest({ sha256, nonce }: Asked): Uint8Array {
  const request = new TimeStampReq()
  request.messageImprint = new MessageImprint()
  request.messageImprint.hashAlgorithm = new AlgorithmIdentifier({ algorithm: OID_SHA256, parameters: null })
  request.messageImprint.hashedMessage = new OctetString(Buffer.from(sha256, 'hex'))
  request.nonce = new Uint8Array(nonce).buffer
  return new Uint8Array(AsnConvert.serialize(request))
}

/** What an answer in DER says, when it is one to this request and signed by somebody who is trusted. */
export function timeStampAnswer(
  bytes: Uint8Array,
  asked: Asked,
  trusted: readonly X509Certificate[],
): Answered {
  try {
    const { status, timeStampToken } = AsnConvert.parse(bytes, TimeStampResp)
    if (!GRANTED.has(status.status) || timeStampToken === undefined)
      return { refusal: 'rejected', detail: `The authority answers with status ${status.status}.` }
    return verified(timeStampToken, asked, trusted)
  } catch (error) {
    const refusal = error instanceof UntrustedError ? 'untrusted' : 'unreadable'
    return { refusal, detail: String(error) }
  }
}

function verified(token: ContentInfo, asked: Asked, trusted: readonly X509Certificate[]): Answered {
  if (token.contentType !== id_signedData)
    return { refusal: 'unreadable', detail: 'The token is not signed.' }
  const signed = AsnConvert.parse(token.content, SignedData)
  const { eContentType, eContent } = signed.encapContentInfo
  const content = eContent?.single?.buffer
  if (eContentType !== OID_TST_INFO || content === undefined)
    return { refusal: 'unreadable', detail: 'What is signed is no time stamp.' }
  const info = AsnConvert.parse(content, TstInfo)
  if (!isAnswerTo(info, asked))
    return { refusal: 'of-another-request', detail: 'The time stamp is of another hash or another request.' }
  const signer = verifiedSigner(signed, new Uint8Array(content), info.genTime, trusted)
  return {
    stamped: {
      authority: nameOf(signer),
      time: info.genTime.toISOString(),
      serial: Buffer.from(info.serialNumber).toString('hex'),
      policy: info.policy,
      token: Buffer.from(AsnConvert.serialize(token)).toString('base64'),
    },
  }
}

function isAnswerTo({ version, messageImprint, nonce }: TstInfo, asked: Asked): boolean {
  const { hashAlgorithm, hashedMessage } = messageImprint
  return (
    version === 1 &&
    hashAlgorithm.algorithm === OID_SHA256 &&
    Buffer.from(hashedMessage.buffer).toString('hex') === asked.sha256 &&
    nonce !== undefined &&
    Buffer.from(nonce).equals(asked.nonce)
  )
}

/** `CN=Zeitstempel 7, O=Dienst`, in one line. */
function nameOf({ subject }: X509Certificate): string {
  return subject.split('\n').join(', ')
}
