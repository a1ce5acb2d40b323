export interface AttemptLimit {
  readonly attempts: number
  readonly windowSeconds: number
}

const MINUTES = 60
const HOURS = 60 * MINUTES

/**
 * Attempts that are counted, so that nobody can try names, passwords or codes, or keep the house busy, without end. Each
 * stands for one key; a block is what one connection has, a network what one holder of addresses has (`address-block.ts`):
 * - `login`: one name from one block; `login-address`, `login-network`: failed attempts on all names (an office behind one
 *   address must fit)
 * - `provider-address`: ways to an identity provider and back, from one block (an office must fit)
 * - `second-factor`: wrong codes of one person after the right password, from all addresses together
 * - `passkey-challenge`: signatures over one challenge, for longer than it counts
 * - `citizen-code`: status queries from one block; `citizen-code-network`, `citizen-code-all`: wrong ones from one network,
 *   and from everybody: far more than people mistype, far less than guessing takes
 * - `citizen-upload`: submissions from one block, one network and everybody; staff do not count
 * - `citizen-part`: files that begin to come in pieces, from one block, one network and everybody
 * - `follow-up`: looks at one request for documents and answers to it, from whoever holds its link
 * - `upload-account`: uploads of one account (a scanning centre must fit); `search-account`: searches of one,
 *   `completion-account`: what he is proposed while he types
 * - `emergency`: numbers that one person tries to open in an emergency; `cross-unit`: his searches in all units
 *
 * There is no limit on one name from everywhere: it would let anybody lock its owner out.
 */
export const ATTEMPT_LIMITS = {
  login: { attempts: 10, windowSeconds: 15 * MINUTES },
  'login-address': { attempts: 50, windowSeconds: 15 * MINUTES },
  'login-network': { attempts: 200, windowSeconds: 15 * MINUTES },
  'provider-address': { attempts: 300, windowSeconds: 15 * MINUTES },
  'second-factor': { attempts: 30, windowSeconds: HOURS },
  'passkey-challenge': { attempts: 1, windowSeconds: 10 * MINUTES },
  'citizen-code': { attempts: 10, windowSeconds: 10 * MINUTES },
  'citizen-code-network': { attempts: 50, windowSeconds: 10 * MINUTES },
  'citizen-code-all': { attempts: 3_000, windowSeconds: 10 * MINUTES },
  'citizen-upload': { attempts: 30, windowSeconds: HOURS },
  'citizen-upload-network': { attempts: 200, windowSeconds: HOURS },
  'citizen-upload-all': { attempts: 5_000, windowSeconds: HOURS },
  'citizen-part': { attempts: 300, windowSeconds: HOURS },
  'citizen-part-network': { attempts: 2_000, windowSeconds: HOURS },
  'citizen-part-all': { attempts: 50_000, windowSeconds: HOURS },
  'follow-up': { attempts: 120, windowSeconds: HOURS },
  'upload-account': { attempts: 50_000, windowSeconds: HOURS },
  'search-account': { attempts: 600, windowSeconds: 5 * MINUTES },
  'completion-account': { attempts: 3_000, windowSeconds: 5 * MINUTES },
  emergency: { attempts: 10, windowSeconds: HOURS },
  'cross-unit': { attempts: 60, windowSeconds: HOURS },
} as const satisfies Readonly<Record<string, AttemptLimit>>
export type AttemptBudget = keyof typeof ATTEMPT_LIMITS

export const ATTEMPT_BUDGETS = Object.keys(ATTEMPT_LIMITS) as AttemptBudget[]
