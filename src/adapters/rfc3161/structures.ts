import { ContentInfo } from '@peculiar/asn1-cms'
import {
  AsnIntegerArrayBufferConverter,
  AsnProp,
  AsnPropTypes,
  BitString,
  OctetString,
} from '@peculiar/asn1-schema'
import { AlgorithmIdentifier, Extensions, GeneralName } from '@peculiar/asn1-x509'

/** What RFC 3161 and RFC 5816 write in ASN.1. Names are theirs; what is read over here has a shape and no use. */

export const OID_TST_INFO = '1.2.840.113549.1.9.16.1.4'
export const OID_SHA256 = '2.16.840.1.101.3.4.2.1'

const BYTES_OF_INTEGER = { type: AsnPropTypes.Integer, converter: AsnIntegerArrayBufferConverter } as const

type PropertyOptions = Parameters<typeof AsnProp>[0]

/** Properties in their order; a later one of the same class is behind it. */
function shape(structure: object, properties: Readonly<Record<string, PropertyOptions>>): void {
  for (const [name, options] of Object.entries(properties)) AsnProp(options)(structure, name)
}

export class MessageImprint {
  hashAlgorithm = new AlgorithmIdentifier()
  hashedMessage = new OctetString()
}
shape(MessageImprint.prototype, {
  hashAlgorithm: { type: AlgorithmIdentifier },
  hashedMessage: { type: OctetString },
})

export class TimeStampReq {
  version = 1
  messageImprint = new MessageImprint()
  nonce: ArrayBuffer = new ArrayBuffer(0)
  certReq = true
}
shape(TimeStampReq.prototype, {
  version: { type: AsnPropTypes.Integer },
  messageImprint: { type: MessageImprint },
  nonce: BYTES_OF_INTEGER,
  certReq: { type: AsnPropTypes.Boolean, defaultValue: false },
})

class PkiStatusInfo {
  status = 2
  statusString?: ArrayBuffer
  failInfo?: BitString
}
shape(PkiStatusInfo.prototype, {
  status: { type: AsnPropTypes.Integer },
  statusString: { type: AsnPropTypes.Utf8String, repeated: 'sequence', optional: true },
  failInfo: { type: BitString, optional: true },
})

export class TimeStampResp {
  status = new PkiStatusInfo()
  timeStampToken?: ContentInfo
}
shape(TimeStampResp.prototype, {
  status: { type: PkiStatusInfo },
  timeStampToken: { type: ContentInfo, optional: true },
})

class Accuracy {
  seconds?: number
  millis?: number
  micros?: number
}
shape(Accuracy.prototype, {
  seconds: { type: AsnPropTypes.Integer, optional: true },
  millis: { type: AsnPropTypes.Integer, context: 0, implicit: true, optional: true },
  micros: { type: AsnPropTypes.Integer, context: 1, implicit: true, optional: true },
})

export class TstInfo {
  version = 1
  policy = ''
  messageImprint = new MessageImprint()
  serialNumber: ArrayBuffer = new ArrayBuffer(0)
  genTime = new Date(0)
  accuracy?: Accuracy
  ordering = false
  nonce?: ArrayBuffer
  tsa?: GeneralName
  extensions?: Extensions
}
shape(TstInfo.prototype, {
  version: { type: AsnPropTypes.Integer },
  policy: { type: AsnPropTypes.ObjectIdentifier },
  messageImprint: { type: MessageImprint },
  serialNumber: BYTES_OF_INTEGER,
  genTime: { type: AsnPropTypes.GeneralizedTime },
  accuracy: { type: Accuracy, optional: true },
  ordering: { type: AsnPropTypes.Boolean, defaultValue: false },
  nonce: { ...BYTES_OF_INTEGER, optional: true },
  tsa: { type: GeneralName, context: 0, optional: true },
  extensions: { type: Extensions, context: 1, implicit: true, optional: true },
})

/** RFC 5035, 4; the hash is of the whole certificate. */
export class EssCertIdV2 {
  /** SHA-256 when it is not there. */
  hashAlgorithm?: AlgorithmIdentifier
  certHash = new OctetString()
  issuerSerial?: ArrayBuffer
}
shape(EssCertIdV2.prototype, {
  hashAlgorithm: { type: AlgorithmIdentifier, optional: true },
  certHash: { type: OctetString },
  issuerSerial: { type: AsnPropTypes.Any, optional: true },
})

/** RFC 2634, 5.4; the hash is SHA-1. */
export class EssCertId {
  certHash = new OctetString()
  issuerSerial?: ArrayBuffer
}
shape(EssCertId.prototype, {
  certHash: { type: OctetString },
  issuerSerial: { type: AsnPropTypes.Any, optional: true },
})

export class SigningCertificateV2 {
  certs: EssCertIdV2[] = []
  policies?: ArrayBuffer
}
shape(SigningCertificateV2.prototype, {
  certs: { type: EssCertIdV2, repeated: 'sequence' },
  policies: { type: AsnPropTypes.Any, optional: true },
})

export class SigningCertificate {
  certs: EssCertId[] = []
  policies?: ArrayBuffer
}
shape(SigningCertificate.prototype, {
  certs: { type: EssCertId, repeated: 'sequence' },
  policies: { type: AsnPropTypes.Any, optional: true },
})
