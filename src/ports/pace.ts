/** Keeps long work in the background from taking what people need. */
export interface Pace {
  /** Returns when so many bytes may have been read at the given rate since the last call. */
  wait(bytes: number, bytesASecond: number, signal: AbortSignal): Promise<void>
}
