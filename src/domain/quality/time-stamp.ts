import type { BackOff } from '../back-off.ts'

/** What an authority has signed: these bytes were there at this time (RFC 3161). */
export interface StampedTime {
  /** Subject of the certificate that signed. */
  readonly authority: string
  /** ISO 8601 in UTC, as the authority says. */
  readonly time: string
  /** Of the token at the authority, hexadecimal. */
  readonly serial: string
  /** Object identifier of the policy under which it was made. */
  readonly policy: string
  /** The signed token (CMS, DER), in Base64: with it and the file anybody can verify the rest. */
  readonly token: string
}

/** Why the answer of an authority is no time stamp of ours. */
export const STAMP_REFUSALS = [
  /** The authority says no. */
  'rejected',
  /** No answer of the protocol. */
  'unreadable',
  /** Of another file, or an answer to another question. */
  'of-another-request',
  /** Nobody whom the operator trusts has signed it, or it was changed. */
  'untrusted',
] as const
export type StampRefusal = (typeof STAMP_REFUSALS)[number]

/** The time stamp of one file, ordered when the file was made. The id is that of its document. */
export interface TimeStamp {
  readonly id: string
  readonly tenantId: string
  readonly itemId: string
  /** Of the file, hexadecimal: what is stamped. */
  readonly sha256: string
  readonly state: 'waiting' | 'stamped' | 'given-up'
  /** Of any outcome. */
  readonly attempt: number
  /** Answers that were none. */
  readonly refusals: number
  readonly createdAt: string
  /** What an authority has said, when it has. */
  readonly stamped?: StampedTime
  /** Of the last answer that was none. */
  readonly refusal?: StampRefusal
}

export const STAMP_BACK_OFF: BackOff = { firstMs: 30_000, longestMs: 60 * 60_000 }
/** So many answers that are none; an authority that is away is waited for without an end. */
export const MAX_REFUSALS = 8

export function stampedWith(order: TimeStamp, stamped: StampedTime): TimeStamp {
  return { ...order, state: 'stamped', stamped }
}

export function refusedWith(order: TimeStamp, refusal: StampRefusal): TimeStamp {
  const refusals = order.refusals + 1
  return { ...order, refusal, refusals, state: refusals >= MAX_REFUSALS ? 'given-up' : 'waiting' }
}
