import type { Clock, IdGenerator } from '../../ports/clock.ts'
import type { Seal } from '../../ports/seal.ts'

/** Longer than browsers wait for the person. */
const LIFETIME_MS = 5 * 60_000
/** 128 bits. */
const RANDOM_BYTES = 16
const PURPOSE = 'passkey challenge'

export interface ChallengePorts {
  readonly seal: Seal
  readonly clock: Clock
  readonly ids: IdGenerator
}

/** Whom a challenge is for: one person who adds a passkey, or whoever signs in. */
export type ChallengeFor = { readonly userId: string } | 'sign-in'

/** A challenge that needs no memory of the server, so that strangers cannot fill it: it carries its end and our seal. */
export function newChallenge({ seal, clock, ids }: ChallengePorts, whom: ChallengeFor): string {
  const endsAtMs = clock.now().getTime() + LIFETIME_MS
  const text = [nameOf(whom), endsAtMs, ids.randomHex(RANDOM_BYTES)].join(' ')
  return `${text} ${seal.seal(`${PURPOSE} ${text}`)}`
}

/** Whether it is one of ours, for the same end, and not too old. */
export function isOwnChallenge(
  { seal, clock }: Omit<ChallengePorts, 'ids'>,
  challenge: string,
  whom: ChallengeFor,
): boolean {
  const end = challenge.lastIndexOf(' ')
  const text = challenge.slice(0, Math.max(0, end))
  if (!seal.isGenuine(`${PURPOSE} ${text}`, challenge.slice(end + 1))) return false
  const [name, endsAtMs] = text.split(' ')
  return name === nameOf(whom) && Number(endsAtMs) > clock.now().getTime()
}

function nameOf(whom: ChallengeFor): string {
  return whom === 'sign-in' ? whom : `user:${whom.userId}`
}
