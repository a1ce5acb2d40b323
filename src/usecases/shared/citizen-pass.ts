import { ASSURANCE_LEVELS, type VerifiedSender } from '../../domain/access/assurance.ts'
import type { Clock } from '../../ports/clock.ts'
import type { IdentityProviders } from '../../ports/identity-providers.ts'
import type { Seal } from '../../ports/seal.ts'

/** Long enough to fill a form in; whoever uses the computer next finds nothing. */
export const PASS_LIFETIME_MS = 30 * 60_000
const PURPOSE = 'citizen pass'

export interface PassPorts {
  readonly seal: Seal
  readonly clock: Clock
}

/** A text that the browser of the citizen keeps, and that nobody else could have written. We keep nothing. */
export function passOf(
  { seal, clock }: PassPorts,
  { tenantId, providerId, sender }: { tenantId: string; providerId: string; sender: VerifiedSender },
): string {
  const endsAtMs = clock.now().getTime() + PASS_LIFETIME_MS
  const { name, level, provider } = sender
  const text = JSON.stringify([tenantId, providerId, endsAtMs, name, level ?? '', provider])
  return seal.seal(`${PURPOSE} ${text}`) + text
}

/** Hexadecimal digits of a seal (SHA-256). */
const SEAL_LENGTH = 64

/** Who the pass is of, for one tenant; nobody when it is not ours, too old, or the provider has gone. */
export async function senderOfPass(
  { seal, clock, identityProviders }: PassPorts & { readonly identityProviders: IdentityProviders },
  { tenantId, pass }: { readonly tenantId: string; readonly pass: string },
  signal: AbortSignal,
): Promise<VerifiedSender | undefined> {
  const text = pass.slice(SEAL_LENGTH)
  if (!seal.isGenuine(`${PURPOSE} ${text}`, pass.slice(0, SEAL_LENGTH))) return undefined
  const [ofTenant, providerId, endsAtMs, name, levelName, provider] = JSON.parse(text) as string[]
  if (ofTenant !== tenantId || !(Number(endsAtMs) > clock.now().getTime())) return undefined
  const known = await identityProviders.find(providerId ?? '', signal)
  if (known?.kind !== 'citizen') return undefined
  const level = ASSURANCE_LEVELS.find((one) => one === levelName)
  return { name: name ?? '', provider: provider ?? '', ...(level === undefined ? {} : { level }) }
}
