/** Attempts that are counted, so that nobody can try names, passwords or codes without end. */
export type AttemptBudget = 'login' | 'login-address' | 'citizen-code' | 'citizen-upload'

export interface AttemptLimit {
  readonly attempts: number
  readonly windowSeconds: number
}

/**
 * - `login`: one name from one address; `login-address`: all names from one address (an office behind one address must fit)
 * - `citizen-code`: status queries from one block of addresses
 * - `citizen-upload`: submissions from one address
 */
export const ATTEMPT_LIMITS: Readonly<Record<AttemptBudget, AttemptLimit>> = {
  login: { attempts: 10, windowSeconds: 15 * 60 },
  'login-address': { attempts: 50, windowSeconds: 15 * 60 },
  'citizen-code': { attempts: 10, windowSeconds: 10 * 60 },
  'citizen-upload': { attempts: 30, windowSeconds: 60 * 60 },
}
