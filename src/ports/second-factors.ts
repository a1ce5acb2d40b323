import type { Actor } from '../domain/access/actor.ts'
import type { SecondFactor } from '../domain/access/second-factor.ts'

/** At most one a person. */
export interface SecondFactors {
  find(tenantId: string, userId: string, signal: AbortSignal): Promise<SecondFactor | undefined>
  /** Puts it in the place of the one before, if any. */
  save(factor: SecondFactor, signal: AbortSignal): Promise<void>
  /** Remembers a step, and says whether it is later than all before: of two sign-ins with one code one succeeds. */
  useStep(tenantId: string, userId: string, step: number, signal: AbortSignal): Promise<boolean>
  /** Takes a recovery code away, and says whether it was there. */
  useRecoveryCode(tenantId: string, userId: string, hash: string, signal: AbortSignal): Promise<boolean>
  /** Those of all tenants. */
  all(signal: AbortSignal): Promise<SecondFactor[]>
  /** Puts another form of the secret in the place of the one that the factor has; false when it has changed meanwhile. */
  replaceSecret(factor: SecondFactor, secret: string, signal: AbortSignal): Promise<boolean>
  /** Says whether there was one. */
  remove(actor: Actor, userId: string, signal: AbortSignal): Promise<boolean>
}

/** Codes of authenticator apps: TOTP with SHA-1, six digits, thirty seconds (RFC 6238). */
export interface OneTimeCodes {
  /** A fresh secret in base 32, 160 bits. */
  newSecret(): string
  /** The step that the code belongs to, one before and after the present one included; `undefined`: it is none of them. */
  stepOf(secret: string, code: string, now: Date): number | undefined
}
