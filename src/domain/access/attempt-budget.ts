/** Attempts that are counted, so that nobody can try names, passwords or codes without end. */
export type AttemptBudget =
  | 'login'
  | 'login-address'
  | 'provider-address'
  | 'second-factor'
  | 'passkey-challenge'
  | 'citizen-code'
  | 'citizen-upload'

export interface AttemptLimit {
  readonly attempts: number
  readonly windowSeconds: number
}

/**
 * Each from one block of addresses (`addressBlock`):
 * - `login`: one name; `login-address`: failed attempts on all names (an office behind one address must fit)
 * - `provider-address`: ways to an identity provider and back (an office behind one address must fit)
 * - `second-factor`: wrong codes of one person after the right password, from all addresses together
 * - `passkey-challenge`: signatures over one challenge, for longer than it counts
 * - `citizen-code`: status queries
 * - `citizen-upload`: submissions
 */
export const ATTEMPT_LIMITS: Readonly<Record<AttemptBudget, AttemptLimit>> = {
  login: { attempts: 10, windowSeconds: 15 * 60 },
  'login-address': { attempts: 50, windowSeconds: 15 * 60 },
  'provider-address': { attempts: 300, windowSeconds: 15 * 60 },
  'second-factor': { attempts: 30, windowSeconds: 60 * 60 },
  'passkey-challenge': { attempts: 1, windowSeconds: 10 * 60 },
  'citizen-code': { attempts: 10, windowSeconds: 10 * 60 },
  'citizen-upload': { attempts: 30, windowSeconds: 60 * 60 },
}
