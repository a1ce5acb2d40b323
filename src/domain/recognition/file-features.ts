/** A signature that a PDF carries; nobody has checked whether it is valid. */
export interface SignatureFeature {
  /** Name in the certificate that belongs to the signature. */
  readonly signer?: string
  /** Instant that the signer's own clock named, in ISO 8601. */
  readonly signedAt?: string
}

/** What a PDF is beside its pages, so that people know what the pages alone do not show. */
export interface FileFeatures {
  readonly signatures: readonly SignatureFeature[]
  /** Opens without a password, but its author has forbidden changes or printing. */
  readonly isProtected: boolean
  /** `xfa` forms show what they hold in few programs only. */
  readonly form: 'none' | 'fields' | 'xfa'
  readonly hasEmbeddedFiles: boolean
  /** The pages are a cover; the content is the files inside. */
  readonly isPortfolio: boolean
  readonly hasScripts: boolean
  /** PDF/A part and level that the file names for itself, such as `2b`. */
  readonly claimedPdfA?: string
}
