export interface ZipMember {
  /** Folders parted by `/`; unique, and safe on every system. */
  readonly path: string
  /** False for what is packed already. */
  readonly isPackable: boolean
  /** Called when its turn has come; what it throws ends the writing. */
  open(signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>
}

export interface ZipRequest {
  readonly members: readonly ZipMember[]
  /** Of all members. */
  readonly modifiedAt: Date
  /** Where to write it; must not exist yet. */
  readonly targetPath: string
}

/** Writes ZIP files (ZIP64 where they are large) without holding more of them than a piece. */
export interface ZipWriter {
  write(
    request: ZipRequest,
    signal: AbortSignal,
  ): Promise<{ readonly sizeBytes: number; readonly sha256: string }>
}
