import type { StampedTime, StampRefusal } from '../domain/quality/time-stamp.ts'

/** A trust service that signs when something was there (RFC 3161). It gets a hash and never the file. */
export interface TimeStampAuthority {
  /**
   * What comes back was checked: it is of this hash and this request, and somebody whom the operator trusts has signed it.
   *
   * @param sha256 hexadecimal
   * @throws {MailroomError} `dependency-unavailable` when it does not answer
   */
  stamp(
    sha256: string,
    signal: AbortSignal,
  ): Promise<{ readonly stamped: StampedTime } | { readonly refusal: StampRefusal; readonly detail: string }>
}
