import { randomBytes } from 'node:crypto'

const BYTES = 12

/** For an account whose owner is handed it, and who changes it after signing in. */
export function randomPassword(): string {
  return randomBytes(BYTES).toString('base64url')
}
