import type { Role } from './actor.ts'

/** The authenticator app of a person (TOTP, RFC 6238) and the codes that stand in for it. */
export interface SecondFactor {
  readonly tenantId: string
  readonly userId: string
  /** What the app of the person shares, closed by the secret box: base 32, 160 bits. */
  readonly secret: string
  /** Set once the person has shown that the app works; it is asked for from then on. */
  readonly confirmed: boolean
  /** The last step whose code was taken: no code counts twice. */
  readonly lastStep: number
  /** SHA-256 of codes for a lost app, each for one sign-in. */
  readonly recoveryHashes: readonly string[]
}

export const RECOVERY_CODES = 10
/** 80 bits. */
export const RECOVERY_CODE_BYTES = 10

/** How recovery codes are compared: without blanks and hyphens, in lower case. */
export function recoveryForm(code: string): string {
  return code.replace(/[\s-]/g, '').toLowerCase()
}

/** `0123456789abcdef0123` in groups that people can copy. */
export function grouped(code: string): string {
  return code.replace(/(.{5})(?=.)/g, '$1-')
}

/** Whether the tenant demands a second factor of a person with these roles. */
export function isSecondFactorDue(
  tenant: { readonly secondFactorRoles?: readonly Role[] },
  roles: readonly Role[],
): boolean {
  return roles.some((role) => tenant.secondFactorRoles?.includes(role))
}

/** What apps read from the QR code (Key URI format). */
export function keyUri(secret: string, issuer: string, account: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}
